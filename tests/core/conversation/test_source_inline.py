"""Short ways to a signature: they must find what the long way finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.source import inline
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
DATE = "12:00, 5 February 2023 (UTC)"
ADA = "[[User:Ada|Ada]] ([[User talk:Ada|talk]])"
PIECES = st.sampled_from(
    [
        f"{ADA} {DATE}",
        f"[[User:Ada|The ''Countess'']] ([[User talk:Ada|talk]]) {DATE}",
        f"[[User:Ada|Ada L.]] ([[User talk:Bo|talk]]) {DATE}",
        ADA,
        DATE,
        "[[User:Ada|Ada]] ",
        "[[Page|this]]",
        "[[Page&#58;x]]",
        "[http://example.org/ there]",
        "{{u|Ada}}",
        "{{Box|",
        "}}",
        "<span title='",
        "'>",
        "</span>",
        "''",
        "[",
        "]]",
        " - ",
        "\n",
        "\n:",
        " " * 120,
        "word " * 30,
        "word " * 70,
        "'" * 320,
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_short_ways_to_a_signature_find_what_taking_the_whole_comment_apart_finds(text):
    short = find_in_wikitext(text, SITE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline.SignatureFinder, "usual", lambda *_: None)
        patch.setattr(inline, "_edge_of_words", lambda text, start, position: start)
        assert short == find_in_wikitext(text, SITE)


def test_a_usual_signature_is_found_without_taking_the_comment_apart(monkeypatch):
    monkeypatch.setattr(inline, "tokenize", None)
    [comment] = find_in_wikitext(f"I saw [[the page]]. {ADA} {DATE}\n", SITE)
    assert (comment.author, comment.body) == ("Ada", "I saw [[the page]].")


def test_the_leftmost_name_that_differs_is_the_one_that_is_shown():
    [comment] = find_in_wikitext(f"Yes. [[User:Ada|The Countess]] ([[User:Ada|A.]]) {DATE}\n", SITE)
    assert comment.display_name == "The Countess"
