"""Every page of the data says the same as wikitext and as the HTML that our renderer makes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conversations import CASES, read_case
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Conversation, Reading, Topic, read
from folkmoot.core.conversation.origins import guess_site
from folkmoot.core.conversation.talk_templates import Use, talk_templates
from folkmoot.core.errors import BadTitle
from folkmoot.core.site import TEMPLATE, USER, SiteConfig
from folkmoot.core.titles import parse_title, prefixed
from folkmoot.core.wikitext import render

DATA = SHARED / "conversations" if SHARED else Path()
FOUND = sorted(DATA.glob("wikitext-found/**/*.*t*t")) if SHARED else []
REAL = sorted(DATA.glob("wikitext-real/*/*.wikitext")) if SHARED else []
TALK = sorted((CASES / "talk").glob("*.txt"))
READINGS: tuple[Reading, ...] = ("people", "discussiontools")

NEVER_CLOSED = "a <pre> that is never closed swallows the rest of the page in HTML"
NOT_THERE = "a signature stands in a call whose template nobody has: it is not in the HTML"
# Pages whose two readings differ, and why.
UNLIKE = {
    "hidden_and_literal_text": "a call by a name with a heading in it is shown as it is written",
    "what_only_the_source_shows": "verses end the lists that they stand in, as in MediaWiki's HTML",
    "talk_24_game": NEVER_CLOSED,
    "talk_bernoulli_numbers": NEVER_CLOSED,
    "talk_brace_expansion": NEVER_CLOSED,
    "talk_execute_a_markov_algorithm": NEVER_CLOSED,
    "talk_word_frequency": NEVER_CLOSED,
    "687428034": NOT_THERE,
    "40608353": NOT_THERE,
    "40610292": NOT_THERE,
    "rosetta_code_village_pump_my_code_is_better_than_existing_one": NOT_THERE,
    "ar-nbsp-timezone-parsoid/page": NOT_THERE,
    "talk_password_generator": "a heading is a picture: without the file it is its name",
    "parsoid-sections/page": "to DiscussionTools a box begins the next comment, and nobody has its template",
}

# What templates make that are known by their use: enough of it to be read.
MADE: dict[Use, str] = {
    "outdent": '<span class="outdent-template">(outdent)</span>',
    "tracked": '<div class="mw-trackedTemplate">T1</div>',
    "closed_top": '<div class="boilerplate archived">{{{result|{{{1|Closed.}}}}}}\n----',
    "closed_bottom": "</div>",
    "folded_top": "<div><div>{{{title|{{{1|More}}}}}}</div>",
    "folded_bottom": "</div>",
    "unsigned": '<small class="autosigned">(by [[User:{{{1}}}|{{{1}}}]] {{{2|}}})</small>',
    "quote": "<blockquote>{{{text|{{{1}}}}}}</blockquote>",
    "quote_inline": "<q>{{{1}}}</q>",
    "box": "<div>{{{1|Note}}} {{{2|}}}</div>",
    "gap": '<div style="clear:both"></div>',
    "contents": '<div id="toc"></div>',
    "archives": "<div>Archives</div>",
    "archived_page": "<div>Archive</div>",
}
_CALL = re.compile(r"\{\{\s*([^{}|\[\]<>]+)")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}" if path.parent.parent.name == "wikitext-real" else path.stem


def site_of(path: Path, text: str) -> SiteConfig:
    described = path.parent / "site.json"
    if described.exists():
        return SiteConfig.from_description(json.loads(described.read_text(encoding="utf-8")))
    return guess_site(text, "wikitext")


def pages_for(text: str, site: SiteConfig) -> dict[str, str]:
    """The templates of known uses that a text calls, and the users' pages with which it is signed."""
    known = talk_templates(site.language)
    pages: dict[str, str] = {}
    for call in _CALL.finditer(text):
        try:
            title = parse_title(call[1].strip(), site, default_namespace=TEMPLATE)
        except BadTitle:
            continue
        use = known.use_of(call[1]) if title.namespace == TEMPLATE else None
        made = MADE.get(use) if use is not None else None
        if title.namespace == USER and "/" in title.text:
            signer = title.text.partition("/")[0]
            made = f"[[User:{signer}|{signer}]]"
        if made is not None:
            pages[prefixed(title, site)] = made
    return pages


def shapes(conversation: Conversation) -> list[object]:
    """Who answers whom at which depth, when, and under which heading."""

    def shape(item: Comment | Topic) -> object:
        replies = [shape(reply) for reply in item.replies]
        if isinstance(item, Topic):  # spaces before "?" become protected
            return (item.level, "".join(item.text.split()), item.anchor, replies)
        return (item.author, item.timestamp, item.level, replies)

    return [shape(topic) for topic in conversation.topics]


def text_of(path: Path) -> tuple[str, SiteConfig]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return text, site_of(path, text)


def both_ways(text: str, site: SiteConfig, reading: Reading) -> tuple[list[object], list[object]]:
    html = render(text, site=site, title="Talk:Page", pages=pages_for(text, site)).html
    as_wikitext = read(text, form="wikitext", site=site, reading=reading, title="Talk:Page")
    as_html = read(html, form="html", site=site, reading=reading, title="Talk:Page")
    return shapes(as_wikitext), shapes(as_html)


@needs_shared
@pytest.mark.parametrize("path", [path for path in FOUND + REAL if name_of(path) not in UNLIKE], ids=name_of)
def test_a_page_reads_the_same_as_wikitext_and_as_html(path: Path):
    for reading in READINGS:
        as_wikitext, as_html = both_ways(*text_of(path), reading)
        assert as_wikitext == as_html, reading


@pytest.mark.parametrize(
    "path", [path for path in TALK if path.stem not in UNLIKE], ids=lambda path: path.stem
)
def test_a_case_reads_the_same_as_wikitext_and_as_html(path: Path):
    case = read_case(path)
    as_wikitext, as_html = both_ways(case.text, case.site, "people")
    assert as_wikitext == as_html


@needs_shared
@pytest.mark.parametrize("path", [path for path in FOUND + REAL if name_of(path) in UNLIKE], ids=name_of)
def test_what_is_said_to_differ_does(path: Path):
    assert any(wikitext != html for wikitext, html in (both_ways(*text_of(path), each) for each in READINGS))
