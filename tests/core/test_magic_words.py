"""The magic words of all languages: own words first, English ones everywhere, only what is asked is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.languages.magic_words import magic_words, special_page, special_pages

ROOT = Path(__file__).parents[2]
EXTENSIONS = Path("/usr/share/mediawiki/extensions-core")
PARSER_FUNCTIONS = EXTENSIONS / "ParserFunctions/ParserFunctions.i18n.magic.php"
SCRIBUNTO = EXTENSIONS / "Scribunto/Scribunto.magic.php"


def test_a_language_has_its_own_words_and_the_english_ones() -> None:
    thumbnail = magic_words("de", "img_thumbnail")
    assert thumbnail.words == ("mini", "miniatur", "thumb", "thumbnail")
    assert thumbnail.case_matters
    assert not thumbnail.matches("Thumb")


def test_a_language_without_words_has_those_of_its_fallbacks() -> None:
    assert "Vorlage" not in magic_words("bar", "pagename").words
    assert magic_words("bar", "pagename").words == magic_words("de", "pagename").words
    assert magic_words("nobody", "pagename").words == ("PAGENAME",)


def test_letters_case_matters_where_mediawiki_says_so() -> None:
    assert magic_words("en", "lc").matches("lc:")
    assert not magic_words("en", "pagename").matches("pagename")


def test_words_newer_than_the_facts_are_known_in_english() -> None:
    assert magic_words("fr", "bcp47").words == ("#bcp47",)
    assert magic_words("fr", "userlanguage").case_matters


def test_a_word_nobody_knows_has_no_spellings() -> None:
    assert magic_words("en", "nothing of the kind").words == ()


@pytest.mark.parametrize("written", ["recentchanges", "Letzte Änderungen", "letzte_Änderungen"])
def test_special_pages_are_found_by_any_of_their_names(written: str) -> None:
    assert special_page("de", written) == "Letzte_Änderungen"


def test_a_special_page_that_is_not_there_is_none() -> None:
    assert special_page("de", "Nichts dergleichen") is None


@needs_shared
@pytest.mark.skipif(not PARSER_FUNCTIONS.exists(), reason="MediaWiki's extensions are not installed here")
def test_the_script_makes_the_data_file_again_byte_for_byte(tmp_path: Path) -> None:
    assert SHARED is not None
    target = tmp_path / "magic_words.jsonl"
    sources = [SHARED / "languages", PARSER_FUNCTIONS, SCRIBUNTO]
    script = ROOT / "scripts/condense_magic_words.py"
    subprocess.run([sys.executable, script, *sources, "-o", target], check=True, stdout=subprocess.DEVNULL)
    assert target.read_bytes() == (ROOT / "src/folkmoot/core/languages/magic_words.jsonl").read_bytes()


@needs_shared
def test_every_language_knows_all_words_of_the_source() -> None:
    assert SHARED is not None
    source = json.loads((SHARED / "languages/magic_words.json").read_text("utf-8"))
    for code, record in source.items():
        for name, (case, *words) in (record.get("magic") or {}).items():
            known = magic_words(code, name)
            assert set(map(str, words)) <= set(known.words), (code, name)
            assert known.case_matters == bool(int(source["en"]["magic"].get(name, [case])[0]))
        for name, aliases in (record.get("special") or {}).items():
            assert special_pages(code)[name][0] == aliases[0]
