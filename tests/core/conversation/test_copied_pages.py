"""Pages that our own renderer and the data have as HTML, copied out of a browser and read again."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from copying import Skin, copied, shown_items
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.from_text import find_in_text
from folkmoot.core.conversation.model import Conversation, Found, FoundHeading
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
PEOPLE = (
    *("Ada", "Zoë Brook", "192.0.2.7", "2001:DB8:0:0:0:0:0:7", "Trizek (WMF)", "J. R. R. Tolkien"),
    *("User-name.2", "Müller 3", "~2025-12345-6", "X"),
)
WORDS = ("I think so.", "so what now", "Nobody said that; and yet", "See [[Pond]] — really?", "Thanks,")
PAGES = (
    [
        page
        for kind in ("threads", "threads-extra")
        for page in sorted((SHARED / "conversations" / kind).iterdir())
    ]
    if SHARED
    else []
)
BUTTONS = {
    "en": ("edit", "edit source", "Reply"),
    "fr": ("modifier", "modifier le code", "Répondre"),
    "ar": ("عدل", "عدل المصدر", "رد"),
    "sr": ("уреди", "уреди извор", "Одговори"),
    "nl": ("bewerken", "brontekst bewerken", "Reageren"),
    "pl": ("edytuj", "edytuj kod", "Odpowiedz"),
}
# Share of topics and comments with the same topic, time and name as the HTML shows. Of the others, most
# are signed in a way that shows no name; without links, topics that nobody signed in have no sign.
MARKED, UNMARKED = 0.975, 0.96


def talk_page(site: SiteConfig) -> tuple[str, list[tuple[str, str]]]:
    """Wikitext in which everybody signs in two topics, in every month, and what it says."""
    lines, items = [], []
    for number in range(14):
        if number % 7 == 0:
            lines.append(f"== Topic {number} ==")
            items.append(("==", f"Topic {number}"))
        who, now = PEOPLE[number % len(PEOPLE)], NOON + timedelta(days=37 * number, minutes=67 * number)
        lines.append(
            ":" * (number % 7)
            + f"{WORDS[(number + number // 10) % 5]} {write_signature(who, site, now=now)}\n"
        )
        items.append((f"{now:%Y-%m-%d %H:%M}", who))
    return "\n".join(lines), items


def told(found: tuple[Found, ...]) -> list[tuple[str, ...]]:
    return [
        ("==", item.text)
        if isinstance(item, FoundHeading)
        else (f"{item.timestamp:%Y-%m-%d %H:%M}", item.author, item.display_name or item.author)
        for item in found
    ]


@pytest.mark.parametrize("language", known_languages())
def test_a_page_of_every_language_is_read_exactly_when_it_was_copied(language: str) -> None:
    site = SiteConfig.for_language(language)
    text, items = talk_page(site)
    html = f'<div class="mw-parser-output">{render(text, site=site, title="Talk:Pond").html}</div>'
    for browser in ("firefox", "selection"):
        found, _ = find_in_text(copied(html, Skin(browser=browser), site), site)
        assert [item[:2] for item in told(found)] == items


def skin_of(name: str, language: str) -> Skin:
    edit, source, reply = BUTTONS.get(language, BUTTONS["en"])
    return {
        "firefox": Skin(f"[{edit}]", reply, "firefox"),
        "chromium": Skin(f"[{edit} | {source}]", reply, "chromium"),
        "legacy": Skin(f"[{edit}]", f"[{reply.lower()}]", "selection"),
        "unknown": Skin("[bvwqx | qxbvw kode]", "Qvwzy", "chromium"),
        "phone": Skin("", f"\n{reply}", "chromium"),
        "plain": Skin("", "", "firefox"),
    }[name]


def plain(name: str) -> str:
    return " ".join(name.replace("\u2009", " ").split()).casefold()


def right_ones(got: list[tuple[str, ...]], wanted: list[tuple[str, ...]]) -> int:
    """How many of the wanted items are there, under one of their names; surplus ones count against it."""
    names: dict[str, list[set[str]]] = {}
    for time, *shown in got:
        names.setdefault(time, []).append({plain(name) for name in shown})
    right = 0
    for time, *shown in wanted:
        match = next((one for one in names.get(time, ()) if one & {plain(name) for name in shown}), None)
        if match is not None:
            names[time].remove(match)
            right += 1
    return right - max(0, len(got) - len(wanted))


@cache
def page_of_the_data(folder: Path) -> tuple[SiteConfig, str, Conversation]:
    site = SiteConfig.from_description(json.loads((folder / "site.json").read_text("utf-8")))
    html = (folder / "input.html").read_text("utf-8")
    return site, html, read(html, form="html", site=site, reading="discussiontools")


@needs_shared
@pytest.mark.parametrize("name", ["firefox", "chromium", "legacy", "unknown", "phone", "plain"])
def test_pages_of_the_data_are_read_from_copied_text_as_from_html(name: str) -> None:
    counts: Counter[str] = Counter()
    for folder in PAGES:
        site, html, conversation = page_of_the_data(folder)
        wanted = shown_items(conversation)
        text = copied(html, skin_of(name, site.language), site, conversation.comments())
        counts["right"] += right_ones(told(find_in_text(text, site)[0]), wanted)
        counts["all"] += len(wanted)
    floor = UNMARKED if name in ("phone", "plain") else MARKED
    assert counts["right"] >= floor * counts["all"], counts
