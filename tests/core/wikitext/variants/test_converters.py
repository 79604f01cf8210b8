"""What each language becomes in each of its scripts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext.variants import convert, variant_name, variants_of, wanted_variant
from folkmoot.core.wikitext.variants.languages import LANGUAGES, language_of

WORDS = [
    ("sr", "sr-ec", "Ljubav i džep, njiva, čaša", "Љубав и џеп, њива, чаша"),
    ("sr", "sr-el", "Љубав и џеп, њива, чаша", "Ljubav i džep, njiva, čaša"),
    ("sr", "sr-ec", "injekcija, n!j", "ињекција, нј"),
    ("sr", "sr-ec", "vek XIV, I. deo, II", "век XIV, I. део, II"),
    ("sh", "sh-cyrl", "Ljubav XX veka", "Љубав XX века"),
    ("zh", "zh-hant", "气马电", "氣馬電"),
    ("zh", "zh-hans", "氣馬電", "气马电"),
    ("zh", "zh-tw", "软件", "軟體"),
    ("zh", "zh-cn", "軟體", "软件"),
    ("gan", "gan-hant", "爱", "愛"),
    ("gan", "gan-hans", "愛", "爱"),
    ("wuu", "wuu-hant", "爱", "愛"),
    ("zgh", "zgh-latn", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamaziɣt"),
    ("kk", "kk-latn", "Қазақстан, ая, аел, ЩУКА", "Qazaqstan, aya, ayel, ŞÇWKA"),
    ("kk", "kk-tr", "үй", "üý"),
    ("kk", "kk-cyrl", "Qazaqstan, yanvar, şçwka", "Қазақстан, январ, щука"),
    ("kk", "kk-arab", "Қазақ ән 12, иә?", "قازاق ٴان ۱۲، ٴىيا؟"),
    ("kk", "kk-cn", "үй", "ٴۇي"),
    ("uz", "uz-latn", "Ўзбекистон, шаҳар, элчи", "Oʻzbekiston, shahar, elchi"),
    ("uz", "uz-cyrl", "Oʻzbekiston, shahar, elchi, yetti, bo‘ldi", "Ўзбекистон, шаҳар, элчи, етти, бўлди"),
    ("crh", "crh-cyrl", "Qırım köz kün yıldız büyük cümle el", "Къырым козь кунь йылдыз буюк джумле эль"),
    ("crh", "crh-latn", "Къырым козь кунь йылдыз буюк джумле ЮРТ", "Qırım köz kün yıldız büyük cümle YURT"),
    ("crh", "crh-cyrl", "XIX asır “söz”", "XIX асыр «сёз»"),
    ("ku", "ku-arab", "Kurdistan, ev çîrok", "کوردستان، ئەڤ چیرۆک"),
    ("ku", "ku-latn", "چیرۆک ١٢", "çîrok 12"),
    ("shi", "shi-tfng", "Tamazirt", "ⵜⴰⵎⴰⵣⵉⵔⵜ"),
    ("shi", "shi-latn", "ⵜⴰⵎⴰⵣⵉⵔⵜ", "tamazirt"),
    ("iu", "ike-cans", "Inuktitut, aaqqii", "ᐃᓄᒃᑎᑐᑦ, ᐋᖅᑮ"),
    ("iu", "ike-latn", "ᐃᓄᒃᑎᑐᑦ, ᐋᖅᑮ", "inuktitut, aaqqii"),
    ("tg", "tg-latn", "Тоҷикистон ёд ЯК", "Toçikiston jod JaK"),
    ("tly", "tly-cyrl", "tolışə, İ, I", "толышә, И, Ы"),
    ("tly", "tly", "толышә", "tolışə"),
    ("en", "en-x-piglatin", "Hello quick apple, a Squat", "Ellohay ickquay appleway, a Atsquay"),
]


@pytest.mark.parametrize(("language", "variant", "text", "expected"), WORDS)
def test_words(language: str, variant: str, text: str, expected: str) -> None:
    assert convert(text, language, variant) == expected


def test_every_language_of_the_table_has_words_here() -> None:
    assert {language for language, *_ in WORDS} == set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_consistent(code: str) -> None:
    language = language_of(code, pig_latin=True)
    assert language is not None
    named = {
        variant
        for value in language.fallbacks.values()
        for variant in ([value] if isinstance(value, str) else value)
    }
    assert named | set(language.fallbacks) | set(language.reach) <= set(language.variants)
    assert language.plain in language.variants
    for variant in language.variants:
        assert language.name(variant)
        assert language.variant(variant.upper()) == variant
        translate = language.translator(variant)
        assert translate("\x00 \x02 ") == "\x00 \x02 "


SERBIAN = st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџш", min_size=1)


@given(SERBIAN)
def test_serbian_words_come_back_from_latin(word: str) -> None:
    latin = convert(f"-{{}}-{word}", "sr", "sr-el")
    back = convert(latin, "sr", "sr-ec")
    apart = word.replace("лј", "љ").replace("нј", "њ").replace("дж", "џ")
    assert back in (word, apart, latin if is_latin_by_its_letters(latin) else apart)


def is_latin_by_its_letters(text: str) -> bool:
    """A text that seems to be in the wanted script already stays."""
    return text == convert(text, "sr", "sr-ec")


@given(st.text(alphabet="ᐃᐅᐊᑉᐱᑦᑐᒃᑲᒡᒋᒻᒧᓐᓇᔅᓯᓪᓕᔾᔪᕝᕙᕐᕆᖅᖃᖕᖏᖦᖠ", max_size=20))
def test_inuktitut_in_latin_letters_has_nothing_left_of_syllabics(text: str) -> None:
    assert convert(text, "iu", "ike-latn").isascii() or "ɫ" in convert(text, "iu", "ike-latn")


def test_what_has_no_variants_stays() -> None:
    assert convert("-{a}- b", "de", "de-at") == "-{a}- b"
    assert convert("-{a}- b", "sr", "de") == "-{a}- b"
    assert variants_of("de") == ()
    assert variants_of("sr") == ("sr", "sr-ec", "sr-el")


@pytest.mark.parametrize(
    ("language", "wishes", "variant"),
    [
        ("zh", ["zh-Hant-TW", "zh"], "zh-tw"),
        ("zh", ["ja", "zh-HK"], "zh-hk"),
        ("sr", ["sr-Latn"], "sr-el"),
        ("sr", ["de", "en"], ""),
        ("zh", ["zh-CN"], "zh-cn"),
        ("de", ["de-AT"], ""),
    ],
)
def test_the_variant_a_reader_wants(language: str, wishes: list[str], variant: str) -> None:
    assert wanted_variant(language, wishes) == variant


def test_no_language_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, folkmoot.core.wikitext;"
        "print([name for name in sys.modules if 'variants.languages.' in name or 'zhconv' in name])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_variants_are_called_as_their_speakers_do() -> None:
    assert variant_name("zh", "zh-Hant-TW") == "臺灣"
    assert variant_name("sr", "sr-el") == "srpski (latinica)"
    assert variant_name("sr", "zh-tw") == variant_name("de", "de-at") == ""
