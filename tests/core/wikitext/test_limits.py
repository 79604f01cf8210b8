"""What templates may do is bounded; where a bound is reached the page says so, as MediaWiki does."""

from __future__ import annotations

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Limits, Rendered, Settings, Surroundings, render

SITE = SiteConfig.for_language("en")
SIZE = "Category:Pages where template include size is exceeded"
NODES = "Category:Pages where node count is exceeded"
DEPTH = "Category:Pages where expansion depth is exceeded"
ARGUMENTS = "Category:Pages containing omitted template arguments"


def rendered(text: str, pages: dict[str, str], **limits: int) -> Rendered:
    around = Surroundings(limits=Limits(**limits))
    return render(text, site=SITE, title="Talk:X", pages=pages, around=around)


def levels(body: str, last: str) -> dict[str, str]:
    """Templates T0, T1 ... of which each calls the next one, N in the body."""
    pages = {f"Template:T{level}": body.replace("N", f"T{level + 1}") for level in range(30)}
    return pages | {"Template:T30": last}


@pytest.mark.parametrize(
    ("body", "last", "category"),
    [
        ("{{N}}x{{N}}", "lol", SIZE),
        ("{{N|{{{1}}}x}}{{N|{{{1}}}y}}", "", NODES),
        ("{{N|{{{1}}}x}}{{N|{{{1}}}y}}", "{{{1}}}", NODES),
        ("{{N|{{{1}}}{{{1}}}}}", "{{{1}}}", ARGUMENTS),
        ("{{N|1}}" * 500, "{{missing|x}}", NODES),
    ],
)
def test_templates_that_double_end_soon(body: str, last: str, category: str) -> None:
    pages = levels(body, last)
    found = rendered("before {{T0|lol}} after", pages, nodes=3_000, include_size=50_000, argument_size=50_000)
    assert category in found.categories
    assert found.html.startswith("<p>before ")
    assert found.html.endswith(" after\n</p>")
    assert len(found.html) < 400_000


def test_twice_the_levels_of_doubling_cost_no_more() -> None:
    sizes = [
        len(rendered("{{T0|x}}", levels("{{N|{{{1}}}a}}{{N|{{{1}}}b}}", last), nodes=2_000).html)
        for last in ("", "{{T0|x}}")
    ]
    assert max(sizes) < 200_000


@pytest.mark.parametrize("opening", ["{{#if:1|", "{{#switch:1|1=", "{{lc:", "{{a|", "{{{a|", "{{#tag:poem|"])
def test_what_is_nested_deeper_than_anybody_reads_says_so(opening: str) -> None:
    closing = "}}}" if opening.startswith("{{{") else "}}"
    found = rendered(opening * 1_000 + "x" + closing * 1_000, {"Template:A": "{{{1}}}"})
    assert DEPTH in found.categories
    assert "limit exceeded" in found.html or opening == "{{#tag:poem|"


def test_templates_in_templates_end_at_their_depth() -> None:
    pages = {f"Template:T{level}": f"{level}{{{{T{level + 1}}}}}" for level in range(60)}
    assert "123<span" in rendered("{{T1}}", pages, template_depth=3).html
    assert "Template recursion depth limit exceeded (3)" in rendered("{{T1}}", pages, template_depth=3).html


def test_a_template_that_is_too_large_becomes_a_link() -> None:
    found = rendered("{{a}} {{b}} {{a}}", {"Template:A": "a" * 60, "Template:B": "b"}, include_size=100)
    assert found.html.startswith("<p>" + "a" * 60 + " b <a ")
    assert found.categories == (SIZE,)


def test_the_same_call_twice_is_expanded_once() -> None:
    pages = {"Template:A": "{{B}}" * 10, "Template:B": "{{C}}" * 10, "Template:C": "c"}
    assert rendered("{{A}}" * 10, pages, nodes=60).html.count("c") >= 1_000


def test_an_argument_given_twice_is_noted() -> None:
    pages = {"Template:A": "{{{1}}}"}
    assert (
        "Category:Pages using duplicate arguments in template calls"
        in rendered("{{a|x|1=y}}", pages).categories
    )
    assert rendered("{{a|x|2=y}}", pages).categories == ()


def test_a_redirect_does_not_lead_to_what_cannot_be_put_in() -> None:
    pages = {"Template:Way": "#REDIRECT [[User:Ada]]", "User:Ada": "hidden"}
    around = Surroundings(settings=Settings(not_includable=frozenset({2})))
    open_html = render("{{Way}}", site=SITE, title="X", pages=pages).html
    closed = render("{{Way}}", site=SITE, title="X", pages=pages, around=around)
    assert "hidden" in open_html
    assert "hidden" not in closed.html
    assert ">User:Ada</a>" in closed.html
