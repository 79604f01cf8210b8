"""Numbers of the wiki, ``NUMBEROFPAGES`` and its kin, with the argument ``R`` for plain digits."""

from __future__ import annotations

from folkmoot.core.wikitext.variables.statistics import STATISTICS, count

from .call import Call, Function
from .numeric import leading_number, truncated
from .words import formatted


def _count(name: str) -> Function:
    def number(call: Call) -> str:
        value = count(name, call.run)
        return str(value) if call.first_says("rawsuffix") else formatted(value, call, 1)

    return number


def _in_group(call: Call) -> str:
    group = call.first.lower()
    name = "admins" if group == "sysop" else f"group:{group}"
    return formatted(count(name, call.run), call, 1)


def _in_namespace(call: Call) -> str:
    number = truncated(leading_number(call.first))
    return formatted(count(f"namespace:{number}", call.run), call, 1)


NUMBERS: dict[str, Function] = {
    **{name.lower(): _count(statistic) for name, statistic in STATISTICS.items()},
    "numberingroup": _in_group,
    "pagesinnamespace": _in_namespace,
}
