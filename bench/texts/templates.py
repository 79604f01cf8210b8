"""Pages that are mostly templates: infoboxes, navigation boxes, tables whose rows a template counts out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A page and the templates it needs, by their full titles."""

    name: str
    text: str
    templates: Mapping[str, str]


def _each(written: str, first: int, last: int) -> str:
    """The text once for every number, which stands for its ``§``."""
    return "".join(written.replace("§", str(number)) for number in range(first, last + 1))


_INFOBOX_ROW = """{{#if:{{{data|}}}|{{#switch:{{{kind|}}}
| header = <tr><th colspan="2" style="background: {{{colour|#cde}}}">{{{data}}}</th></tr>
| below | footer = <tr><td colspan="2" class="below">{{{data}}}</td></tr>
| #default = <tr><th scope="row">{{{label|}}}</th><td>{{{data}}}</td></tr>
}}}}"""
_INFOBOX_CALL = """
{{Infobox row|kind={{{kind§|}}}|label={{{label§|}}}|data={{{data§|}}}|colour={{{colour|}}}}}"""
_INFOBOX = f"""<table class="infobox" style="width: {{{{{{width|22em}}}}}}">
<caption>{{{{{{title|{{{{PAGENAME}}}}}}}}}}</caption>{_each(_INFOBOX_CALL, 1, 30)}
</table>"""
_SETTLEMENT_ROW = """
|label§=Property §|data§={{#if:{{{p§|}}}|'''{{{p§}}}'''{{#ifeq:{{{unit|}}}|metric|&nbsp;km|&nbsp;mi}}}}"""
_SETTLEMENT = (
    """{{Infobox
|title={{{name}}}
|colour={{#switch:{{lc:{{{type|}}}}}|city|town=#def|village=#efd|#default=#eee}}
|kind1=header|data1={{ucfirst:{{{type|place}}}}}"""
    + _each(_SETTLEMENT_ROW, 2, 28)
    + """
|kind30=below|data30=See [[{{{name}}}]] and [[List of {{{type|place}}}s]]
}}"""
)
_NAVBOX_CALL = """
{{#if:{{{group§|}}}{{{list§|}}}|{{Navbox row|{{{group§|}}}|{{{list§|}}}|{{#ifexpr:§ mod 2|odd|even}}}}}}"""
_NAVBOX = f"""<div class="navbox" role="navigation"><table class="nowraplinks">
<tr><th colspan="2">{{{{{{title}}}}}}</th></tr>{_each(_NAVBOX_CALL, 1, 20)}
</table></div>"""
_NAVBOX_ROW = """<tr><th scope="row">{{{1}}}</th><td class="{{{3}}}"><div>{{{2}}}</div></td></tr>"""
_COUNTED_CELL = "{{#ifexpr:{{{1|0}}}>=§|{{Cell|§|{{#expr:§ mod 7}}}}}}"
_CELL = """<td style="text-align: {{#switch:{{{2}}}|0|1=left|2|3=center|right}}">
{{{1}}} {{#ifeq:{{{2}}}|3|''three''}}</td>"""

TEMPLATES = {
    "Template:Infobox row": _INFOBOX_ROW,
    "Template:Infobox": _INFOBOX,
    "Template:Infobox settlement": _SETTLEMENT,
    "Template:Navbox": _NAVBOX,
    "Template:Navbox row": _NAVBOX_ROW,
    "Template:Hlist": "{{{1|}}}" + _each("{{#if:{{{§|}}}|&nbsp;&middot; {{{§}}}}}", 2, 30),
    "Template:Counted": _each(_COUNTED_CELL, 1, 30),
    "Template:Cell": _CELL,
}


def infoboxes(count: int = 40) -> TemplatePage:
    """Infoboxes of thirty rows, each with its own facts."""
    boxes = []
    for number in range(count):
        facts = "\n".join(f"| p{row} = {number * row}" for row in range(2, 29) if (number + row) % 4)
        kind = ("City", "village", "hamlet")[number % 3]
        named = f"| name = Place {number}\n| type = {kind}"
        boxes.append("{{Infobox settlement\n" + named + "\n" + facts + "\n}}")
    return TemplatePage("infoboxes", "\n\nSome words.\n\n".join(boxes), TEMPLATES)


def navboxes(count: int = 12) -> TemplatePage:
    """Navigation boxes with twenty groups of a dozen links."""
    boxes = []
    for number in range(count):
        groups = [f"| title = [[Subject {number}]]"]
        for group in range(1, 21):
            links = "|".join(f"[[Article {number}-{group}-{n}|Article {n}]]" for n in range(12))
            groups.append(f"| group{group} = Group {group}\n| list{group} = " + "{{hlist|" + links + "}}")
        boxes.append("{{Navbox\n" + "\n".join(groups) + "\n}}")
    return TemplatePage("navboxes", "\n".join(boxes), TEMPLATES)


def loops(count: int = 60) -> TemplatePage:
    """A table whose rows have as many cells as a template counts out."""
    rows = "\n".join("<tr>{{Counted|" + str(10 + number % 20) + "}}</tr>" for number in range(count))
    return TemplatePage("loops", f"<table>\n{rows}\n</table>", TEMPLATES)
