"""Words and numbers in the language of the page: ``formatnum``, ``plural``, ``gender``, ``grammar``."""

from __future__ import annotations

import unicodedata

from folkmoot.core.languages.grammar import inflected
from folkmoot.core.languages.numbers import format_number, is_number, read_number
from folkmoot.core.languages.plurals import pluralised
from folkmoot.core.site import USER
from folkmoot.core.titles import is_ip
from folkmoot.core.wikitext.markers import around_markers, without_markers
from folkmoot.core.wikitext.messages import note_category
from folkmoot.core.wikitext.page_language import page_language

from .call import Call, Function
from .numeric import leading_number, written

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u202a", "\u202b", "\u202c"
_GENDERS = {"male": 0, "female": 1, "unknown": 2}


def formatted(number: int | float, call: Call, argument: int) -> str:
    """A number in the language of the page, or plain where the argument says so (``R``)."""
    if call.says(argument, "rawsuffix"):
        return str(number)
    return format_number(str(number), page_language(call.run))


def _number(call: Call) -> str:
    language = page_language(call.run)

    def says(word: str) -> bool:
        return call.says(1, word) or call.says(2, word)

    def formatted_part(text: str) -> str:
        if not text or not is_number(text):
            return format_number(text, language, grouped=not plain)
        result = format_number(text, language, grouped=not plain)
        return text if says("lossless") and read_number(result, language) != text else result

    if says("rawsuffix"):
        return around_markers(call.first, lambda text: read_number(text, language))
    plain = says("nocommafysuffix")
    if call.first and not is_number(call.first):
        note_category(call.run, "nonnumeric-formatnum")
    return around_markers(call.first, formatted_part)


def _plural(call: Call) -> str:
    language = page_language(call.run)
    number = read_number(call.first, language)
    if not (number.isascii() and number.isdigit()):
        number = written(leading_number(number), 17)
    else:
        number = number.lstrip("0") or "0"
    return pluralised(number, call.arguments(), language)


def _gender(call: Call) -> str:
    forms = call.arguments()
    if len(forms) < 2:
        return forms[0] if forms else ""
    place = _GENDERS.get(_gender_of(call), 2)
    return forms[place] if place < len(forms) else forms[0]


def _gender_of(call: Call) -> str:
    title = call.run.find_title(call.first, USER)
    asked = call.run.around.gender
    if title is None or title.namespace != USER or asked is None or is_ip(title.text):
        return "unknown"
    return asked(title.text)


def _grammar(call: Call) -> str:
    word = without_markers(call.argument(1))
    return inflected(word, call.first, page_language(call.run))


def _formal(call: Call) -> str:
    """The second form in a language that speaks to people otherwise than its plain one: ``de-formal``."""
    other = page_language(call.run).endswith(("-formal", "-informal"))
    return call.argument(1) if other and call.parts else call.first


def _embedded(call: Call) -> str:
    for character in call.first:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return f"{_LEFT_TO_RIGHT}{call.first}{_END}"
        if direction in ("R", "AL"):
            return f"{_RIGHT_TO_LEFT}{call.first}{_END}"
    return call.first


WORDS: dict[str, Function] = {
    "formatnum": _number,
    "plural": _plural,
    "gender": _gender,
    "grammar": _grammar,
    "#formal": _formal,
    "bidi": _embedded,
}
