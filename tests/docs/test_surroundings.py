"""The document of surroundings names every field, with its default."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from folkmoot.core.wikitext import Limits, Rendered, Settings, Surroundings

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "surroundings.md").read_text("utf-8")
TABLES = {
    "## Surroundings": Surroundings,
    "## Settings": Settings,
    "## Limits": Limits,
    "## What comes back": Rendered,
}


def _rows(heading: str) -> list[list[str]]:
    part = TEXT.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `.*$", part, re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows]


@pytest.mark.parametrize("heading", TABLES)
def test_every_field_is_in_its_table(heading: str) -> None:
    assert [row[0].strip("`") for row in _rows(heading)] == [field.name for field in fields(TABLES[heading])]


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, frozenset)):
        ordered = value if isinstance(value, tuple) else sorted(value)
        return ", ".join(f"`{one}`" for one in ordered) or "none"
    return str(value) or "none"


@pytest.mark.parametrize("kind", [Settings, Limits])
def test_every_default_is_said(kind: type[Settings] | type[Limits]) -> None:
    said = {row[0].strip("`"): row[1] for row in _rows(f"## {kind.__name__}")}
    assert {name: value.strip("`") for name, value in said.items()} == {
        field.name: _written(getattr(kind(), field.name)).strip("`") for field in fields(kind)
    }
