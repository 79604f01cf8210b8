"""Questions about languages: names, letters, numbers, dates, plurals."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from folkmoot.core.languages.codes import web_code
from folkmoot.core.languages.facts import facts, known_code, known_languages
from folkmoot.core.languages.grammar import inflected
from folkmoot.core.languages.letters import capitalised, uncapitalised
from folkmoot.core.languages.moments import NoMoment, depends_on_now, read_moment
from folkmoot.core.languages.numbers import format_number, read_number
from folkmoot.core.languages.plurals import pluralised
from folkmoot.core.languages.time_formats import written_time
from folkmoot.core.languages.timezones import zone
from folkmoot.core.wikitext.functions.time import note_staleness
from folkmoot.core.wikitext.messages import filled, known_message

from .conversation import Conversation, Question
from .model import Refused

# What can be the code of a language, what one of MediaWiki's own can be; and PLURAL in a message.
_VALID = re.compile(r"[^:/\\\0&<>'\"%{}|\[\]#]+")
_BUILT_IN = re.compile(r"[a-z0-9-]{2,}")
_PLURAL = re.compile(r"\{\{PLURAL:\$1\|([^{}]*)\}\}", re.IGNORECASE)
_LONGEST_FORMAT = 6000  # characters of a format of dates: what writes it cannot be stopped as a script can


def _is(conversation: Conversation, code: str, what: str) -> bool:
    code = str(code)
    if what == "valid":
        return _VALID.fullmatch(code) is not None
    if what == "built-in":
        return _BUILT_IN.fullmatch(code) is not None
    known = known_code(code)
    if what == "rtl":
        return known is not None and facts(known).direction == "rtl"
    return known is not None


def _name(conversation: Conversation, code: str, display: str) -> str:
    """The language's own name for itself; names in other languages are not known here, but English."""
    known = known_code(code)
    return facts(known).autonym if known else ""


def _names(conversation: Conversation, display: str) -> dict[str, str]:
    return {code: name for code in known_languages() if (name := facts(code).autonym)}


def _fallbacks(conversation: Conversation, code: str) -> list[str]:
    known = known_code(code)
    if known is None:
        return ["en"] if _BUILT_IN.fullmatch(code) and code != "en" else []
    chain = list(facts(known).fallback)
    return chain if "en" in chain or known == "en" else [*chain, "en"]


def _tag(conversation: Conversation, code: str) -> str:
    return web_code(code)


_CASES: dict[str, Callable[[str, str], str]] = {
    "lc": lambda text, code: text.lower(),
    "uc": lambda text, code: text.upper(),
    "lcfirst": uncapitalised,
    "ucfirst": capitalised,
}


def _case(conversation: Conversation, code: str, way: str, text: str) -> str:
    return _CASES[way](text, code)


def _format_number(conversation: Conversation, code: str, number: str, plain: bool) -> str:
    return format_number(number, code, grouped=not plain)


def _parse_number(conversation: Conversation, code: str, text: str) -> str:
    return read_number(text, code)


def _format_date(conversation: Conversation, code: str, form: str, written: str, is_local: bool) -> str:
    now = conversation.run.around.now
    if now is None:
        raise Refused("the time is not known")
    if len(form) > _LONGEST_FORMAT:
        raise Refused("bad argument #1 to 'formatDate': the format is too long")
    try:
        moment = read_moment(written, now.astimezone(UTC)) if written else now
    except NoMoment:
        raise Refused(f"bad argument #2 to 'formatDate': invalid timestamp '{written}'") from None
    result = written_time(form, _shown(moment, conversation, is_local), known_code(code) or code)
    if not written or depends_on_now(written, now.astimezone(UTC)):
        note_staleness(conversation.run, form, _shown(now, conversation, is_local))
    return result.text


def _shown(moment: datetime, conversation: Conversation, is_local: bool) -> datetime:
    return moment.astimezone(zone(conversation.run.site.timezone) if is_local else UTC)


def _plural(conversation: Conversation, code: str, number: str, forms: dict[str, str]) -> str:
    return pluralised(number, [forms[key] for key in sorted(forms, key=int)], code)


def _grammar(conversation: Conversation, code: str, word: str, case: str) -> str:
    return inflected(word, case, code)


def _duration(conversation: Conversation, code: str, unit: str, count: float) -> str:
    """A number of hours, days ... in words: the message ``duration-hours`` and its kin."""
    text = known_message(conversation.run.around, code, f"duration-{unit}")
    one, many = unit.removesuffix("s"), unit
    if text is None:
        return f"{count:g} {one if count == 1 else many}"
    chosen = _PLURAL.sub(lambda found: pluralised(f"{count:g}", found[1].split("|"), code), text)
    return filled(chosen, format_number(f"{count:g}", code))


LANGUAGES: dict[str, Question] = {
    "language_is": _is,
    "language_name": _name,
    "language_names": _names,
    "language_tag": _tag,
    "fallbacks": _fallbacks,
    "change_case": _case,
    "format_number": _format_number,
    "parse_number": _parse_number,
    "format_date": _format_date,
    "plural": _plural,
    "grammar": _grammar,
    "duration": _duration,
}
