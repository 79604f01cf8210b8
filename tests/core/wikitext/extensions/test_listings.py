"""Listings: which lines are marked, what is not known, what is too long."""

from __future__ import annotations

import re
from time import process_time

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Rendered, render
from folkmoot.core.wikitext.extensions.syntax_highlight import MAX_SIZE

SITE = SiteConfig.for_language("en")
ERRORS = "Category:Pages with syntax highlighting errors"


def listing(attributes: str, code: str = "a = 1\nb = 2\nc = 3\nd = 4") -> Rendered:
    return render(f"<syntaxhighlight {attributes}>\n{code}\n</syntaxhighlight>", site=SITE, title="X")


@pytest.mark.parametrize(
    ("wanted", "marked"),
    [
        ("1", 1),
        ("2-3", 2),
        ("1, 3 - 4", 3),
        ("9", 0),
        ("x", 0),
        ("4-2", 0),
        ("1-999999999", 0),
        ("-", 0),
        ("1-4," * 900, 4),
    ],
)
def test_lines_are_marked(wanted: str, marked: int) -> None:
    assert listing(f'lang="python" highlight="{wanted}"').html.count('class="hll"') == marked


def test_numbers_of_lines_stand_in_data_so_that_nobody_copies_them() -> None:
    html = listing('lang="python" line start="98"').html
    assert [f'data-line="{number}"' in html for number in (97, 98, 101, 102)] == [False, True, True, False]


@pytest.mark.parametrize("language", ["", "klingon", "&lt;b&gt;"])
def test_a_language_that_is_not_known_is_shown_plain_and_noted(language: str) -> None:
    page = listing(f'lang="{language}"', "a < b")
    assert "<pre>a &lt; b\n</pre>" in page.html
    assert page.categories == (ERRORS,)


@pytest.mark.parametrize("language", ["python", "PYTHON", "html4strict", "c++", "wikitext", "text"])
def test_languages_are_known_by_all_their_names(language: str) -> None:
    assert listing(f'lang="{language}"').categories == ()


@pytest.mark.parametrize("language", ["c", "csharp", "autohotkey"])
@pytest.mark.parametrize("piece", ["a\n", "("])
def test_no_pattern_reads_more_than_a_window_at_each_place(language: str, piece: str) -> None:
    def seconds(length: int) -> float:
        started = process_time()
        listing(f'lang="{language}"', "x" + (piece * length)[:length] + "x")
        return process_time() - started

    seconds(500)
    assert seconds(6_000) < 24 * max(seconds(1_000), 0.01)


def test_a_sea_of_blanks_is_shown_plain() -> None:
    assert listing('lang="c"', "a" + "\n" * 200 + "b").categories == (ERRORS,)


def test_words_longer_than_a_window_are_all_there() -> None:
    comment = "/* " + "words and " * 400 + "*/"
    html = listing('lang="c"', comment).html
    assert "".join(re.sub(r"<[^>]*>", "", html).split()) == "".join(comment.split())


def test_so_much_of_one_text_is_coloured() -> None:
    one = f'<syntaxhighlight lang="c">\n{"int x;" * 2000}\n</syntaxhighlight>\n'
    page = render(one * 6, site=SITE, title="X")
    assert page.html.count("mw-highlight-lang-c") == 5
    assert page.categories == (ERRORS,)


def test_what_is_too_long_is_shown_plain() -> None:
    page = listing('lang="python"', "a = 1\n" * (MAX_SIZE // 6 + 1))
    assert page.categories == (ERRORS,)
    assert "<span" not in page.html


def test_old_ways_to_write_a_listing_are_noted() -> None:
    page = render('<source lang="c" enclose="none">x</source>', site=SITE, title="X")
    assert page.categories == (
        "Category:Pages using deprecated source tags",
        "Category:Pages using deprecated enclose attributes",
    )
    assert "<code" in page.html


def test_a_listing_that_pygments_fails_on_is_shown_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str) -> None:
        raise ValueError(name)

    monkeypatch.setattr("folkmoot.core.wikitext.extensions.syntax_highlight.bounded_lexer", fails)
    assert "<pre>never seen before &lt;\n</pre>" in listing('lang="c"', "never seen before <").html
