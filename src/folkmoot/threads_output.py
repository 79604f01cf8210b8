"""What `folkmoot threads` prints: trees, JSON, tables, for one page or many."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from folkmoot.core.conversation import Conversation, Form
from folkmoot.core.errors import NotReadable
from folkmoot.core.site import SiteConfig
from folkmoot.files import on_terminal

FORMULA_STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
# What JSON says of a page besides its threads; all but the first need HTML.
ANSWERS = ("summary", "text", "html", "sources", "items", "replies")
ROWS_AT_ONCE = 10_000  # of a Parquet file


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page of those that were asked for."""

    name: str
    form: Form
    conversation: Conversation
    text: str
    site: SiteConfig
    title: str | None


def refuse_if_not_told(what: str | None, form: Form, name: str) -> None:
    """Raise ``NotReadable`` where a page of this form does not tell ``what``, one of the ``ANSWERS``."""
    if what not in (None, "summary") and form != "html":
        raise NotReadable(f"{name} is not HTML; --show {what} reads only that.")


def answer(what: str, page: PageRead) -> Any:
    """One of the ``ANSWERS`` about a page whose form tells it, see ``refuse_if_not_told``."""
    if what == "summary":
        from folkmoot.core.conversation.summaries import summarise, summary_tree

        return summary_tree(summarise(page.conversation))
    if what == "sources":
        from folkmoot.core.conversation.html.transclusion import transcluded_from

        return transcluded_from(page.text, page.site, title=page.title)
    if what == "items":
        from folkmoot.core.conversation.html.thread_items import thread_items

        return thread_items(page.text, page.site, title=page.title)
    if what == "replies":
        from folkmoot.core.conversation.html.reply_lists import reply_lists

        places = reply_lists(page.text, page.site, title=page.title)
        return [
            {"replyTo": place.comment_id, "level": place.level, "indent": place.indentation}
            for place in places
        ]
    from folkmoot.core.conversation.html.bodies import bodies

    found = bodies(page.text, page.site, title=page.title)
    return {given: body.text if what == "text" else body.html for given, body in found.items()}


def as_tree(pages: Iterable[PageRead], *, many: bool) -> Iterator[str]:
    """Drawings for people, under the files' names where there are many."""
    import shutil

    from folkmoot.core.conversation.drawing import draw

    colour = on_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns
    for number, page in enumerate(pages):
        if many:
            yield ("\n" if number else "") + f"== {page.name} ==\n"
        for line in draw(page.conversation, form=page.form, width=width, colour=colour):
            yield line + "\n"


def as_json(pages: Iterable[PageRead], *, many: bool) -> Iterator[str]:
    """The threads of a page; of many pages, an object with the threads of each by the file's name."""
    from folkmoot.core.conversation.outline import to_json

    if not many:
        for page in pages:
            yield from to_json(page.conversation)
        return
    separator = "{"
    for page in pages:
        yield f"{separator}\n{json.dumps(page.name)}: "
        yield from to_json(page.conversation)
        separator = ","
    yield "}\n" if separator == "," else "{}\n"


def as_answers(pages: Iterable[PageRead], what: str, *, many: bool) -> Iterator[str]:
    """What is asked of a page, as JSON; of many pages, an object by the files' names."""
    from folkmoot.core.conversation.outline import ESCAPED

    answers = {page.name: answer(what, page) for page in pages}
    said: Any = answers if many else next(iter(answers.values()), None)
    yield json.dumps(said, ensure_ascii=False, indent=1).translate(ESCAPED) + "\n"


def as_json_lines(pages: Iterable[PageRead], *, many: bool) -> Iterator[str]:
    """A line of JSON for each comment, the file's name with it."""
    from folkmoot.core.conversation.outline import ESCAPED, to_records

    del many
    for page in pages:
        for record in to_records(page.conversation):
            line = json.dumps({"file": page.name, **record}, ensure_ascii=False, default=_plain)
            yield line.translate(ESCAPED) + "\n"


def as_csv(pages: Iterable[PageRead], *, many: bool) -> Iterator[str]:
    """A row for each comment; a column for the file's name where there are many."""
    from folkmoot.core.conversation.outline import COLUMNS, to_rows

    yield _csv_line((*(["file"] if many else []), *COLUMNS))
    for page in pages:
        for row in to_rows(page.conversation):
            yield _csv_line((*([page.name] if many else []), *row))


def write_parquet(pages: Iterable[PageRead], name: str) -> int:
    """A table of all comments in a Parquet file; how many there are.

    The file appears when it is complete. Raises ``NotReadable`` where it cannot be written, or where
    pyarrow is not installed.
    """
    if name == "-":
        raise NotReadable("A Parquet file cannot be printed; give --parquet the name of a file.")
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise NotReadable("Parquet needs pyarrow: pip install 'folkmoot[tables]'.") from None

    schema = arrow.schema([(column, _arrow_type(arrow, column)) for column in _record_columns()])
    unfinished = Path(f"{name}.part")
    written = 0
    try:
        with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            for rows in _batches(pages):
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
                written += len(rows)
        unfinished.replace(name)
    except OSError as problem:
        raise NotReadable(f"{name} cannot be written: {problem.strerror or problem}.") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def _batches(pages: Iterable[PageRead]) -> Iterator[list[dict[str, Any]]]:
    from folkmoot.core.conversation.outline import to_records

    rows: list[dict[str, Any]] = []
    for page in pages:
        for record in to_records(page.conversation):
            rows.append({"file": _in_utf_8(page.name), **record})
            if len(rows) == ROWS_AT_ONCE:
                yield rows
                rows = []
    if rows:
        yield rows


def _in_utf_8(name: str) -> str:
    """The name of a file as JSON and CSV have it where it is no UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode()


def _record_columns() -> tuple[str, ...]:
    """Those of the CSV table, and what ``to_records`` knows besides: whether a discussion is closed."""
    from folkmoot.core.conversation.outline import COLUMNS

    return ("file", *COLUMNS[:-2], "closed", *COLUMNS[-2:])


def _arrow_type(arrow: Any, column: str) -> Any:
    kinds = {
        "timestamp": arrow.timestamp("s", tz="UTC"),
        "level": arrow.int32(),
        "parent_inferred": arrow.bool_(),
        "closed": arrow.bool_(),
        "warnings": arrow.list_(arrow.string()),
    }
    return kinds.get(column, arrow.string())


def _csv_line(cells: Iterable[str]) -> str:
    import csv

    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in FORMULA_STARTS and cell.strip() else cell


def _plain(value: Any) -> Any:
    from folkmoot.core.conversation.outline import iso

    return iso(value)
