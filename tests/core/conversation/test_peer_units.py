"""DiscussionTools' and Echo's own small cases, where they lie beside the checkout.

The whole pages are in ``test_peer_cases``; here each kind of the ``unit`` folder that is not run elsewhere:
``timestamp-regex`` is in ``test_exact_dates``, ``title-from-url`` in ``test_titles``, what is written
(``appendSignature``, ``prepareHtmlReply``, line breaks) in ``test_written``, ``unwrap``, ``authors`` and
``isSingleCommentSignedBy`` in ``test_peer_cases``, headings of edits in ``test_mentions``. ``site-data`` and
``language-data`` are descriptions of wikis: every page is read with one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.line_mentions import Sections
from folkmoot.core.conversation.mentions import mentions
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.conversation.notices import Saved
from folkmoot.core.diff import hunks
from folkmoot.core.languages.date_formats import tokens
from folkmoot.core.languages.exact_dates import exact_dates
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title

pytestmark = needs_shared
SITE = SiteConfig.for_language("en")
UNIT = SHARED / "conversations" / "unit" if SHARED else None
# Echo wants an account behind the link, and of addresses a link to their contributions. Here a signature is
# what DiscussionTools takes for one; the difference is whether nobody or an address is notified of itself.
OTHER_SIGNERS = {
    "Anonymous user (not a standard signature - userpage link)",
    "Invalid username link",
    "Invalid username link, followed by a valid one",
}


def load(name: str) -> Any:
    return json.loads((UNIT / f"{name}.json").read_text(encoding="utf-8")) if UNIT else []


def every(name: str) -> Any:
    found = load(name)
    return pytest.mark.parametrize("case", list(found.items()) if isinstance(found, dict) else found)


def site_of(date_format: str, **facts: Any) -> SiteConfig:
    return replace(SITE, profiles=(replace(SITE.profiles[0], date_format=date_format, **facts),))


@every("timestamp-parser")
def test_the_parts_of_a_date_mean_what_they_mean_to_discussiontools(case: dict[str, Any]):
    digits = "".join(case["digits"] or "0123456789")
    digits += "³⁴⁵⁶⁷⁸⁹"[: 10 - len(digits)]  # the case names those it needs
    site = site_of(case["format"], digits=digits, months_genitive=SITE.profiles[0].months)
    values = iter(case["data"][1:-1])
    written = "".join(
        _filled(token.text, next(values)) if token.filled else token.text for token in tokens(case["format"])
    )
    (found,) = exact_dates(site).finditer(f"{written} ({case['data'][-1]})")
    assert found.timestamp == datetime.fromisoformat(case["expected"]), case["message"]


def _filled(letter: str, value: str) -> str:
    return SITE.profiles[0].names(letter)[0] if letter in ("D", "l") else value


@every("timestamp-parser-dst")
def test_the_hour_that_comes_twice_is_told_by_its_zone(case: dict[str, Any]):
    site = site_of(case["format"], timezone=case["timezone"], timezone_names=case["timezoneAbbrs"])
    (found,) = exact_dates(site).finditer(case["sample"])
    assert found.timestamp == datetime.fromisoformat(case["expectedUtc"]), case["message"]


@every("echo/diffDataProvider")
def test_lines_differ_where_they_differ_for_echo(case: Any):
    old, new, expected = case[0].split("\n"), case[1].split("\n"), case[2]
    made = []
    for hunk in hunks(old, new):
        pairs = min(hunk.old_stop - hunk.old_start, hunk.new_stop - hunk.new_start)
        made += [("change", old[hunk.old_start + n], new[hunk.new_start + n]) for n in range(pairs)]
        if taken := old[hunk.old_start + pairs : hunk.old_stop]:
            made.append(("subtract", "\n".join(taken), None))
        if added := new[hunk.new_start + pairs : hunk.new_stop]:
            made.append(("add", None, "\n".join(added)))
    assert made == [
        (
            one["action"],
            one.get("old_content", one.get("content") if one["action"] == "subtract" else None),
            one.get("new_content", one.get("content") if one["action"] == "add" else None),
        )
        for one in expected
    ]


@every("echo/provideHeaderExtractions")
def test_the_words_of_a_heading_are_echos(case: list[Any]):
    line, words = case
    assert (Sections([line]).title(0) or False) == words


@every("echo/provider_extractSections")
def test_sections_are_parted_where_echo_parts_them(case: dict[str, Any]):
    lines = case["content"].split("\n")
    sections = Sections(lines)
    parted = [
        {"header": sections.title(start) or False, "content": "\n".join(lines[start:stop])}
        for start, stop in sections.parts(0, len(lines))
    ]
    assert [one for one in parted if one["content"]] == case["result"]


@every("echo/provider_getFullSection")
def test_the_section_of_a_line_is_echos(case: list[Any]):
    _, whole, text, line = case
    lines = text.split("\n")
    sections = Sections(lines)
    number = sections.number(line - 1)
    assert "\n".join(one for at, one in enumerate(lines) if sections.number(at) == number) == whole


@every("echo/provider_getUserMentions")
def test_people_who_are_mentioned_are_sorted_as_by_echo(case: list[Any]):
    names, expected, _ = case
    linked = " ".join(f"[[User:{name}]]" for name in names)
    new = f"Hello {linked}! [[User:Ada]] 12:00, 5 February 2023 (UTC)"
    saved = Saved("Ada", datetime(2023, 2, 5, 12, 1, tzinfo=UTC))
    (found,) = mentions(
        "", new, page=parse_title("Talk:A", SITE), site=SITE, saved=saved, exists=lambda name: False
    )
    assert list(found.users) == expected["validMentions"]
    assert list(found.unknown) == expected["unknownUsers"]
    assert list(found.anonymous) == expected["anonymousUsers"]


@every("echo/signingDetectionDataProvider")
def test_who_signed_a_line_is_who_signed_for_echo(case: Any):
    what, (line, expected, *language) = case
    if what in OTHER_SIGNERS or (expected and "(UTC)" not in line):
        pytest.skip("no date, or no account: signed for Echo's function alone")
    site = SiteConfig.for_language(*language or ["en"])
    found = find_in_wikitext(line, site, reading="discussiontools")
    signers = [one.author for one in found if isinstance(one, FoundComment)]
    assert signers == ([expected[1]] if expected else [])
