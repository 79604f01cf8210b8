"""Parser functions: ``{{name:first|rest}}``, one small function each and one table of their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from folkmoot.core.titles import anchor_of, page_path
from folkmoot.core.wikitext.extensions.apply import held_tag
from folkmoot.core.wikitext.markers import around_markers, without_markers, without_positions
from folkmoot.core.wikitext.run import Run

from .nodes import ExtensionTag, Nodes, Part
from .variables import TITLE_VALUES, title_value

_MAX_PADDING = 500


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the expanded first argument, the other parts, and the means to expand them when wanted."""

    first: str
    parts: tuple[Part, ...]
    expand: Callable[[Nodes], str]
    run: Run

    def argument(self, number: int, default: str = "") -> str:
        """An argument after the first, trimmed; 1 is the one after the first pipe."""
        if number > len(self.parts):
            return default
        part = self.parts[number - 1]
        text = self.expand(part.value)
        if part.name is not None:
            text = f"{self.expand(part.name)}={text}"
        return text.strip()


Function = Callable[[Call], str | None]


def _if(call: Call) -> str:
    return call.argument(1 if without_positions(call.first).strip() else 2)


def _if_equal(call: Call) -> str:
    return call.argument(2 if _same(call.first, call.argument(1)) else 3)


def _same(left: str, right: str) -> bool:
    try:
        return float(left) == float(right)
    except ValueError:
        return left == right


def _if_error(call: Call) -> str:
    failed = re.search(r'<(?:strong|span|p|div)\s[^>]*class="[^"]*\berror\b', call.first) is not None
    if failed:
        return call.argument(1)
    return call.argument(2) if len(call.parts) > 1 else call.first


def _if_exists(call: Call) -> str:
    title = call.run.find_title(call.first)
    exists = title is not None and call.run.page_text(title) is not None
    return call.argument(1 if exists else 2)


def _switch(call: Call) -> str:
    falls_through = False
    default = ""
    for number, part in enumerate(call.parts, 1):
        if part.name is None:
            value = call.argument(number)
            if number == len(call.parts):
                return value
            falls_through = falls_through or _same(call.first, value)
            continue
        name = call.expand(part.name).strip()
        if falls_through or _same(call.first, name):
            return call.expand(part.value).strip()
        if name == "#default":
            default = call.expand(part.value).strip()
    return default


def _namespace(call: Call) -> str | None:
    site = call.run.site
    key = call.first.strip().replace("_", " ")
    number = int(key) if re.fullmatch(r"-?\d{1,6}", key) else site.namespace_ids.get(key.casefold())
    name = None if number is None else site.namespaces.get(number)
    return None if name is None else name.replace("_", " ")


def _namespace_encoded(call: Call) -> str | None:
    name = _namespace(call)
    return None if name is None else quote(name.replace(" ", "_"))


def _url_encode(call: Call) -> str:
    text = without_markers(call.first)
    if (style := call.argument(1).upper()) == "PATH":
        return quote(text, safe="~")
    if style == "WIKI":
        return quote(text.replace(" ", "_"), safe=";@$!*(),/~:")
    return quote_plus(text)


def _pad(call: Call, *, left: bool) -> str:
    length = int(call.argument(1)) if call.argument(1).isdecimal() else 0
    fill = call.argument(2, "0") or "0"
    fill = without_markers(fill) or "0"
    missing = max(0, min(length, _MAX_PADDING) - len(without_markers(call.first)))
    padding = (fill * (missing // len(fill) + 1))[:missing]
    return padding + call.first if left else call.first + padding


def _first_changed(change: Callable[[str], str]) -> Function:
    return lambda call: change(call.first[:1]) + call.first[1:]


def _url(call: Call, *, server: str) -> str | None:
    title = call.run.find_title(call.first)
    if title is None:
        return None
    path = server + page_path(title, call.run.site)
    query = call.argument(1)
    return path + (f"?{query}" if query else "")


def _plural(call: Call) -> str:
    one = call.first.strip() in ("1", "-1")
    return call.argument(1 if one or len(call.parts) < 2 else 2)


def _number(call: Call) -> str:
    plain = call.first.strip()
    if call.argument(1) in ("R", "NOSEP") or not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return plain.replace(",", "") if call.argument(1) == "R" else plain
    whole, dot, rest = plain.partition(".")
    return f"{int(whole):,}{dot}{rest}" if abs(int(whole)) >= 1000 else plain


def _tag(call: Call) -> str:
    name = call.first.strip().lower()
    content = call.argument(1) if call.parts else None
    attributes = [call.argument(number) for number in range(2, len(call.parts) + 1)]
    written = "".join(f" {attribute}" for attribute in attributes if "=" in attribute)
    return held_tag(ExtensionTag(name, written, content, f"</{name}>"), call.run)


def _nothing(call: Call) -> str:
    return ""


def _unchanged(call: Call) -> str:
    return call.first


def _of_title(name: str) -> Function:
    def value(call: Call) -> str | None:
        title = call.run.find_title(call.first)
        return "" if title is None else title_value(name.upper(), title, call.run)

    return value


FUNCTIONS: dict[str, Function] = {
    "#if": _if,
    "#ifeq": _if_equal,
    "#iferror": _if_error,
    "#ifexist": _if_exists,
    "#switch": _switch,
    "#tag": _tag,
    "ns": _namespace,
    "nse": _namespace_encoded,
    "lc": lambda call: around_markers(call.first, str.lower),
    "uc": lambda call: around_markers(call.first, str.upper),
    "lcfirst": _first_changed(str.lower),
    "ucfirst": _first_changed(str.upper),
    "urlencode": _url_encode,
    "anchorencode": lambda call: anchor_of(without_positions(call.first)),
    "padleft": lambda call: _pad(call, left=True),
    "padright": lambda call: _pad(call, left=False),
    "plural": _plural,
    "formatnum": _number,
    "grammar": lambda call: call.argument(1),
    "localurl": lambda call: _url(call, server=""),
    "fullurl": lambda call: _url(call, server=call.run.site.server),
    "canonicalurl": lambda call: _url(call, server=call.run.site.server),
    "int": lambda call: f"⧼{call.first}⧽",
    "displaytitle": _nothing,
    "defaultsort": _nothing,
    "#language": _unchanged,
    **{name.lower(): _of_title(name) for name in TITLE_VALUES},
    **{f"{name.lower()}e": _of_title(f"{name}E") for name in TITLE_VALUES},
}
