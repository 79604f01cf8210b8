"""What functions and variables give, as files: ``tests/cases/functions/FAMILY.txt``, a line per call.

A line is ``call => text``, with the language of the wiki in square brackets before it where it is not
English. All are asked on "Talk:Main/Sub page" at the same moment.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import FileFacts, RevisionFacts, Settings, Surroundings, expand_message
from folkmoot.core.wikitext.surroundings import PageFacts

CASES = Path(__file__).parents[3] / "cases" / "functions"
LINE = re.compile(r"(?:\[([\w-]+)\] )?(.+?) => ?(.*)")
NOW = datetime(2024, 3, 15, 14, 5, 9, tzinfo=UTC)
PAGES = {
    "Known": "A page.",
    "Template:Greet": "Hello, {{{1|you}}}!",
    "Template:Old": "#REDIRECT [[Template:Greet]]",
}
AROUND = Surroundings(
    now=NOW,
    revision=RevisionFacts(42, datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC), "Ada", 1234),
    files={
        "Mill.jpg": FileFacts(
            "Mill.jpg", "/files/Mill.jpg", "image/jpeg", 800, 600, copies="/copies/Mill.jpg"
        )
    },
    message=lambda name, language: "Hi $1, {{lc:AND}} $2" if name == "greeting" else None,
    statistics={"articles": 12345, "users": 7, "admins": 2, "namespace:10": 3, "group:bot": 1},
    settings=Settings(string_functions=True),
    page={
        "Known": PageFacts(
            5,
            RevisionFacts(17, datetime(2001, 12, 31, 23, 59, 58, tzinfo=UTC), "Bea", 5678),
            protection={"edit": "sysop"},
            protection_end={"edit": "20300101000000"},
            cascading_from=("Main", "Other"),
        )
    }.get,
    gender=lambda account: {"Ada": "female", "Bob": "male"}.get(account, "unknown"),
    members=lambda name: {"all": 1200, "pages": 1000, "subcats": 150, "files": 50} if name == "Mills" else {},
)


def _lines() -> list[tuple[str, str, str, str]]:
    """File, language, call and text of every case."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("# "):
                case = LINE.fullmatch(line)
                assert case is not None, line
                found.append((path.stem, case[1] or "en", case[2], case[3]))
    return found


@cache
def _site(language: str) -> SiteConfig:
    site = SiteConfig.for_language(language, name="Moot", timezone="Europe/Berlin")
    return replace(site, server="http://example.org", script="/w/index.php")


@pytest.mark.parametrize(("family", "language", "call", "text"), _lines())
def test_a_call_gives_what_is_written_down(family: str, language: str, call: str, text: str) -> None:
    given = expand_message(call, site=_site(language), title="Talk:Main/Sub page", pages=PAGES, around=AROUND)
    assert given == text.replace("\\n", "\n")
