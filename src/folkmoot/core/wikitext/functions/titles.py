"""Functions of titles: namespaces, parts, and ``{{PAGENAME:Any page}}`` for every variable of a title."""

from __future__ import annotations

from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext.messages import message_html
from folkmoot.core.wikitext.variables.title import TITLE_VALUES, encode_path, title_value

from .call import Call, Function, error
from .numeric import leading_number, truncated

_MOST_PARTS = 25


def _namespace(call: Call) -> str | None:
    site = call.run.site
    number = truncated(leading_number(call.first))
    known = number if number or call.first == "0" else site.namespace_id(call.first)
    return None if known is None else site.namespaces.get(known, "").replace("_", " ")


def _namespace_encoded(call: Call) -> str | None:
    name = _namespace(call)
    return None if name is None else encode_path(name)


def _title_parts(call: Call) -> str:
    title = call.title()
    if title is None:
        return call.first
    parts = prefixed(title, call.run.site).split("/", _MOST_PARTS - 1)
    count = truncated(leading_number(call.argument(1)))
    first = truncated(leading_number(call.argument(2)))
    parts = parts[first - 1 if first > 0 else first :]
    return "/".join(parts[:count] if count else parts)


def _absolute(call: Call) -> str:
    base = call.argument(1) or prefixed(call.run.title, call.run.site)
    to = call.first.rstrip(" /")
    if to in ("", "."):
        return base
    relative = to == ".." or to.startswith(("/", "./", "../"))
    path = [part for part in f"{base if relative else ''}/{to}".split("/") if part not in ("", ".")]
    climbed: list[str] = []
    for part in path:
        if part != "..":
            climbed.append(part)
        elif climbed:
            climbed.pop()
        else:
            return error(message_html(call.run, "pfunc_rel2abs_invalid_depth", "/".join(path)))
    return "/".join(climbed)


def _of_title(name: str) -> Function:
    def value(call: Call) -> str:
        title = call.title()
        return "" if title is None else title_value(name, title, call.run) or ""

    return value


TITLES: dict[str, Function] = {
    "ns": _namespace,
    "nse": _namespace_encoded,
    "#titleparts": _title_parts,
    "#rel2abs": _absolute,
    **{name.lower(): _of_title(name) for name in TITLE_VALUES},
}
