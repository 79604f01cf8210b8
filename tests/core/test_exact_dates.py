"""Dates as DiscussionTools sees them: nothing but what the wiki itself writes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.exact_dates import exact_dates
from folkmoot.core.languages.timestamps import format_timestamp
from folkmoot.core.site import SiteConfig

EN = SiteConfig.for_language("en")
CKB = SiteConfig.for_language("ckb")
MOMENT = datetime(2021, 5, 12, 21, 34, tzinfo=UTC)


def seen(text: str, site: SiteConfig = EN) -> int:
    return len(list(exact_dates(site).finditer(text)))


# Walloon dates are made by code; DiscussionTools knows the format only.
@pytest.mark.parametrize("code", sorted(set(known_languages()) - {"wa"}))
def test_what_a_wiki_writes_is_seen(code: str):
    site = SiteConfig.for_language(code)
    written = format_timestamp(MOMENT, site)
    assert [found.timestamp for found in exact_dates(site).finditer(f"x {written} y")] == [MOMENT]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("21:34, 12 May 2021 (UTC)", 1),
        ("21:34,\u200e 12\u200f May 2021\u200e \u200e(UTC)", 1),
        ("21:34,\u200e\u200f 12 May 2021 (UTC)", 0),
        ("21:34, 12 May 2021 (\u200eUTC)", 0),
        ("21:34, 12\u00a0May 2021 (UTC)", 0),
        ("21:34, 12&nbsp;May 2021 (UTC)", 0),
        ("21:34, 12 May 2021 (CET)", 0),
        ("1:34, 12 May 2021 (UTC)", 0),
        ("21:34, 12 May 2021 (UTC) and 21:35, 12 May 2021 (UTC)", 2),
    ],
)
def test_only_that_is_seen(text: str, count: int):
    assert seen(text) == count


def test_local_digits_and_marks_of_the_format_are_asked_for():
    own = format_timestamp(MOMENT, CKB)
    ascii_digits = own.translate(
        {ord(digit): str(value) for value, digit in enumerate(CKB.profiles[0].digits)}
    )
    assert own != ascii_digits
    assert (seen(own, CKB), seen(ascii_digits, CKB)) == (1, 0)
    assert own.startswith("\u200f")
    assert seen(own[1:], CKB) == 0


@pytest.mark.parametrize("form", ["html", "wikitext"])
def test_people_read_more_dates_than_discussiontools(form):
    link = "[[User:Ada]]" if form == "wikitext" else '<a href="/wiki/User:Ada">Ada</a>'
    text = f"Hello. {link} 21:34,\u00a012 May 2021 (UTC)"
    count = {
        reading: len(list(read(text, form=form, site=EN, reading=reading).comments()))
        for reading in ("people", "discussiontools")
    }
    assert count == {"people": 1, "discussiontools": 0}


@pytest.mark.parametrize(("name", "count"), [("Wkład", 1), ("wkład", 1), ("Contributions", 0), ("Edycje", 0)])
def test_discussiontools_knows_one_name_of_contributions(name: str, count: int):
    site = SiteConfig.for_language("pl")
    html = f'<p>Tak. <a href="/wiki/Specjalna:{name}/Ada">Ada</a> {format_timestamp(MOMENT, site)}</p>'
    found = read(html, form="html", site=site, reading="discussiontools")
    assert len(list(found.comments())) == count


@pytest.mark.parametrize(
    ("between", "seen_ones"),
    [(" и ", ["2020"]), (" <b>и</b> ", ["2019", "2020"]), (" [[и]] ", ["2019", "2020"])],
)
def test_of_dates_in_one_text_the_first_variant_decides(between: str, seen_ones: list[str]):
    site = SiteConfig.for_language("sr")
    text = f"12:00, 5. maj 2019. (UTC){between}12:00, 5. мај 2020. (UTC)"
    found = exact_dates(site).finditer(text)
    assert [str(one.timestamp.year) for one in found if one.timestamp] == seen_ones


@needs_shared
def test_patterns_are_discussiontools():
    assert SHARED
    for case in json.loads(Path(SHARED, "conversations/unit/timestamp-regex.json").read_text("utf-8")):
        profile = replace(EN.profiles[0], date_format=case["format"])
        site = replace(EN, profiles=(profile,))
        written = format_timestamp(MOMENT, site)
        for text in (
            written,
            written.replace("1", "1\u200e", 1),
            written.replace(" ", "\u00a0", 1),
            written[1:],
        ):
            matches = [match.end() for match in re.finditer(case["expected"], text)]
            assert [found.end for found in exact_dates(site).finditer(text)] == matches, case["message"]
