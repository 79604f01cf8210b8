"""What is told of a page's HTML besides its threads: summaries, bodies, sources, items, reply links."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.conversation import read
from folkmoot.core.conversation.html.bodies import as_parsoid_writes, bodies, plain_text
from folkmoot.core.conversation.html.reply_places import with_reply_links
from folkmoot.core.conversation.html.thread_items import thread_items
from folkmoot.core.conversation.html.transclusion import transcluded_from
from folkmoot.core.conversation.summaries import summarise
from folkmoot.core.conversation.writing.signed_by import is_signed_by
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")


def signed(name: str, time: str = "12:00", shown: str = "") -> str:
    return f'<a href="/wiki/User:{name}">{shown or name}</a> {time}, 5 February 2023 (UTC)'


BENCH = (
    "<h2 id='Bench'>A <i>bench</i></h2>"
    f"<p>Shall we?  Yes&nbsp;&amp; no. — {signed('Ada', '12:10', 'Ada L.')}</p>"
    f"<dl><dd>Gladly<br>so. {signed('Bob', '12:20')}</dd></dl>"
    f"<h3 id='Where'>Where</h3><p>There. {signed('Ada', '12:20')}</p>"
    "<h2 id='Empty'>Empty</h2><p>Nobody signed.</p>"
)


# Summaries


def test_a_topic_counts_what_is_said_in_its_sub_topics():
    summary = summarise(read(BENCH, form="html", site=SITE))
    assert [(each.topic.text, each.comment_count) for each in summary.topics] == [
        ("A bench", 3),
        ("Where", 1),
        ("Empty", 0),
    ]
    people = summary.topics[0].participants
    assert [(each.author, each.display_names) for each in people] == [("Ada", ("Ada L.",)), ("Bob", ())]


def test_of_two_newest_comments_the_topic_names_the_first_and_the_page_the_last():
    summary = summarise(read(BENCH, form="html", site=SITE))
    latest = summary.topics[0].latest
    assert latest is not None
    assert latest.author == "Bob"
    assert summary.newest is not None
    assert summary.newest.author == "Ada"


def test_an_empty_page_has_no_newest_comment():
    assert summarise(read("", form="html", site=SITE)).newest is None


# Bodies


def test_bodies_are_told_as_html_and_as_text():
    ada, bob = [body for given, body in bodies(BENCH, SITE).items() if given.startswith("c-")][:2]
    assert ada.text == "Shall we? Yes\u00a0& no."
    assert ada.html == "Shall we?  Yes\u00a0&amp; no."
    assert bob.text == "Gladly so."
    assert bob.html == "Gladly<br/>so."


def test_the_words_of_a_comment_stand_apart_where_its_paragraphs_do():
    html = f"<ul><li>One <object>two</object>three</li><li>four {signed('Ada')}</li></ul>"
    (body,) = (body for given, body in bodies(html, SITE).items() if given.startswith("c-"))
    assert body.html == "<p>One </p><object>two</object><p>three</p><p>four</p>"
    assert body.text == "One two three four"


def test_a_headings_body_is_what_it_says():
    given, body = next(iter(bodies(BENCH, SITE).items()))
    assert given.startswith("h-Bench")
    assert (body.html, body.text) == ("A <i>bench</i>", "A bench")


def test_styles_and_scripts_are_no_text():
    assert plain_text("<style>p { x: y }</style>a<script>b</script><p>c</p>d") == "a c d"


@given(st.text(max_size=30), st.text(alphabet="\"'<>&ab ", max_size=12))
def test_parsoids_writing_says_the_same(text: str, value: str):
    text = "".join(character for character in text if character.isprintable())
    written = as_parsoid_writes(f'<p title="{escape(value)}">{escape(text)}<br></p>')
    node = LexborHTMLParser(f"<body>{written}</body>").css_first("p")
    assert node is not None
    assert node.attributes["title"] == value
    assert node.text() == text


def test_parsoid_takes_the_quotes_that_need_fewer_entities():
    assert as_parsoid_writes('<i a="&quot;x&quot;">') == "<i a='\"x\"'>"
    assert as_parsoid_writes('<i a="it\'s">') == '<i a="it\'s">'


# Sources


def transcluded(inside: str, parts: str) -> str:
    opening = f'typeof="mw:Transclusion" about="#mwt1" data-mw="{escape(parts)}"'
    return f"<h2 id='A'>A</h2><div {opening}>{inside}</div>"


def template(href: str) -> str:
    return f'{{"template":{{"target":{{"wt":"x","href":"{href}"}},"params":{{}}}}}}'


TWO = f"<p>One. {signed('Ada')}</p><p>Two. {signed('Bob')}</p>"


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        (template("./Talk:Elsewhere_else"), "Talk:Elsewhere else"),
        (template("./Template:Box"), "Template:Box"),
        (f'"words", {template("./Talk:Elsewhere")}', True),
        ('{"template":{"target":{"wt":"#if:","function":"if"}}}', True),
        (template("./Talk:%E2%9C%93_what%3F"), "Talk:✓ what?"),
        (template("./talk:elsewhere"), "talk:elsewhere"),
        (template("./Special:Prefs"), True),
        (template("./[bad"), True),
        ("", True),
    ],
)
def test_comments_in_a_template_come_from_its_page(parts: str, source: bool | str):
    html = transcluded(TWO, f'{{"parts":[{parts}]}}')
    assert list(transcluded_from(html, SITE).values()) == [source, source]


@pytest.mark.parametrize("data", ["", "{", "[]", '{"parts": 3}', '{"parts":[{"template":3}]}', "null"])
def test_what_a_template_says_of_itself_may_be_nonsense(data: str):
    html = transcluded(TWO, data)
    assert set(transcluded_from(html, SITE).values()) <= {True, False}


def test_a_template_in_a_comment_is_an_ordinary_template():
    opening = 'typeof="mw:Transclusion" about="#mwt1" data-mw=""'
    html = f"<p>See <span {opening}>this</span>, please. {signed('Ada')}</p>"
    assert list(transcluded_from(html, SITE).values()) == [False]


def test_a_template_that_is_a_whole_comment_wraps_it():
    html = transcluded(f"<p>One. {signed('Ada')}</p>", f'{{"parts":[{template("./Template:Box")}]}}')
    assert list(transcluded_from(html, SITE).values()) == [False]
    html = transcluded(f"<p>One. {signed('Ada')}</p>", f'{{"parts":[{template("./Talk:There")}]}}')
    assert list(transcluded_from(html, SITE).values()) == ["Talk:There"]


FUNCTION = '{"template":{"target":{"wt":"#if:","function":"if"}}}'


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        (f'{template("./Template:A")}, "words", {template("./Template:B")}', False),
        (f"{FUNCTION}, {template('./Template:A')}", False),
        (f'{FUNCTION}, "words"', False),
        (f"{template('./Template:A')}, {template('./Talk:There')}", True),
        (FUNCTION, True),
        ('"words"', True),
    ],
)
def test_several_templates_that_make_a_whole_comment_wrap_it(parts: str, source: bool):
    html = transcluded(f"<p>One. {signed('Ada')}</p>", f'{{"parts":[{parts}]}}')
    assert list(transcluded_from(html, SITE).values()) == [source]


@pytest.mark.parametrize(
    ("between", "source"), [("", "Talk:There"), ("</section><section>", "Talk:There"), ("words", False)]
)
def test_what_one_template_made_stands_side_by_side(between: str, source: bool | str):
    data = escape(f'{{"parts":[{template("./Talk:There")}]}}')
    opening = f'typeof="mw:Transclusion" about="#mwt1" data-mw="{data}"'
    first, second = (f"<p>One. {signed(name)}</p>" for name in ("Ada", "Bob"))
    rest = f'<div about="#mwt1">{second}{second}</div>'
    html = f"<section><div {opening}>{first}{first}</div>{between}{rest}</section>"
    assert list(transcluded_from(html, SITE).values()) == ["Talk:There", "Talk:There", source, source]


def test_the_old_parser_does_not_tell_where_comments_come_from():
    assert set(transcluded_from(BENCH, SITE).values()) == {False}


# Items, reply links


def test_items_carry_their_html_and_what_nobody_signed():
    before, bench, where, empty = thread_items(f"<p>Welcome.</p>{BENCH}", SITE)
    assert before["othercontent"] == "<p>Welcome.</p>"
    assert (bench["html"], bench["commentCount"], bench["authorCount"]) == ("A <i>bench</i>", 3, 2)
    assert bench["latestReplyTimestamp"] == "2023-02-05T12:20:00Z"
    assert bench["replies"][0]["replies"][0]["author"] == "Bob"
    assert bench["replies"][0]["html"].endswith("12:10, 5 February 2023 (UTC)")
    assert [reply["id"] for reply in bench["replies"] if reply["type"] == "heading"] == [where["id"]]
    assert empty["othercontent"] == "<p>Nobody signed.</p>"


def test_comments_before_any_heading_are_below_the_first_item():
    (before,) = thread_items(f"<p>Hello. {signed('Ada')}</p>", SITE)
    assert [reply["author"] for reply in before["replies"]] == ["Ada"]


@pytest.mark.parametrize(
    ("html", "first"),
    [
        ("", None),
        ("<p>Nobody signed.</p>", None),
        ("<div><h2 id='A'>A</h2></div>", "h-A"),
        ("<div>\n<h2 id='A'>A</h2></div>", "h-"),
        ("<h2><span></span><span class='mw-headline' id='A'>A</span></h2>", "h-"),
        ("<link><h2 id='A'>A</h2>", "h-"),
    ],
)
def test_what_stands_before_the_first_heading_has_an_item(html: str, first: str | None):
    page = f"<div class='mw-parser-output'>{html}</div>"
    assert next((item["id"] for item in thread_items(page, SITE)), None) == first


def test_reply_links_change_nothing_else():
    entity = '<span typeof="mw:Entity">\u00a0</span>'
    html = f"<body><p>One{entity}<!-- > & < --> two. {signed('Ada')}{entity} \n</p></body>"
    linked = with_reply_links(html, SITE, lambda comment: "[reply]")
    assert linked.replace("[reply]", "") == html
    assert linked.endswith(f"{entity}[reply] \n</p></body>")


def test_a_reply_link_follows_the_last_words_of_each_comment():
    linked = with_reply_links(BENCH, SITE, lambda comment: f"[{comment.author}]")
    assert "12:10, 5 February 2023 (UTC)[Ada]</p>" in linked
    assert "12:20, 5 February 2023 (UTC)[Bob]</dd>" in linked
    assert linked.count("[") == 3


@pytest.mark.parametrize(
    ("html", "signed_already"),
    [
        (f"<p>Yes. {signed('Ada')}</p>", True),
        (f"<p>Yes. {signed('Ada')}</p>\n<p><br></p>", True),
        (f"<p>Yes. {signed('Ada')}</p><p>One more thing.</p>", False),
        (f"<p>Yes. {signed('Bob')}</p>", False),
        (f"<p>Yes. {signed('Ada')}</p><h2>More</h2>", False),
        ("<p>Yes.</p>", False),
        ("", False),
    ],
)
def test_a_text_is_signed_if_it_ends_with_a_comment_by_its_author(html: str, signed_already: bool):
    assert is_signed_by(html, "Ada", SITE) is signed_already


@given(st.text(alphabet="<>/ahdlpi \"'=&;!-", max_size=60))
def test_any_html_is_answered(text: str):
    html = f"{text}{TWO}{text}"
    comments = {given for given in bodies(html, SITE) if given.startswith("c-")}
    assert set(transcluded_from(html, SITE)) == comments
    assert with_reply_links(html, SITE, lambda comment: "[reply]").count("[reply]") == len(comments)
    assert all(item["id"].startswith("h-") for item in thread_items(html, SITE))


@pytest.mark.parametrize("length", [20, 99, 100, 300])
@pytest.mark.parametrize("reading", ["people", "discussiontools"])
def test_a_comment_may_stand_in_the_link_to_its_author_as_a_whole(length, reading):
    words = "x" * length
    html = f'<p><a href="/wiki/User:Ada">{words} 12:00, 5 February 2023 (UTC)</a></p>'
    assert [one.author for one in read(html, form="html", site=SITE, reading=reading).comments()] == ["Ada"]
