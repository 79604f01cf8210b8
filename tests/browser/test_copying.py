"""What a real browser copies from a talk page is read as the page's own HTML is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from copying import shown_items
from playwright.sync_api import Browser

from folkmoot.core.conversation import read
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
SELECTED = "getSelection().selectAllChildren(document.body), getSelection().toString()"
SHOWN = "document.body.innerText"
# Language, the words of the link beside a heading, those of the button behind a comment.
SKINS = [
    ("en", "[<a>edit</a>]", "<span>Reply</span>"),
    ("de", "[<a>Bearbeiten</a> | <a>Quelltext bearbeiten</a>]", "<span>[</span>Antworten<span>]</span>"),
    ("ar", "[<a>عدل</a> | <a>عدل المصدر</a>]", "<span>رد</span>"),
    ("ja", "[<a>編集</a>]", "<div>返信</div>"),
    ("xh", "[<a>qxqxq</a>]", "<span>Zqzqz</span>"),
]


def page_of(site: SiteConfig, edit: str, reply: str) -> str:
    """HTML as MediaWiki's: headings in a box with their link, two topics, deeper and deeper answers."""
    parts = []
    for topic in range(2):
        parts.append(f'<div class="mw-heading"><h2 id="T{topic}">Pond {topic}</h2><span>{edit}</span></div>')
        lines = []
        for number in range(6):
            now = NOON + timedelta(days=41 * number + topic)
            signature = write_signature(("Ada", "Zoë B", "192.0.2.7")[number % 3], site, now=now)
            lines.append(f"{':*'[topic] * number}Words, and more of them. {signature}")
            zone = signature[signature.rindex("(") :]
        html = render("\n".join(lines), site=site, title="Talk:Pond").html
        parts.append(html.replace(zone, f"{zone}{reply}"))
    return f'<div class="mw-parser-output">{"".join(parts)}</div>'


@pytest.mark.parametrize(("language", "edit", "reply"), SKINS, ids=[skin[0] for skin in SKINS])
@pytest.mark.parametrize("script", [SELECTED, SHOWN], ids=["selected", "shown"])
def test_what_chromium_copies_reads_as_the_page_does(
    browser: Browser, language: str, edit: str, reply: str, script: str
) -> None:
    site = SiteConfig.for_language(language)
    html = page_of(site, edit, reply)
    page = browser.new_page()
    page.set_content(f'<html lang="{language}"><body>{html}</body></html>')
    text = page.evaluate(script)
    page.close()
    expected = shown_items(read(html, form="html", site=site))
    assert [item[:2] for item in expected] == [
        item[:2] for item in shown_items(read(text, form="text", site=site))
    ]
