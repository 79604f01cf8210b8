"""Any page into wikitext that reads back as the same conversation."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conversations import CASES, read_case
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.convert import to_wikitext
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Comment, Conversation, Topic
from folkmoot.core.conversation.writing.plain_words import as_wikitext, line_as_wikitext
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
COPIED = sorted((CASES / "copied").glob("*.txt"))
REAL_TEXTS = sorted((SHARED / "copied-pages").glob("*.txt")) if SHARED else []
REAL_HTML = (
    [
        path
        for path in sorted((SHARED / "conversations" / "threads").iterdir())
        if (path / "site.json").exists()
    ]
    if SHARED
    else []
)


def shape(conversation: Conversation) -> list[object]:
    """Topics, authors, times and who answers whom; answers of one comment in any order."""

    def of(item: Comment | Topic) -> tuple[str, str, list[object]]:
        replies = sorted((of(reply) for reply in item.replies), key=str)
        if isinstance(item, Topic):
            return ("topic", " ".join(item.text.split()), list(replies))
        return (item.author, item.timestamp.isoformat(), list(replies))

    return [of(topic) for topic in conversation.topics]


@pytest.mark.parametrize("path", COPIED, ids=lambda path: path.stem)
def test_a_copied_page_becomes_the_same_conversation(path: Path):
    case = read_case(path)
    wikitext = to_wikitext(case.text, form="text", site=case.site)
    assert shape(read(wikitext, form="wikitext", site=case.site)) == shape(
        read(case.text, form="text", site=case.site)
    )


@needs_shared
@pytest.mark.parametrize("path", REAL_TEXTS, ids=lambda path: path.stem)
def test_real_copied_pages_become_the_same_conversation(path: Path):
    text = path.read_text(encoding="utf-8")
    language = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["language"]
    site = SiteConfig.for_language(language)
    wikitext = to_wikitext(text, form="text", site=site)
    after = read(wikitext, form="wikitext", site=site, reading="discussiontools")
    assert shape(after) == shape(read(text, form="text", site=site))


@needs_shared
@pytest.mark.parametrize("folder", REAL_HTML, ids=lambda path: path.name)
def test_real_html_pages_become_the_same_conversation(folder: Path):
    facts = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    site = SiteConfig.from_discussiontools(facts)
    html = (folder / "input.html").read_text(encoding="utf-8")
    title = facts.get("title")
    wikitext = to_wikitext(html, form="html", site=site, title=title)
    before = read(html, form="html", site=site, title=title, reading="discussiontools")
    after = read(wikitext, form="wikitext", site=site, reading="discussiontools")
    assert shape(after) == shape(before)


words = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30
) | st.sampled_from(
    ["[[Pond]]", "{{x}}", "'''b'''", "<b>", "~~~~", "= x =", "* a", "&amp;", "__NOTOC__", "{|"]
)


@given(st.lists(words, max_size=5))
def test_plain_words_are_neither_markup_nor_structure(lines):
    wikitext = "\n".join(line_as_wikitext(line) for line in lines)
    assert find_in_wikitext(wikitext, SITE) == ()
    assert "[[" not in wikitext
    assert "{{" not in wikitext
    assert "'" * 2 not in wikitext
    assert "~~~" not in wikitext


@given(words)
def test_escaped_words_are_the_same_words(text):
    shown = re.sub(r"&#(\d+);", lambda entity: chr(int(entity[1])), as_wikitext(text))
    assert shown == text


authors = st.sampled_from(["Ada", "Berta Brook", "Cem"])
said = st.builds(
    lambda text, who, minute: f"{text} --{who} (talk) 12:{minute:02}, 5 February 2023 (UTC)Reply",
    st.sampled_from(
        ["Yes.", "@Ada: no.", "Hello @Cem, a\n  • b\n  • c", "= 1 [[2]] {{3}}", "Berta Brook, why?"]
    ),
    authors,
    st.integers(0, 59),
)
copied = st.lists(
    said | st.sampled_from(["\nPond[edit]\n", "\nBench[edit]\n", "unsigned words"]), max_size=10
).map("\n".join)


@given(copied)
def test_generated_copied_pages_become_the_same_conversation(text):
    wikitext = to_wikitext(text, form="text", site=SITE)
    assert shape(read(wikitext, form="wikitext", site=SITE)) == shape(read(text, form="text", site=SITE))


def test_lines_of_their_own_stay_lines_of_their_own():
    text = "One line\nand another.\n  • a point\nThe end. Ada (talk) 12:00, 5 February 2023 (UTC)Reply"
    written = to_wikitext(text, form="text", site=SITE)
    assert written.startswith("One line\n\nand another.\n* a point\nThe end. [[User:Ada|Ada]]")


def test_wikitext_stays_as_it_is():
    assert to_wikitext("x  \n== y", form="wikitext", site=SITE) == "x  \n== y"


def test_words_without_a_signature_are_kept():
    text = "Pond[edit]\n\nHello. --Ada (talk) 12:00, 5 February 2023 (UTC)Reply\n\nNobody signed this."
    text += "\n\nBench[edit]\n\nNor this."
    wikitext = to_wikitext(text, form="text", site=SITE)
    assert "Nobody signed this." in wikitext
    assert wikitext.endswith("== Bench ==\n\nNor this.\n")
    assert "Reply" not in wikitext


@pytest.mark.parametrize(
    ("html", "wikitext"),
    [
        ("<p>One <b>bold</b> and <i>slanted</i></p><p>Two</p>", "One '''bold''' and ''slanted''\n\nTwo\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "* a\n** b\n* c\n"),
        ("<dl><dd>a<ol><li>b</li></ol></dd></dl>", ": a\n:# b\n"),
        (
            "<h2><span class='mw-headline'>A = b =</span><span class='mw-editsection'>x</span></h2>",
            "== A = b &#61; ==\n",
        ),
        (
            "<a href='/wiki/Pond' title='Pond'>Pond</a> <a href='/wiki/Pond#Deep'>there</a>",
            "[[Pond]] [[Pond#Deep|there]]\n",
        ),
        ("<a href='/wiki/File:A.png'>A</a>", "[[:File:A.png|A]]\n"),
        ("<a href='https://example.org/a b'>out</a>", "[https://example.org/a%20b out]\n"),
        ("<a href='javascript:alert(1)'>x</a>", "x\n"),
        ("<pre>a &lt;b&gt;\n c</pre>", "<pre>a &lt;b>\n c</pre>\n"),
        ("<dl><dd><pre>a\nb</pre></dd></dl>", ": <pre>a\nb</pre>\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>\n"),
        ("<table><tr><td>a</td></tr></table>", "<table><tr><td>a</td></tr></table>\n"),
        ("<p>[[x]] {{y}} '''z''' &lt;script&gt; ~~~~</p>", None),
        ("<script>alert(1)</script><style>a</style><p onclick='x'>safe</p>", "safe\n"),
        ("<b><p>a</p></b>", "a\n"),
        ("<p>* not a list</p>", "&#42; not a list\n"),
        (
            "<p><span>{</span><span>{</span><a href='/wiki/Template:A' title='Template:A'>a</a>}}</p>",
            "{&#123;[[Template:A|a]]&#125;}\n",
        ),
        (
            '<div class="boilerplate discussion-closed"><p>Over.</p></div><p>Next.</p>',
            '<div class="discussion-closed">\n\nOver.\n\n</div>\n\nNext.\n',
        ),
        ("", ""),
    ],
)
def test_html_becomes_the_wikitext_that_says_the_same(html, wikitext):
    written = to_wikitext(html, form="html", site=SITE)
    if wikitext is None:
        assert not any(mark in written for mark in ("[[", "{{", "'''", "<script", "~~~"))
    else:
        assert written == wikitext


@pytest.mark.parametrize("title", ["User talk:Ada", None])
def test_people_who_sign_on_their_own_talk_page_are_linked(title):
    signed = '<p>Hi <a class="mw-selflink selflink">Ada</a> 12:00, 5 February 2023 (UTC)</p>'
    head = '<head><script>RLCONF={"wgPageName":"User_talk:Ada"};</script></head>'
    wikitext = to_wikitext(
        signed if title else f"<html>{head}<body>{signed}</body></html>", form="html", site=SITE, title=title
    )
    assert "[[User talk:Ada|Ada]]" in wikitext


def test_nesting_deeper_than_any_page_is_cut_but_its_words_are_kept():
    deep = "<div>" * 100_000 + "x" + "</div>" * 100_000 + "<p>y</p>"
    assert to_wikitext(deep, form="html", site=SITE) == "x\n\ny\n"


@given(st.text(alphabet=st.sampled_from([*"<>/abpliudx ='\"&;[]{}\n"]), max_size=80))
def test_any_html_becomes_some_wikitext(html):
    to_wikitext(html, form="html", site=SITE)
