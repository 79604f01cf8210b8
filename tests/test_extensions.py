"""Tags and functions of other packages, found by their entry points."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, render
from folkmoot.core.wikitext.extensions.table import RAW_TAGS, TAGS
from folkmoot.extensions import FUNCTIONS_GROUP, TAGS_GROUP, extensions_of, installed_extensions

DOCS = Path(__file__).parents[1] / "docs"


def example(language: str) -> str:
    """The first block of this language in the document that shows how it is done."""
    text = (DOCS / "how-to" / "add-a-parser-function.md").read_text()
    found = re.search(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def points(group: str) -> list[EntryPoint]:
    named = tomllib.loads(example("toml"))["project"]["entry-points"][group]
    return [EntryPoint(name, value, group) for name, value in named.items()]


@pytest.fixture
def wetlands(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("wetlands")
    exec(example("python"), module.__dict__)
    monkeypatch.setitem(sys.modules, "wetlands", module)


@pytest.mark.usefixtures("wetlands")
def test_the_package_in_the_document_does_what_the_document_says() -> None:
    extensions = extensions_of(points(TAGS_GROUP), points(FUNCTIONS_GROUP))
    page = render(
        example("wikitext"),
        site=SiteConfig.for_language("en"),
        title="Pond",
        around=Surroundings(extensions=extensions),
    )
    assert page.html.strip() == example("html").strip()


@pytest.mark.usefixtures("wetlands")
def test_what_is_kept_of_renderings_depends_on_what_is_installed() -> None:
    assert extensions_of([], []).fingerprint == ""
    assert "wetlands:pond" in extensions_of(points(TAGS_GROUP), []).fingerprint


def test_what_is_no_function_is_told_to_the_operator() -> None:
    with pytest.raises(TypeError, match="sys:path"):
        extensions_of([EntryPoint("pond", "sys:path", TAGS_GROUP)], [])


def test_what_cannot_be_imported_is_told_to_the_operator() -> None:
    with pytest.raises(ModuleNotFoundError):
        extensions_of([EntryPoint("pond", "no_such_package:pond", TAGS_GROUP)], [])


def test_what_is_installed_is_found_once() -> None:
    assert installed_extensions() is installed_extensions()


def test_the_reference_lists_every_tag_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "reference" / "extension-tags.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted({**TAGS, **RAW_TAGS})
