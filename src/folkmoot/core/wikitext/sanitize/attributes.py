"""Attributes of tags: read as browsers read them, kept where allowed, written in one safe form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from folkmoot.core.wikitext.fragments import fragment_id

from .css import checked_style
from .entities import decode_references
from .facts import PROTOCOL_OR_RELATIVE_PATTERN, attributes_of

# Whatever can be a name for a browser is read as one; those that are none for MediaWiki are dropped with
# their values.
_ATTRIBUTE = re.compile(
    r"([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+"
    r"(?:\"([^\"]*+)(?:\"|$)|'([^']*+)(?:'|$)|([^ \t\n\f\r>]*+)))?"
)
_LONG = 2000  # characters of attributes: what is made of them is not kept
_NAME = re.compile(r"[:\w][:\w.\-]*\Z")
_NAMESPACE = re.compile(r"xmlns:[:\w.\-]+\Z", re.ASCII)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DATA = re.compile(r"data-[^:= \t\r\n/>\0_]*\Z")
# What scripts and passes trust: no page may say it.
_RESERVED_DATA = re.compile(r"data-(?:ooui|mw|parsoid|fm)(?:-|\Z)|data-(?:mw|fm)")
# A scheme that runs its text, behind whatever ends what stands before it.
_EVIL_URI = re.compile(r"(?:^|\s|\*/\s*)(?:javascript|vbscript)(?:\W|\Z)", re.IGNORECASE)
_URI_LIKE = frozenset(
    [
        "rel",
        "rev",
        "about",
        "property",
        "resource",
        "datatype",
        "typeof",
        "itemid",
        "itemprop",
        "itemref",
        "itemscope",
        "itemtype",
    ]
)
_URL = re.compile(rf"{PROTOCOL_OR_RELATIVE_PATTERN}[^\s]+\Z", re.IGNORECASE)
_URLS = ("href", "src", "poster")
_ID_LISTS = frozenset({"aria-describedby", "aria-flowto", "aria-labelledby", "aria-owns"})
_SCOPED = ("itemtype", "itemid", "itemref")
# What later passes would take for markup, written as references; the colon stands for every address.
_GUARDS = str.maketrans(
    {
        **{character: f"&#{ord(character)};" for character in "{}[]|:\n\t"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
    }
)
# Words before numbers that a page turns into links: of each one letter becomes a reference.
_NUMBERS = re.compile(r"\b(?:IS(?=BN)|R(?=FC)|PM(?=ID))")


def escape_text(text: str) -> str:
    """Text with the four characters escaped that mean something in HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def guarded_value(value: str) -> str:
    """A value as it stands between quotes, safe from every later pass."""
    escaped = value.translate(_GUARDS).replace("''", "&#39;&#39;").replace("__", "&#95;_")
    if "BN" in escaped or "FC" in escaped or "ID" in escaped:
        escaped = _NUMBERS.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", escaped)
    return escaped


def read_attributes(text: str) -> dict[str, str]:
    """Names (lower case) and values, references decoded, white space collapsed; the last of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        name = match[1].lower()
        if not _NAME.match(name):
            continue
        found.pop(name, None)
        found[name] = decode_references(_SPACE.sub(" ", value).strip(" "))
    return found


def _identifier(value: str) -> str:
    return re.sub(r"[ \t\n\r\f]", "_", value)


def _id_list(value: str) -> str | None:
    return " ".join(_identifier(part) for part in value.split()) or None


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "style": checked_style,
    "id": lambda value: _identifier(value) or None,
    "tabindex": lambda value: value if value == "0" else None,
    **dict.fromkeys(_ID_LISTS, _id_list),
    **dict.fromkeys(_URI_LIKE, lambda value: None if _EVIL_URI.search(value) else value),
    **dict.fromkeys(_URLS, lambda value: value if _URL.match(value) else None),
}


def _checked(name: str, value: str) -> str | None:
    """The value as it may stand, None where the attribute is dropped."""
    check = _CHECKS.get("about" if name.startswith("xmlns:") else name)
    return check(value) if check else value


def _allowed(name: str, allowed: frozenset[str]) -> bool:
    if name in allowed or _NAMESPACE.match(name):
        return True
    return bool(_DATA.match(name)) and not _RESERVED_DATA.match(name)


def checked_attributes(tag: str, text: str) -> dict[str, str]:
    """The attributes of a tag that may stand, with their values."""
    allowed = attributes_of(tag)
    kept: dict[str, str] = {}
    for name, value in read_attributes(text).items():
        if _allowed(name, allowed) and (checked := _checked(name, value)) is not None:
            kept[name] = checked
    if "itemscope" not in kept:
        for name in _SCOPED:
            kept.pop(name, None)
    return kept


def written_attributes(attributes: Mapping[str, str]) -> str:
    """Checked attributes as they stand in the page, with a space in front of each."""
    return "".join(f' {name}="{guarded_value(value)}"' for name, value in attributes.items())


def attribute_text(tag: str, text: str, ids: str = "html5") -> str:
    """The allowed attributes of a tag as they stand in the page, with a space in front of each.

    ``ids`` is the mode in which an id is written (``Settings.fragment_modes``).
    """
    return _attribute_text(tag, text, ids) if len(text) > _LONG else _known_attribute_text(tag, text, ids)


def _attribute_text(tag: str, text: str, ids: str) -> str:
    if not text.strip(" /\t\n"):
        return ""
    kept = checked_attributes(tag, text)
    if "id" in kept and ids != "html5":
        kept["id"] = fragment_id(kept["id"], ids)
    return written_attributes(kept)


_known_attribute_text = lru_cache(maxsize=2048)(_attribute_text)
