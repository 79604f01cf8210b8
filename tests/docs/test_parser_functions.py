"""The document of parser functions and variables names those that there are."""

from __future__ import annotations

import re
from pathlib import Path

from folkmoot.core.wikitext.functions import FUNCTIONS
from folkmoot.core.wikitext.variables import VARIABLES

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "parser-functions.md").read_text("utf-8")


def _documented(text: str) -> list[str]:
    """The names in the first cells of the tables."""
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_every_function_stands_in_the_document_once() -> None:
    functions, _, _ = TEXT.partition("## Variables")
    assert sorted(_documented(functions)) == sorted(FUNCTIONS)


def test_every_variable_stands_in_the_document_once() -> None:
    _, _, variables = TEXT.partition("## Variables")
    assert sorted(_documented(variables)) == sorted(VARIABLES)
