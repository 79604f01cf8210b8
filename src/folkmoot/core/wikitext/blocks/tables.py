"""Tables: ``{|``, ``|-``, ``|``, ``!``, ``|+``, ``|}`` at the start of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from folkmoot.core.wikitext.markers import MARK, without_positions
from folkmoot.core.wikitext.places import comment_places
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import attribute_text

_START = re.compile(r"(:*)\s*\{\|(.*)\Z", re.DOTALL)
_POSITIONS = re.compile(f"(?:{MARK}[setuoq][0-9]+{MARK})+")
_NO_ATTRIBUTES = re.compile(r"\[\[|-\{")
_SPACE = " \t\n\r\v\0"  # a no-break space is text
_CELL_TAGS = {"|": "td", "!": "th", "+": "caption"}
_EMPTY = "<table>\n<tr><td></td></tr>\n</table>"


@dataclass(slots=True)
class _Table:
    """One open table: what is open in it, and whether it has had a row."""

    indent: int
    cell: str = ""  # the open cell's tag
    row_open: bool = False
    row_attributes: str = ""
    had_row: bool = False


def render_tables(text: str, run: Run) -> str:
    """Table markup turned into tags, all of them closed."""
    if "{|" not in text:
        return text
    tables: list[_Table] = []
    out = [_line(line, tables, run) for line in text.split("\n")]
    while tables:
        out.append(_unclosed(tables.pop()))
    joined = "\n".join(out)
    return "" if joined == _EMPTY else joined


def _line(written: str, tables: list[_Table], run: Run) -> str:
    line = written.strip(_SPACE)
    marks = ""
    if line.startswith(MARK) and (found := _POSITIONS.match(line)):
        marks, line = found[0], line[found.end() :].lstrip(_SPACE)
    if start := _START.match(line) if "{|" in line else None:
        return marks + _table(start, tables, run)
    if not tables or not line or line[0] not in "|!":
        return written
    if line.startswith("|}"):
        return marks + _end(line[2:], tables.pop())
    if line.startswith("|-"):
        return marks + _row(line, tables[-1], run)
    return marks + _cells(line, tables[-1], run)


def _attributes(tag: str, text: str, run: Run) -> str:
    released = without_positions(run.held.release(text)) if MARK in text else text
    return attribute_text(tag, released, run.around.settings.fragment_modes[0])


def _table(start: re.Match[str], tables: list[_Table], run: Run) -> str:
    indent = len(start[1])
    tables.append(_Table(indent))
    return "<dl><dd>" * indent + f"<table{_attributes('table', start[2], run)}>"


def _close_row(table: _Table) -> str:
    closed = f"</{table.cell}>" if table.cell else ""
    if table.row_open:
        closed += "</tr>"
    table.cell, table.row_open = "", False
    return closed


def _end(rest: str, table: _Table) -> str:
    closed = _close_row(table) + ("" if table.had_row else "<tr><td></td></tr>") + "</table>"
    if table.indent:
        return (closed + rest).rstrip(_SPACE) + "</dd></dl>" * table.indent
    return closed + rest


def _unclosed(table: _Table) -> str:
    closed = _close_row(table).replace("></", ">\n</")
    empty = "" if table.had_row else "<tr><td></td></tr>\n"
    return (closed + "\n" if closed else "") + empty + "</table>" + "</dd></dl>" * table.indent


def _row(line: str, table: _Table, run: Run) -> str:
    closed = _close_row(table)
    table.row_attributes = _attributes("tr", line.lstrip("|").lstrip("-"), run)
    table.had_row = True
    return closed


def _cells(line: str, table: _Table, run: Run) -> str:
    kind = "+" if line.startswith("|+") else line[0]
    content = line[2:] if kind == "+" else line[1:]
    if kind == "!":
        content = _headers_split(content)
    return "".join([_cell(cell, kind, table, run) for cell in content.split("||")])


def _headers_split(content: str) -> str:
    """``!!`` separates header cells, but not inside a tag."""
    if "!!" not in content:
        return content
    return re.sub(r"(<[^>]*>)|!!", lambda found: found[1] or "||", content)


def _cell(cell: str, kind: str, table: _Table, run: Run) -> str:
    before = f"</{table.cell}>\n" if table.cell else ""
    if kind != "+":
        if not table.row_open:
            before += f"<tr{table.row_attributes}>\n"
            table.row_attributes = ""
        table.row_open = table.had_row = True
    table.cell = tag = _CELL_TAGS[kind]
    attributes, pipe, content = cell.partition("|")
    if not pipe or _NO_ATTRIBUTES.search(attributes):
        return f"{before}<{tag}>{cell.strip(_SPACE)}"
    opened = f"<{tag}{_attributes(tag, attributes, run)}>{comment_places(attributes)}"
    return before + opened + content.strip(_SPACE)
