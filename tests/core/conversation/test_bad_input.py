"""Anything that is not what it is called: the best reading there is, never an exception, never a hang."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.conversation import Conversation, Form, Reading, read, to_wikitext, tree
from folkmoot.core.conversation.outline import to_json, to_records
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
FORMS: tuple[Form, ...] = get_args(Form)
READINGS: tuple[Reading, ...] = get_args(Reading)

DATE = "12:00, 5 February 2023 (UTC)"
SIGNED = f"[[User:Ada|Ada]] ([[User talk:Ada|talk]]) {DATE}"
LINKED = f'<a href="/wiki/User:Ada">Ada</a> {DATE}'
COPIED = f"Ada (talk) {DATE}"

# What pages are made of, whole and broken.
FRAGMENTS = [
    "words ", "\n", "\n\n", " ", "\t", SIGNED, SIGNED + "\n", LINKED, COPIED + "Reply\n", DATE,
    "== Tea ==\n", "=== Pot", "===\n", "= =\n", "Tea[edit]\n", "\n:", "\n::*", "\n#", "\n;a:b", "\n ",
    "\n----\n", "[[", "]]", "[[User:", "|", "{{", "}}", "{{od}}", "{{od|::}}", "{{unsigned|Ada|",
    "{{ping|Ada}}", "{{atop}}", "{{abot}}", "{{quote|", "{|\n", "\n|-\n| ", "\n|}\n", "'''", "''", "~~~~",
    "__NOTOC__", "<!--", "-->", "<nowiki>", "</nowiki>", "<pre>", "</pre>", "<div>", "</div>", "<small>",
    "</small>", "<b", ">", "<", "</", "/>", "<script>alert(1)</script>", "<p>", "</p>", "<dl><dd>",
    "</dd></dl>", "<ul><li>", "</li></ul>", "<ol><li>", "<table><tr><td>", "</table>",
    '<h2 id="Tea">Tea</h2>', "<h3>", "</h3>", "<blockquote>", "</blockquote>", '<a href="', '">', "<br>",
    "<span typeof='mw:Entity'>", '<section data-mw-section-id="1">', "<style>", "<svg>",
    '<div class="mw-parser-output">', "<template>", "<![CDATA[", "<?xml", "&nbsp;", "&amp", "&#0;",
    "&#xD800;", "\0", "\r", "\r\n", "\v", "\f", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u200e", "\u200f",
    "\u202e", "\u00a0", "\ufeff", "\ufffd", "\ud800", "\udc80", "\ufdd0", "\U0010ffff", "\u0301", "é" * 150,
    "名" * 90, "x" * 300, "12:00, 31 February 2023 (UTC)", "25:61, 5 February 2023 (UTC)",
    "12:00, 5 February 0000 (UTC)", "23:59, 31 December 9999 (UTC)", "24:00, 31 December 9999 (UTC)",
    "00:00, 1 January 0001 (UTC)", "00:00, 1 January 0001 (+14)", "(UTC)", "2023 (UTC)",
    "[[User:" + "é" * 150 + "]] " + DATE, "[[User:<script>]] " + DATE, "[[User:\0]] " + DATE,
    "[[Special:Contributions/::1|::1]] " + DATE, '<a href="/wiki/User:%FF%00">x</a> ' + DATE,
    '<a href="//[">x</a> ' + DATE, '<a href="?title=%">x</a>' + DATE,
]  # fmt: skip

pages = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=15).map("".join),
    st.binary(max_size=200).map(lambda data: data.decode("utf-8", "surrogateescape") + SIGNED),
)


def believable(conversation: Conversation, text: str) -> None:
    """What must be true of any reading of any text."""
    ids = [item.id for item in (*conversation.all_topics(), *conversation.comments())]
    assert len(ids) == len(set(ids))
    for comment in conversation.comments():
        assert comment.author
        assert comment.timestamp.utcoffset() == timedelta()
        assert comment.level >= 1
        if comment.source:
            place = comment.source
            assert place.line_start <= place.start <= place.signature <= place.timestamp <= place.end
            assert place.line_start >= 0
            assert place.end <= len(text)


@given(pages, st.sampled_from(FORMS), st.sampled_from(READINGS))
@settings(max_examples=600)
def test_any_text_reads_as_something_in_any_form(text: str, form: Form, reading: Reading) -> None:
    conversation = read(text, form=form, site=SITE, reading=reading)
    believable(conversation, text)
    assert json.loads("".join(to_json(conversation))) == json.loads(json.dumps(tree(conversation)))
    assert len(list(to_records(conversation))) == len(list(conversation.comments()))


@given(pages)
def test_any_text_reads_as_something_when_nobody_says_what_it_is(text: str) -> None:
    believable(read(text), text)


@given(pages, st.sampled_from(FORMS))
@settings(max_examples=300)
def test_any_text_becomes_wikitext_that_reads_as_something(text: str, form: Form) -> None:
    wikitext = to_wikitext(text, form=form, site=SITE)
    believable(read(wikitext, form="wikitext", site=SITE), wikitext)
    if form == "wikitext":
        assert wikitext == text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("12:00, 31 February 2023 (UTC)", datetime(2023, 3, 3, 12, tzinfo=UTC)),
        ("25:61, 5 February 2023 (UTC)", datetime(2023, 2, 6, 2, 1, tzinfo=UTC)),
        ("12:00, 5 February 0000 (UTC)", None),
    ],
)
def test_a_date_that_is_in_no_calendar_is_read_as_discussiontools_reads_it(
    form: Form, date: str, moment: datetime | None
) -> None:
    signed = {"wikitext": SIGNED, "html": f"<p>{LINKED}</p>", "text": COPIED}[form].replace(DATE, date)
    found = [comment.timestamp for comment in read(signed, form=form, site=SITE).comments()]
    assert found == ([moment] if moment else [])


@pytest.mark.parametrize("name", ["<script>", "é" * 150, "a/b", "x" * 300, "\0", "[", "<!--x-->"])
def test_a_name_that_nobody_can_have_signs_nothing_and_stops_nothing(name: str) -> None:
    text = f"Hm. [[User:{name}|x]] 11:00, 5 February 2023 (UTC)\n\nYes. {SIGNED}\n"
    *_, last = read(text, form="wikitext", site=SITE).comments()
    assert (last.author, last.timestamp) == ("Ada", datetime(2023, 2, 5, 12, tzinfo=UTC))


@pytest.mark.parametrize(("called", "is_in_truth"), [("wikitext", "html"), ("html", "wikitext")])
def test_a_page_under_another_forms_name_is_read_without_inventing_people(
    called: Form, is_in_truth: Form
) -> None:
    page = {"wikitext": f"== Tea ==\nYes. {SIGNED}\n", "html": f"<h2>Tea</h2><p>Yes. {LINKED}</p>"}[
        is_in_truth
    ]
    assert {comment.author for comment in read(page, form=called, site=SITE).comments()} <= {"Ada"}


def test_a_source_that_is_called_copied_text_still_says_who_signed() -> None:
    page = f"Yes. {SIGNED}\nNo. [[Special:Contributions/127.0.0.1|127.0.0.1]] {DATE}\n[[x]] {DATE}\n"
    found = [(comment.author, comment.body) for comment in read(page, form="text", site=SITE).comments()]
    assert found == [("Ada", "Yes."), ("127.0.0.1", "No.")]


# Growth. Time is not measured: calls are counted, which the same text makes the same number of.


REPEATED = {
    "new lines": "\n",
    "lists": "\n:* x",
    "ever deeper": None,
    "brackets": "[[",
    "braces": "{{a|",
    "closed braces": "{{a}}",
    "angles": "<",
    "hidden": "<!--",
    "tags": "<div>",
    "closed tags": "<b><i>x</b></i>",
    "nested lists": "<dl><dd>x",
    "nested tables": "<table><tr><td>",
    "wiki tables": "\n{|\n|",
    "headings": "\n== Tea ==\n",
    "signed headings": f"\n== Tea ==\nx {SIGNED}\n",
    "dates on one line": DATE + " ",
    "signatures on one line": SIGNED + " ",
    "signed lines": f"x {SIGNED}\n",
    "signed answers": f"\n:x {SIGNED}\n::y {SIGNED}",
    "table of signatures": f"\n|-\n| x || {SIGNED}",
    "unsigned": "{{unsigned|Ada|" + DATE + "}} ",
    "outdents": f"\n{{{{od}}}} x {SIGNED}",
    "boxes": f"\n{{{{atop}}}}\nx {SIGNED}\n{{{{abot}}}}",
    "signed paragraphs": f"<p>x {LINKED}</p>",
    "signed list": f"<ul><li>x {LINKED}</li></ul>",
    "copied": f"Tea[edit]\nx {COPIED}Reply\n",
    "ends of dates": "2023 (UTC)",
    "apostrophes": "''x'''",
    "links before a date": "[[User:Ada]]",
    "one word": "x",
}  # fmt: skip
MOST = 6  # times the calls for four times the text; what is quadratic makes 16
FEW, MANY = 100, 1200  # more where no comment is made of it: readers may take other ways when it is deep


def calls_of(work: Callable[[], Any]) -> int:
    """How many functions are called meanwhile, those in C included."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def repeated(name: str, times: int) -> str:
    fragment = REPEATED[name]
    if fragment is None:
        return "".join(f"{':' * depth} x {SIGNED}\n" for depth in range(times // 8))
    return f"{fragment * times}\n\nx {SIGNED}\n{LINKED}\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_text_is_four_times_the_work(name: str, form: Form) -> None:
    for work in (
        lambda text: read(text, form=form, site=SITE),
        lambda text: to_wikitext(text, form=form, site=SITE),
    ):
        work(repeated(name, 8))  # what is made once is made
        times = FEW if DATE in (REPEATED[name] or DATE) else MANY
        small = calls_of(lambda: work(repeated(name, times)))  # noqa: B023
        large = calls_of(lambda: work(repeated(name, 4 * times)))  # noqa: B023
        assert large <= MOST * small, (small, large)
