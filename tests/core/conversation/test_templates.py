"""What talk page templates mean, in the words of many wikis, and that unknown ones do no harm."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conversations import outline
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import Comment, Conversation, Reading, Topic, read
from folkmoot.core.conversation import talk_template_names as table
from folkmoot.core.conversation.talk_templates import (
    EVERYWHERE,
    TALK_TEMPLATES,
    USES,
    TalkTemplates,
    edge_by_name,
    normal_name,
    talk_templates,
)
from folkmoot.core.languages import known_languages
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.languages.timestamps import format_timestamp
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
EN = SiteConfig.for_language("en")
# The languages whose wikis talk most, and some more; each has a name of its own for most uses.
LANGUAGES = "de es fr it pt nl pl ru uk ja zh ko ar fa he sv fi cs hu ca eu tr vi id nb".split()


def lines_of(use: str) -> Iterator[tuple[str, list[str]]]:
    for line in getattr(table, use.upper()).strip().split("\n"):
        language, _, names = line.partition(":")
        yield language, [name.strip() for name in names.split("|")]


def own_name(use: str, language: str) -> str | None:
    """A name of a template for this use in the language, None where it has none of its own."""
    known = dict(reversed(list(lines_of(use))))
    names = known.get(language)
    return names[0] if names else None


def says(text: str, site: SiteConfig = EN, *, reading: Reading = "people") -> list[tuple[str, int, int]]:
    """(author, level, how many comments it answers one after the other) of each comment."""
    found: list[tuple[str, int, int]] = []

    def walk(items: tuple[Comment | Topic, ...], depth: int) -> None:
        for item in items:
            if isinstance(item, Comment):
                found.append((item.author, item.level, depth))
            walk(item.replies, depth + 1 if isinstance(item, Comment) else 0)

    walk(read(text, form="wikitext", site=site, reading=reading).topics, 0)
    return found


def signed(name: str, site: SiteConfig = EN) -> str:
    return write_signature(name, site, now=NOON)


# --- the table ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", USES)
def test_names_stand_as_they_are_compared_and_once(use: str):
    every = [(language, name) for language, names in lines_of(use) for name in names]
    assert [name for _, name in every if name != normal_name(name)] == []
    assert [pair for pair, times in Counter(every).items() if times > 1] == []
    assert {language for language, _ in every} <= {*known_languages(), EVERYWHERE}


def test_a_name_has_one_meaning_in_a_language():
    meant = Counter((language, name) for use in USES for language, names in lines_of(use) for name in names)
    assert [pair for pair, times in meant.items() if times > 1] == []


def test_a_wiki_of_the_language_decides_what_a_name_means():
    assert talk_templates("pt").use_of("na") == "unsigned"
    assert talk_templates("en").use_of("na") is None  # a short name of another language
    assert talk_templates("de-at").use_of("Erledigt") == "box"
    assert talk_templates("en").use_of("Non signé") == "unsigned"


def test_names_are_compared_as_mediawiki_does():
    assert TALK_TEMPLATES.use_of("subst:Archive_top") == "closed_top"
    assert TALK_TEMPLATES.use_of(" Template: archive  top ") == "closed_top"


def test_a_wiki_adds_its_own_names():
    ours = TALK_TEMPLATES.extended(outdent=["Back to the edge"])
    assert ours.use_of("back_to the edge") == "outdent"
    assert TALK_TEMPLATES.use_of("back to the edge") is None
    with pytest.raises(ValueError, match="not a use"):
        TALK_TEMPLATES.extended(dances=["Polka"])


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Foo top", "folded_top"),
        ("Foo/Anfang", "folded_top"),
        ("Начало чего-то", "folded_top"),
        ("Fin de foo", "folded_bottom"),
        ("なにか終了 終", "folded_bottom"),
        ("Start date", None),
        ("Stopped", None),
    ],
)
def test_the_edges_of_boxes_are_known_by_their_names(name: str, use: str | None):
    assert edge_by_name(name) == use


# --- in every language ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outdent_goes_on_with_the_thread(language: str):
    site, name = SiteConfig.for_language(language), own_name("outdent", language)
    assert name is not None
    ada, bo, cy = (signed(one, site) for one in ("Ada", "Bo", "Cy"))
    text = f"== A ==\nOne. {ada}\n:: Two. {bo}\n{{{{{name}|2}}}} Three. {cy}"
    assert says(text, site) == [("Ada", 1, 0), ("Bo", 3, 1), ("Cy", 1, 2)]
    assert says(text, site, reading="discussiontools")[2] == ("Cy", 1, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_box_closes_what_stands_in_it(language: str):
    site = SiteConfig.for_language(language)
    top, bottom = own_name("closed_top", language), own_name("closed_bottom", language)
    if top is None or bottom is None:
        top, bottom = "archive top", "archive bottom"
    ada, bo = signed("Ada", site), signed("Bo", site)
    text = f"== A ==\n{{{{{top}|All agreed.}}}}\n: One. {ada}\n{{{{{bottom}}}}}\n\nTwo. {bo}"
    found = read(text, form="wikitext", site=site)
    assert [(each.author, each.closed, each.body) for each in found.comments()] == [
        ("Ada", True, "One."),
        ("Bo", False, "Two."),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_did_not_sign_is_named(language: str):
    site, name = SiteConfig.for_language(language), own_name("unsigned", language)
    assert name is not None
    date = format_timestamp(NOON, site)
    text = f"== A ==\nOne? {{{{{name}|Ada|{date}}}}}\n: Two. {signed('Bo', site)}"
    assert says(text, site) == [("Ada", 1, 0), ("Bo", 2, 1)]
    assert says(text, site, reading="discussiontools") == [("Ada", 1, 0), ("Bo", 2, 1)]
    without_time = f"== A ==\nOne? {{{{{name}|Ada}}}}\n: Two. {signed('Bo', site)}"
    assert [each.body for each in read(without_time, form="wikitext", site=site).comments()] == ["Two."]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reading", ["people", "discussiontools"])
def test_a_quotation_signs_nothing(language: str, reading: Reading):
    site = SiteConfig.for_language(language)
    name = own_name("quote", language) or "quote"
    text = f"== A ==\n{{{{{name}|Old words. {signed('Ghost', site)}}}}}\nNew words. {signed('Ada', site)}"
    assert says(text, site, reading=reading) == [("Ada", 1, 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_to_somebody_is_a_link_to_them(language: str):
    site = SiteConfig.for_language(language)
    name = own_name("user_link", language) or "ping"
    assert says(f"Hi. {{{{{name}|Ada}}}} {format_timestamp(NOON, site)}", site) == [("Ada", 1, 0)]


# --- boxes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "people", "peer"),
    [
        # A status on the line of a signature: a box and a line of its own, then the comment.
        ("{{resolved}} – S:Ada\nOne. S:Bo", "Ada:1 Bo:1", "Ada:1 Bo:1"),
        ("{{resolved|1=Done. S:Ada}}\nOne. S:Bo", "Ada:1 Bo:1", "Ada:1 Bo:1"),
        # Somebody who closes says why, inside of the box's head.
        ("{{archive top|No consensus. S:Ada}}\nOne. S:Bo\n{{archive bottom}}", "Ada:1 Bo:1", "Ada:1 Bo:1"),
        ("{{hat\n|reason = Enough. S:Ada\n}}\n: One. S:Bo\n{{hab}}", "Ada:1 Bo:2", "Ada:1 Bo:2"),
        # What a box's head says is nobody's comment, for people; to DiscussionTools it begins the next.
        ("Zero. S:Ada\n{{cot|More of it}}\n:: One. S:Bo\n{{cob}}", "Ada:1 Bo:3", "Ada:1 Bo:1"),
        ("Zero. S:Ada\n{{hidden begin}}\n: One. S:Bo\n{{hidden end}}", "Ada:1 Bo:2", "Ada:1 Bo:1"),
        ("Zero. S:Ada\n{{foo top|title=More}}\n: One. S:Bo\n{{foo bottom}}", "Ada:1 Bo:2", "Ada:1 Bo:1"),
        # A whole discussion as an argument.
        ("{{closed|1=\n* One. S:Ada\n** Two. S:Bo\n}}\nThree. S:Cy", "Ada:2 Bo:3 Cy:1", "Ada:2 Bo:3 Cy:1"),
        # A box within a line, and space between paragraphs of one comment.
        (": One. {{resolved}} S:Ada", "Ada:2", "Ada:2"),
        (": One.{{pb}}Two. S:Ada\n:: Three. S:Bo", "Ada:2 Bo:3", "Ada:2 Bo:3"),
        # Tasks elsewhere stand at the margin.
        ("{{tracked|T1}}\n: One. S:Ada", "Ada:2", "Ada:2"),
        # Tables of contents and archives at the top of a page.
        ("{{talk header}}\n{{archives}}\n{{TOC right}}\n: One. S:Ada", "Ada:2", "Ada:1"),
    ],
)
def test_boxes_part_comments(text: str, people: str, peer: str):
    for name in ("Ada", "Bo", "Cy"):
        text = text.replace(f"S:{name}", signed(name))
    for reading, expected in (("people", people), ("discussiontools", peer)):
        found = says(f"== A ==\n{text}", reading=reading)  # type: ignore[arg-type]
        assert " ".join(f"{author}:{level}" for author, level, _ in found) == expected, reading


def test_a_discussion_given_to_a_box_is_closed_and_no_more_than_that():
    text = f"{{{{closed|1=\n* One. {signed('Ada')}\n** Two. {signed('Bo')}\n}}}}\nThree. {signed('Cy')}"
    found = read(text, form="wikitext", site=EN).comments()
    assert [(each.author, each.closed) for each in found] == [("Ada", True), ("Bo", True), ("Cy", False)]
    reason = f"{{{{hat\n|reason = Enough. {signed('Ada')}\n}}}}\n: One. {signed('Bo')}\n{{{{hab}}}}"
    assert all(each.closed for each in read(reason, form="wikitext", site=EN).comments())


def test_a_comment_that_begins_in_a_box_begins_with_the_box():
    """So that what is cut out of the page for it is whole."""
    text = f"{{{{cot|More}}}}\n: One. {signed('Ada')}\n{{{{cob}}}}\n"
    for reading in ("people", "discussiontools"):
        (comment,) = read(text, form="wikitext", site=EN, reading=reading).comments()  # type: ignore[arg-type]
        assert comment.source is not None
        words = text[comment.source.start : comment.source.end]
        assert words.count("{{") == words.count("}}")


# --- unknown templates -----------------------------------------------------------------------------------


@pytest.mark.parametrize("reading", ["people", "discussiontools"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{unheard of|One. S:Ada}}", "Ada:1"),
        ("{{unheard of|One. S:Ada}}\nTwo. S:Bo", "Ada:1 Bo:1"),
        (": {{unheard of|One. S:Ada}}\n:: Two. S:Bo", "Ada:2 Bo:3"),
        ("One {{unheard of|two}} three. S:Ada\n: {{unheard of}} S:Bo", "Ada:1 Bo:2"),
        ("{{unheard of|a=1\n|b=2\n}}\nOne. S:Ada", "Ada:1"),
        ("{{unheard of|Ada|T}}\n: One. S:Bo", "Ada:1 Bo:2"),
        ("{{unheard of|T|Ada}}", "Ada:1"),
        ("{{unheard of|on T|Ada}} One. S:Bo", "Bo:1"),  # no date alone: nobody signs with it
        ("{{resolved|done|T}} One. S:Bo", "Bo:1"),
        ("{{unheard of|never closed. S:Ada\n\nTwo. S:Bo", "Ada:1 Bo:1"),
        ("{{{{{{}}}} {{}} {{|}} {{{1}}} One. S:Ada", "Ada:1"),
    ],
)
def test_unknown_templates_do_no_harm(text: str, expected: str, reading: Reading):
    for name in ("Ada", "Bo"):
        text = text.replace(f"S:{name}", signed(name))
    found = says(text.replace("T", format_timestamp(NOON, EN)), reading=reading)
    assert " ".join(f"{author}:{level}" for author, level, _ in found) == expected


def test_a_signature_page_may_be_given_the_date():
    assert says(f"One. {{{{User:Ada/sig|{format_timestamp(NOON, EN)}}}}}") == [("Ada", 1, 0)]


def test_pages_that_sign_are_told_by_the_wiki():
    text = f"One. {{{{User:Old name/sig}}}} {format_timestamp(NOON, EN)}"
    assert says(text) == [("Old name", 1, 0)]
    ours = TALK_TEMPLATES.with_signatures({"User:Old name/sig": "Ada"})
    assert [each.author for each in read(text, form="wikitext", site=EN, templates=ours).comments()] == [
        "Ada"
    ]


# --- headings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("{{tl|Foo bar}}", "{{Foo bar}}"),
        ("About {{tlx|Foo|a|b}}", "About {{Foo|a|b}}"),
        ("{{u|Ada}} and {{ping|Bo|Cy}} again", "Ada and @Bo, Cy: again"),
        ("{{u|Ada Lovelace|Ada}}", "Ada"),
        ("{{code|x {{=}} y}}", "x = y"),
        ("{{code|lang=py|x}}", "x"),
        ("{{para|title|x}}", "|title=x"),
        ("{{small|{{nowrap|a [[B|c]]}}}}", "a c"),
        ("{{tq|Hear}} {{!}} hear", "Hear | hear"),
        ("''{{strike|a}}'' b<!-- {{tl|c}} -->", "a b"),
        ("[[Category:Ponds]]a __NOTOC__", "a"),
        ("a<includeonly>b</includeonly>", "a"),
        ("<nowiki>{{tl|a}}</nowiki>", "{{tl|a}}"),
    ],
)
def test_a_heading_made_with_templates_reads_as_it_is_rendered(heading: str, text: str):
    source = f"== {heading} ==\n{signed('Ada')}"
    (topic,) = read(source, form="wikitext", site=EN).topics
    (rendered,) = render(source, site=EN, title="Talk:Pond").headings
    assert (topic.text, topic.anchor) == (text, rendered.anchor)
    assert rendered.text == text


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "a <small>b</small> ''c''",
            "<nowiki>{{</nowiki>x",
            "[[:File:Foo.jpg]]",
            "&amp; &lt;b&gt; &nbsp; x",
        ),
        *("<!-- c -->a<!-- d -->", "'''''b''i'''", "a''''b", "[[Talk:A#b]]", "[[#b|c]]", "[[Foo|a]]b"),
        *("ISBN 978-3-16-148410-0 RFC 123", "<span id='a'>b</span> c", "a &#123; b", "[[w:en:Foo]]", "%41 ?"),
        *("<code>a  b</code>", "a_b  c", "a [[B]]s c", "“q” – ‘x’ « y »", "<s>old</s> new", "a<br>b", "<b>x"),
        *("[[Foo", "{{x", "[[de:Foo]] x", "1+1=2", "<nowiki/>x", "[mailto:a@b.c me]", "[//a.b c]", "it's"),
        *("<section begin=a />x", "__NOTOC__ a", "[[Category:Ponds]]a", "[http://a.b c] d", "~~~~ x"),
    ],
)
def test_a_heading_has_one_anchor_however_it_is_read(heading: str):
    source = f"== {heading} ==\n{signed('Ada')}"
    (topic,) = read(source, form="wikitext", site=EN).topics
    (rendered,) = render(source, site=EN, title="Talk:Pond").headings
    assert (topic.text, topic.anchor) == (rendered.text, rendered.anchor)


def test_a_template_of_the_wiki_is_what_is_rendered():
    html = render("{{tl|x}} {{u|Ada}}", site=EN, title="A", pages={"Template:Tl": "mine"}).html
    assert "mine" in html
    assert ">Ada</a>" in html


# --- real pages ---------------------------------------------------------------------------------------------

REAL = sorted((SHARED / "conversations" / "wikitext-real").iterdir()) if SHARED else []
# What a page shows of other pages is not in its text.
ELSEWHERE = {"ar-no-paragraph-parsoid": 45, "transclusions": 3, "transclusions2": 3}
SIGNERS = {"parsoid-sections": {"Gebruiker:Dethwatch/Handtekening": "BKannen"}}  # renamed since


@needs_shared
@pytest.mark.parametrize("folder", REAL, ids=lambda path: path.name)
def test_pages_with_templates_read_as_they_are_shown(folder: Path):
    site = SiteConfig.from_description(json.loads((folder / "site.json").read_text(encoding="utf-8")))
    text = (folder / "page.wikitext").read_text(encoding="utf-8")
    ours = talk_templates(site.language).with_signatures(SIGNERS.get(folder.name, {}))
    got = Counter(answers(read_as_peer(text, site, ours)))
    expected = Counter(expected_answers(json.loads((folder / "expected-flat.json").read_text("utf-8"))))
    right, elsewhere = (got & expected).total(), ELSEWHERE.get(folder.name, 0)
    shown = expected.total() - elsewhere
    assert not got.total() + shown or 2 * right / (got.total() + shown) >= 0.99
    assert (expected - got).total() >= elsewhere  # else the number above is too large


def read_as_peer(text: str, site: SiteConfig, templates: TalkTemplates) -> Conversation:
    return read(text, form="wikitext", site=site, reading="discussiontools", templates=templates)


def answers(conversation: Conversation) -> Iterator[tuple[str, str, str]]:
    """Author, time and whom it answers, of every comment."""

    def walk(items: tuple[Comment | Topic, ...], above: str) -> Iterator[tuple[str, str, str]]:
        for item in items:
            here = "".join(item.text.split()) if isinstance(item, Topic) else item.author
            if isinstance(item, Comment):
                here += f"{item.timestamp:%Y-%m-%dT%H:%M:%SZ}"
                yield item.author, f"{item.timestamp:%Y-%m-%dT%H:%M:%SZ}", above
            yield from walk(item.replies, here)

    return walk(conversation.topics, "")


def expected_answers(items: list[dict[str, Any]], above: str = "") -> Iterator[tuple[str, str, str]]:
    for item in items:
        here = "".join((item.get("text") or "").split())
        if item["type"] == "comment":
            here = item["author"] + item["timestamp"]
            yield item["author"], item["timestamp"], above
        yield from expected_answers(item["replies"], here)


def test_the_outline_of_a_page_with_templates():
    text = (
        "{{Talk header}}\n{{TOC}}\n== {{tl|Pond}} ==\n{{hat|Over}}\n{{ping|Bo}} Deep? " + signed("Ada") + "\n"
        ": {{tq|Deep?}} {{done}} " + signed("Bo") + "\n{{hab}}\n"
    )
    assert outline(read(text, form="wikitext", site=EN)).split("\n") == [
        "== {{Pond}}",
        "  Ada 2023-02-05 12:00 1: {{ping|Bo}} Deep?",
        "    Bo 2023-02-05 12:00 2: {{tq|Deep?}} {{done}}",
    ]
