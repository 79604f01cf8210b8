"""Made-up talk pages of any length, with the templates that their comments use."""

from __future__ import annotations

TEMPLATES = {
    "Template:Tl": "<code>&#123;&#123;[[Template:{{{1}}}|{{{1}}}]]&#125;&#125;</code>",
    "Template:Ping": "@[[User:{{{1}}}|{{{1}}}]]:<noinclude>[[Category:Talk templates]]</noinclude>",
    "Template:Done": "'''{{#if:{{{1|}}}|{{{1}}}|Done}}'''",
}
_WORDS = "It would help to say so at the beginning, where everybody looks first. "


def talk_page(comments: int, *, sentences: int = 6, templates: bool = False, to_a_topic: int = 10) -> str:
    """A talk page with a topic for every few comments, each comment deeper than the one before."""
    lines = []
    for number in range(comments):
        if number % to_a_topic == 0:
            lines.append(f"== Topic {number // to_a_topic} ==")
        lines.append(":" * (number % to_a_topic) + comment(number, sentences=sentences, templates=templates))
    return "\n".join(lines) + "\n"


def comment(number: int, *, sentences: int = 6, templates: bool = False) -> str:
    """One signed comment: a link, a bold word, plain sentences; with templates also calls and an address."""
    called = ""
    if templates:
        called = (
            f"{{{{Ping|Person {number % 40}}}}} use {{{{tl|Box {number % 9}}}}}, <small>if you like</small>,"
            f" as https://example.org/{number} says. {{{{done}}}} "
        )
    words = _WORDS * (sentences - 1)
    return f"{called}I think that [[Page {number}|this one]] says '''why'''. {words}{_signature(number)}"


def _signature(number: int) -> str:
    """One of fifty people, at a minute of its own."""
    person = f"Person {number % 50}"
    moment = f"{number // 60 % 24:02}:{number % 60:02}, {1 + number // 1440 % 28} February 2023 (UTC)"
    return f"[[User:{person}|{person}]] ([[User talk:{person}|talk]]) {moment}"
