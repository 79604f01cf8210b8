"""Values between Lua and Python. Strings of Lua are bytes, and text where JSON has to carry them."""

from __future__ import annotations

from typing import Any, Protocol

MAX_DEPTH = 100
_WHOLE = 2**53  # up to here all whole numbers are numbers of Lua


class TableMaker(Protocol):
    """What makes a table of Lua."""

    def table(self) -> Any:
        """An empty table."""
        ...


def text_of(value: Any) -> str:
    """A string of Lua as text; what is no UTF-8 in it becomes U+FFFD."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def is_table(value: Any) -> bool:
    """Whether this is a table of Lua."""
    return hasattr(value, "items") and not isinstance(value, dict)


def from_lua(value: Any, depth: int = 0) -> Any:
    """A value of Lua as JSON can carry it, tables as dictionaries. Raises ``ValueError`` when too deep."""
    if isinstance(value, bytes):
        return text_of(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if not is_table(value):
        raise ValueError("a function cannot leave the script")
    if depth > MAX_DEPTH:
        raise ValueError("the table is nested too deeply")
    return {
        text_of(key) if isinstance(key, bytes) else key: from_lua(item, depth + 1)
        for key, item in value.items()
    }


def to_lua(value: Any, lua: TableMaker) -> Any:
    """A value of JSON for Lua: lists and dictionaries become tables.

    Raises ``OverflowError`` for a number that is too large for Lua: Lua has to hear of that as of any other
    error, not in the shape of Python's.
    """
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, list | tuple):
        table = lua.table()
        for number, item in enumerate(value, 1):
            table[number] = to_lua(item, lua)
        return table
    if isinstance(value, dict):
        table = lua.table()
        for key, item in value.items():
            table[to_lua(key, lua)] = to_lua(item, lua)
        return table
    if isinstance(value, int) and not -_WHOLE <= value <= _WHOLE:
        return float(value)
    return value
