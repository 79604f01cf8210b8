"""HTML as people read it, where DiscussionTools' rules miss what everybody sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation import Comment, Conversation, Reading, Topic, read
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")


def signed(name: str, time: str = "12:00") -> str:
    return f'<a href="/wiki/User:{name}">{name}</a> {time}, 5 February 2023 (UTC)'


def page(html: str, reading: Reading = "people") -> Conversation:
    return read(f"<body><h2 id='Bench'>Bench</h2>{html}</body>", form="html", site=SITE, reading=reading)


def levels(html: str, reading: Reading = "people") -> dict[str, int]:
    return {comment.author: comment.level for comment in page(html, reading).comments()}


def answered(html: str, reading: Reading = "people") -> dict[str, str]:
    """Whom each author answers; a topic by its text."""
    parents: dict[str, str] = {}

    def walk(item: Comment | Topic) -> None:
        for reply in item.replies:
            if isinstance(reply, Comment):
                parents[reply.author] = item.author if isinstance(item, Comment) else item.text
            walk(reply)

    for topic in page(html, reading).topics:
        walk(topic)
    return parents


def bodies(html: str) -> dict[str, str]:
    return {comment.author: comment.body for comment in page(html).comments()}


# Introductions


def test_an_introduction_is_no_part_of_the_first_vote():
    html = f"<p>Shall we?</p><ol><li>Yes. {signed('Ada')}</li><li>No. {signed('Bob')}</li></ol>"
    assert levels(html) == {"Ada": 2, "Bob": 2}
    assert bodies(html)["Ada"] == "Yes."
    assert levels(html, "discussiontools") == {"Ada": 1, "Bob": 2}


def test_who_answers_an_unsigned_text_answers_nobody_further_up():
    html = f"<p>Old. {signed('Ada')}</p><p>I forgot to sign.</p><dl><dd>So what? {signed('Bob')}</dd></dl>"
    assert levels(html) == {"Ada": 1, "Bob": 2}
    assert answered(html) == {"Ada": "Bench", "Bob": "Bench"}


def test_points_that_are_signed_in_the_last_one_belong_to_the_text_above():
    html = f"<p>For three reasons:</p><ul><li>one</li><li>two</li><li>three. {signed('Ada')}</li></ul>"
    assert levels(html) == {"Ada": 1}
    assert "For three reasons" in bodies(html)["Ada"]


@pytest.mark.parametrize("dash", ["", "— ", "--"])
def test_a_signature_that_stands_alone_signs_the_text_above(dash: str):
    html = f"<p>A long text.</p><dl><dd>{dash}{signed('Ada')}</dd></dl>"
    assert levels(html) == {"Ada": 1}
    assert "A long text." in bodies(html)["Ada"]


def test_a_term_over_a_comment_is_no_part_of_it():
    html = f"<dl><dt>Support</dt><dd>Yes. {signed('Ada')}</dd></dl>"
    assert levels(html) == {"Ada": 2}


def test_what_was_signed_without_a_date_is_answered_below_it():
    undated = 'Perhaps. <a href="/wiki/User:Cy">Cy</a>'
    html = f"<p>Well? {signed('Ada')}</p><dl><dd>{undated}<dl><dd>Surely. {signed('Bob')}</dd></dl></dd></dl>"
    assert levels(html) == {"Ada": 1, "Bob": 3}


def test_a_list_in_a_comment_is_no_answer_to_it():
    answer = f"<dl><dd>Two things:<ul><li>a</li><li>b {signed('Bob')}</li></ul></dd></dl>"
    html = f"<p>Well? {signed('Ada')}</p>{answer}"
    assert levels(html) == {"Ada": 1, "Bob": 2}
    assert "Two things" in bodies(html)["Bob"]


def test_a_note_that_somebody_did_not_sign_ends_their_text():
    note = '<small class="autosigned">— Cy did not sign</small>'
    html = f"<p>Something. {note}</p><p>Right. {signed('Ada')}</p>"
    assert bodies(html)["Ada"] == "Right."


# Lists


def test_a_numbered_list_that_opens_a_topic_and_is_signed_once_is_a_comment_of_its_own():
    html = f"<ol><li>Only this. {signed('Ada')}</li></ol><dl><dd>Well. {signed('Bob')}</dd></dl>"
    assert levels(html) == {"Ada": 1, "Bob": 2}
    assert answered(html) == {"Ada": "Bench", "Bob": "Ada"}
    assert bodies(html)["Ada"] == "<ol><li>Only this.</li></ol>"


def test_bullets_that_open_a_topic_are_answered_as_one_comment():
    html = f"<ul><li>a</li><li>b {signed('Ada')}</li></ul><dl><dd>Well. {signed('Bob')}</dd></dl>"
    assert answered(html) == {"Ada": "Bench", "Bob": "Ada"}
    assert answered(html, "discussiontools") == {"Ada": "Bench", "Bob": "Bench"}
    assert bodies(html)["Ada"].startswith("<ul>")


def test_several_votes_are_votes():
    html = f"<ol><li>Yes. {signed('Ada')}</li><li>No. {signed('Bob')}</li></ol>"
    assert levels(html) == {"Ada": 2, "Bob": 2}


def test_one_bullet_is_an_indented_comment():
    assert levels(f"<ul><li>Yes. {signed('Ada')}</li></ul>") == {"Ada": 2}


# What cannot be indented, and what floats


@pytest.mark.parametrize(
    "floating",
    [
        '<figure typeof="mw:File/Thumb"><img src="x"><figcaption>A pond</figcaption></figure>',
        '<div class="thumb tright">A pond</div>',
        '<table style="float: right"><tbody><tr><td>A box</td></tr></tbody></table>',
    ],
)
def test_a_picture_in_the_margin_does_not_break_a_thread(floating: str):
    answer = f"<ul><li><ul><li>Nice. {signed('Bob')}</li></ul></li></ul>"
    html = f"<ul><li>See? {signed('Ada')}</li></ul>{floating}{answer}"
    assert levels(html) == {"Ada": 2, "Bob": 3}
    assert answered(html)["Bob"] == "Ada"


def test_code_before_an_answer_belongs_to_it_and_breaks_nothing():
    html = f"<p>How? {signed('Ada')}</p><pre>x = 1</pre><dl><dd>So. {signed('Bob')}</dd></dl>"
    assert levels(html) == {"Ada": 1, "Bob": 2}
    assert answered(html)["Bob"] == "Ada"
    assert "x = 1" in bodies(html)["Bob"]


def test_a_comment_begins_in_the_empty_item_before_what_could_not_be_indented():
    html = (
        f"<p>Hm. {signed('Ada')}</p><dl><dd></dd></dl><p>A poem</p><dl><dd>by me. {signed('Bob')}</dd></dl>"
    )
    assert levels(html) == {"Ada": 1, "Bob": 2}
    assert "A poem" in bodies(html)["Bob"]


# Boxes


@pytest.mark.parametrize(
    "name",
    ["boilerplate discussion-closed", "ruwiki-closedDiscussion", "boilerplate archived", "mw-archivedtalk"],
)
def test_a_closed_thread_is_known_as_such(name: str):
    notice = "<dl><dd><i>This is closed.</i></dd></dl><hr>"
    inside = f"{notice}<ul><li><ul><li>Deep. {signed('Bob')}</li></ul></li></ul>{notice}"
    after = f"<ul><li>Later. {signed('Cy')}</li></ul>"
    html = f"<p>Well? {signed('Ada')}</p><div class='{name}'>{inside}</div>{after}"
    assert levels(html) == {"Ada": 1, "Bob": 3, "Cy": 2}
    assert {comment.author: comment.closed for comment in page(html).comments()} == {
        "Ada": False,
        "Bob": True,
        "Cy": False,
    }
    assert bodies(html)["Cy"] == "Later."


def test_a_topic_is_closed_when_everything_in_it_is():
    html = f"<div class='discussion-closed'><p>Well? {signed('Ada')}</p></div>"
    assert page(html).topics[0].closed
    assert not page(f"{html}<p>Still. {signed('Bob')}</p>").topics[0].closed
    assert not page("").topics[0].closed


def test_a_topic_inside_a_closed_box_is_closed():
    box = f"<div class='archived'><h3 id='Old'>Old</h3><p>Well? {signed('Ada')}</p></div>"
    assert [topic.closed for topic in page(box).all_topics()] == [True, True] or page(box).topics[0].replies[
        0
    ].closed


@pytest.mark.parametrize("name", ["enclosed", "disclosed-note", "archives", "tmbox"])
def test_other_boxes_close_nothing(name: str):
    assert not any(
        comment.closed for comment in page(f"<div class='{name}'><p>{signed('Ada')}</p></div>").comments()
    )


# Outdents


DEEP = (
    f"<p>One. {signed('Ada')}</p><dl><dd>Two. {signed('Bob')}"
    f"<dl><dd>Three. {signed('Cy', '12:10')}</dd></dl></dd></dl>"
)


@pytest.mark.parametrize("mark", ['<div class="outdent-template"></div>', "┌──────┘ ", "(outdent) ", "← "])
def test_an_outdent_continues_the_thread(mark: str):
    html = f"{DEEP}<p>{mark}Four. {signed('Di', '12:20')}</p><dl><dd>Five. {signed('Ed', '12:30')}</dd></dl>"
    assert answered(html) == {"Ada": "Bench", "Bob": "Ada", "Cy": "Bob", "Di": "Cy", "Ed": "Di"}
    assert levels(html)["Di"] == 1, "the level stays that of the lists"


def test_an_outdent_does_not_answer_what_was_written_later():
    html = f"{DEEP}<p>(outdent) Four. {signed('Di', '12:05')}</p>"
    assert answered(html)["Di"] == "Bob"


def test_discussiontools_knows_no_outdents():
    html = f'{DEEP}<div class="outdent-template"></div><p>Four. {signed("Di", "12:20")}</p>'
    assert answered(html, "discussiontools")["Di"] == "Bench"


# Answers inside a comment


def test_answers_between_the_points_of_a_comment_are_answers():
    points = "".join(
        f"<li>Point {number}<ul><li>Why? {signed(name, time)}</li></ul></li>"
        for number, name, time in ((1, "Bob", "13:00"), (2, "Cy", "13:10"))
    )
    html = f"<p>What I think:</p><ul>{points}</ul><p>That is all. {signed('Ada', '12:00')}</p>"
    assert levels(html) == {"Bob": 3, "Cy": 3, "Ada": 1}
    assert bodies(html)["Bob"] == "Why?"


def test_an_older_text_below_a_thread_takes_nothing_from_it():
    thread = f"<p>New. {signed('Ada', '13:00')}</p><dl><dd>Yes. {signed('Bob', '13:10')}</dd></dl>"
    html = f"{thread}<p>Old. {signed('Cy')}</p>"
    assert levels(html) == {"Ada": 1, "Bob": 2, "Cy": 1}


# Quotations


@pytest.mark.parametrize("name", ["talkquote", "templatequote", "inline-quote-talk"])
def test_signed_words_in_a_quotation_are_quoted(name: str):
    html = f"<div class='{name}'>Never! {signed('Bob')}</div><p>So it was said. {signed('Ada')}</p>"
    assert set(levels(html)) == {"Ada"}
    assert set(levels(html, "discussiontools")) == {"Ada", "Bob"}


# Any page

NAMES = st.sampled_from(["Ada", "Bob", "Cy"])
TIMES = st.sampled_from(["11:00", "12:00", "13:00"])
LEAVES = st.one_of(
    st.builds(lambda name, time: f"words {signed(name, time)}", NAMES, TIMES),
    st.sampled_from(
        [
            "words",
            "",
            "<br>",
            "<hr>",
            "<figure>x</figure>",
            '<div class="outdent-template"></div>',
            "<pre>x</pre>",
        ]
    ),
)
ELEMENTS = st.sampled_from(
    [
        "p",
        "div",
        "dl><dd",
        "ul><li",
        "ol><li",
        "dl><dt",
        'div class="discussion-closed"',
        "table><tbody><tr><td",
        "li",
    ]
)


def wrapped(tag: str, inside: str) -> str:
    closing = "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))
    return f"<{tag}>{inside}{closing}"


PAGES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.builds(wrapped, ELEMENTS, inner), st.lists(inner, max_size=4).map("".join)),
    max_leaves=20,
)


@given(PAGES)
def test_both_readings_find_the_same_comments_on_any_page(html: str):
    people, peer = page(html), page(html, "discussiontools")
    found = [
        [(each.author, each.timestamp, each.id) for each in reading.comments()] for reading in (people, peer)
    ]
    assert sorted(found[0]) == sorted(found[1]), "with the same ids: links from elsewhere lead to both"
    assert all(comment.level >= 1 for comment in people.comments())


@pytest.mark.parametrize(
    "piece",
    [
        f"<dl><dd></dd></dl><p>a</p><dl><dd>b {signed('Ada')}</dd></dl>",
        f"<p>a</p><ul><li>b</li></ul><dl><dd>c {signed('Ada')}</dd></dl>",
        f"<div class='discussion-closed'>n<hr><ul><li>c {signed('Ada')}</li></ul></div>",
        "<dl><dd></dd></dl>",
        '<div class="outdent-template"></div>',
    ],
)
def test_reading_takes_time_that_grows_with_the_page(piece: str):
    def seconds(times: int) -> float:
        started = time.process_time()
        page(piece * times + signed("Bob"))
        return time.process_time() - started

    seconds(50)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)
