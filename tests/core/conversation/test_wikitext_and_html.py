"""A page says the same as wikitext and as the HTML that is made of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Conversation, Reading, Topic, read
from folkmoot.core.conversation.origins import guess_site
from folkmoot.core.conversation.talk_templates import TALK_TEMPLATES
from folkmoot.core.wikitext import render

FOUND = SHARED / "conversations" / "wikitext-found" if SHARED else Path()
PAGES = sorted([*FOUND.glob("*/*.wikitext"), *FOUND.glob("*/*.txt")])[::6] if SHARED else []
UNLIKE = {  # pages whose two readings differ, and why
    "talk_pathological_floating_point_problems": "a rule between <b> and </b> ends no paragraph in the HTML",
}
LONGEST = 150_000  # characters: longer pages take seconds to render


def shapes(conversation: Conversation) -> list[object]:
    """Who answers whom at which depth."""

    def shape(item: Comment | Topic) -> object:
        replies = [shape(reply) for reply in item.replies]
        if isinstance(item, Topic):
            return (item.level, "".join(item.text.split()), replies)  # spaces before "?" become protected
        return (item.author, item.timestamp, item.level, replies)

    return [shape(topic) for topic in conversation.topics]


def differs_for_a_reason(text: str) -> bool:
    """What only one of the two readers can know.

    Templates are not there when a single page is rendered, so their boxes, outdents and dates are not in
    the HTML. And an element that is opened and never closed swallows the lists after it.
    """
    if TALK_TEMPLATES.pattern.search(text) or re.search(r"\{\{[^{}]*\(UTC\)", text):
        return True
    return any(
        len(re.findall(rf"<{name}\b[^<>]*(?<!/)>", text)) != len(re.findall(rf"</{name}\s*>", text))
        for name in ("pre", "code", "tt", "nowiki", "b", "span", "div", "blockquote", "center")
    )


@needs_shared
@pytest.mark.parametrize("reading", ["people", "discussiontools"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_reads_the_same_as_wikitext_and_as_html(path: Path, reading: Reading) -> None:
    if path.stem in UNLIKE:
        pytest.skip(UNLIKE[path.stem])
    text = path.read_text(encoding="utf-8", errors="replace")
    if len(text) > LONGEST or differs_for_a_reason(text):
        pytest.skip("templates, or markup that is never closed")
    site = guess_site(text, "wikitext")
    html = render(text, site=site, title="Talk:Page").html
    as_wikitext = read(text, form="wikitext", site=site, reading=reading, title="Talk:Page")
    as_html = read(html, form="html", site=site, reading=reading, title="Talk:Page")
    assert shapes(as_wikitext) == shapes(as_html)
