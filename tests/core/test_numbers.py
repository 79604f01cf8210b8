"""Numbers, plurals and letters in the languages that write them otherwise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.languages.codes import web_code, wiki_code
from folkmoot.core.languages.facts import known_languages
from folkmoot.core.languages.letters import capitalised, uncapitalised
from folkmoot.core.languages.numbers import format_number, read_number
from folkmoot.core.languages.plurals import plural_form, pluralised

ROOT = Path(__file__).parents[2]
MEDIAWIKI = Path("/usr/share/mediawiki")
LANGUAGES = sorted(known_languages())
# Which form goes with 0, 1, 2 ... 12, from Unicode's table of the rules of plural.
FORMS = {
    "en": "1011111111111",
    "fr": "0011111111111",
    "ru": "2011122222222",
    "cs": "3011133333333",
    "ar": "0123333333344",
    "he": "3013333333333",
    "gd": "3012222222201",
}


@pytest.mark.parametrize(("code", "forms"), FORMS.items())
def test_forms_of_small_numbers_are_those_of_the_table(code: str, forms: str) -> None:
    assert "".join(str(plural_form(str(number), code)) for number in range(13)) == forms


@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_whole_numbers_read_back_in_every_language(number: int, code: str) -> None:
    assert read_number(format_number(str(number), code), code) == str(number)


@given(st.decimals(-(10**8), 10**8, places=4), st.sampled_from(LANGUAGES))
def test_fractions_read_back_in_every_language(number: object, code: str) -> None:
    assert float(read_number(format_number(str(number), code), code)) == float(str(number))


@given(st.text(max_size=40), st.sampled_from(["en", "de", "fa", "hi", "pl"]))
def test_any_text_can_stand_where_a_number_should(text: str, code: str) -> None:
    assert isinstance(format_number(text, code), str)
    assert isinstance(read_number(text, code), str)


@given(st.integers(0, 10**6), st.sampled_from(LANGUAGES))
def test_every_number_has_one_of_the_forms_that_are_given(number: int, code: str) -> None:
    assert pluralised(str(number), ["a", "b"], code) in ("a", "b")


def test_a_form_for_one_number_comes_before_the_rules() -> None:
    assert pluralised("12", ["one", "many", "12=a dozen"], "en") == "a dozen"
    assert pluralised("13", ["one", "many", "12=a dozen"], "en") == "many"
    assert pluralised("13", ["12=a dozen"], "en") == ""


def test_turkish_has_two_letters_i() -> None:
    assert capitalised("istanbul", "tr") == "İstanbul"
    assert uncapitalised("Irmak", "tr") == "ırmak"
    assert capitalised("istanbul", "en") == "Istanbul"


def test_codes_of_the_web_and_of_wikis() -> None:
    assert web_code("zh-tw") == "zh-Hant-TW"
    assert web_code("de-formal") == "de-x-formal"
    assert wiki_code("egl") == "eml"
    assert wiki_code("de") == "de"


@needs_shared
@pytest.mark.skipif(not (MEDIAWIKI / "languages/data").exists(), reason="MediaWiki is not installed here")
def test_the_script_makes_the_data_file_again_byte_for_byte(tmp_path: Path) -> None:
    assert SHARED is not None
    target = tmp_path / "forms.jsonl"
    script = ROOT / "scripts/condense_language_forms.py"
    command = [sys.executable, str(script), str(SHARED / "languages"), str(MEDIAWIKI), "-o", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert target.read_bytes() == (ROOT / "src/folkmoot/core/languages/forms.jsonl").read_bytes()
