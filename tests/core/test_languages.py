"""Facts about languages: complete for every language, small and quick to load."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.languages import LanguageFacts, facts, known_code, known_languages
from folkmoot.core.languages.data_files import data

ROOT = Path(__file__).resolve().parents[2]


def test_there_are_hundreds_of_languages_in_the_order_of_their_codes() -> None:
    codes = known_languages()
    assert len(codes) > 500
    assert list(codes) == sorted(codes)
    assert {"en", "de", "ar", "zh-hant", "wa"} <= set(codes)


@pytest.mark.parametrize("code", known_languages())
def test_every_language_is_complete(code: str) -> None:
    known = facts(code)
    assert known.code == code
    for months in (known.months, known.months_genitive, known.months_abbreviated):
        assert len(months) == 12
        assert all(name == name.strip() != "" for name in months)
    assert len(known.weekdays) == len(known.weekdays_abbreviated) == 7
    assert len(known.digits) == len(set(known.digits)) == 10
    assert known.direction in ("ltr", "rtl")
    assert set(range(-2, 16)) <= set(known.namespaces)
    assert known.namespaces[4][0] == "$1"
    assert known.special_contributions
    assert "{{ns:user}}:$1|$2" in known.signature
    re.compile(known.link_trail)


def test_what_a_language_does_not_say_comes_from_its_fallback_and_then_from_english() -> None:
    austrian, german, english = facts("de-at"), facts("de"), facts("en")
    assert austrian.months[0] == "Jänner"
    assert austrian.namespaces[2] == german.namespaces[2] == ("Benutzer", ("Benutzerin",))
    assert german.namespaces[-2] == ("Medium", ())
    assert german.messages["word-separator"] == english.messages["word-separator"]


def test_languages_written_from_the_right_have_their_own_digits_and_direction() -> None:
    arabic = facts("ar")
    assert arabic.direction == "rtl"
    assert arabic.digits == "٠١٢٣٤٥٦٧٨٩"
    assert arabic.timezone_utc == "ت ع م"


def test_markup_in_the_word_for_utc_is_left_out() -> None:
    assert facts("diq").timezone_utc == "UTC"
    assert facts("ksh").timezone_utc == "UTC"


def test_a_code_is_understood_however_it_is_written() -> None:
    assert facts("ZH_Hant") is not None
    assert facts("ZH_Hant").months == facts("zh-hant").months
    assert facts(" de ").autonym == "Deutsch"


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("de", "de"),
        ("NO", "nb"),
        ("als", "gsw"),
        ("simple", "en"),
        ("zh-min-nan", "nan"),
        ("be_x_old", "be-tarask"),
        ("sr-Cyrl", "sr-ec"),
        ("zh-Hant-TW", "zh-tw"),
        ("tlh", None),
        ("de-li", None),
        ("", None),
    ],
)
def test_former_codes_and_those_of_the_web_stand_for_the_same_languages(code: str, known: str | None) -> None:
    assert known_code(code) == known
    if known:
        assert facts(code).months == facts(known).months


@pytest.mark.parametrize("code", known_languages())
def test_every_language_is_known_by_its_code_on_the_web(code: str) -> None:
    assert known_code(code) == code
    on_the_web = known_code(facts(code).tag)
    assert on_the_web is None or facts(on_the_web).tag == facts(code).tag


def test_an_unknown_language_has_the_facts_of_what_is_known_of_its_code() -> None:
    assert facts("de-li").months == facts("de").months
    unknown = facts("tlh")
    assert unknown.code == "tlh"
    assert unknown.months == facts("en").months
    assert facts("").code == "en"


@pytest.mark.parametrize("hostile", ['en"', "en\n", "../en", "-", "e" * 10_000, "\x00", "é", '{"code":"en"'])
def test_no_code_can_reach_into_the_data_file(hostile: str) -> None:
    assert isinstance(facts(hostile), LanguageFacts)


def test_no_code_is_longer_than_what_is_looked_for() -> None:
    assert max(map(len, known_languages())) <= 32
    assert facts("de-" + "a-" * 500_000).months == facts("de").months
    assert known_code("de-" + "a-" * 500_000) is None


def test_the_data_file_is_small_and_one_line_per_language_builds_on_another() -> None:
    assert len(data("facts.jsonl")) < 900_000
    lines = [json.loads(line) for line in data("facts.jsonl").decode().splitlines()]
    codes = {line["code"] for line in lines}
    assert all(line.get("base", "en") in codes for line in lines)


def test_reading_one_language_reads_no_other() -> None:
    program = (
        "import json; from folkmoot.core.languages import facts as f\n"
        "seen = []; real = json.loads\n"
        "json.loads = lambda line: seen.append(real(line)['code']) or real(line)\n"
        "f('de-at'); print(seen)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(re.findall(r"'([\w-]+)'", answer.stdout)) == {"de-at", "de", "en"}


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "condense_languages", ROOT / "scripts/condense_languages.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_shared
def test_the_script_makes_the_data_file_again_byte_for_byte(tmp_path: Path) -> None:
    assert SHARED is not None
    target = tmp_path / "facts.jsonl"
    assert _script().main([str(SHARED / "languages"), str(target)]) == 0
    assert target.read_bytes() == data("facts.jsonl")


@needs_shared
def test_the_facts_are_those_of_the_source() -> None:
    assert SHARED is not None
    source = json.loads((SHARED / "languages/languages.full.json").read_text("utf-8"))["languages"]
    for code, expected in source.items():
        known = facts(code)
        assert known.months_genitive == tuple(name.strip() for name in expected["months_gen"])
        assert known.date_format == expected["signature_format"]
        assert list(known.digits) == (expected["digits"] or list("0123456789"))
        assert known.messages["editsection"] == expected["messages"]["editsection"]
        assert known.namespaces[3][0] == expected["namespaces"]["3"]["name"]
        assert set(expected["namespaces"]["2"].get("aliases", ())) <= {
            known.namespaces[2][0],
            *known.namespaces[2][1],
        }


def test_a_broken_translation_of_the_signature_is_replaced() -> None:
    script = _script()
    messages = {"signature": "Talk to me", "talkpagelinktext": "thetha"}
    assert script.signature(messages) == "[[{{ns:user}}:$1|$2]] ([[{{ns:user_talk}}:$1|thetha]])"
