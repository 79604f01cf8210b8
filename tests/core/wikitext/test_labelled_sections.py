"""Parts of other pages, by their marks or their headings."""

from __future__ import annotations

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

PAGES = {
    "Source": "lead <section begin=a />AAA<section end=a /> mid <section begin=b/>BBB<section end=b/> end",
    "Twice": "<section begin=a />1<section end=a />x<section begin=a />2<section end=a />",
    "Headed": "lead\n== One ==\nfirst\n=== Sub ===\nmore\n== Two ==\nlast",
    "Round": "{{#lst:Round about|a}}",
    "Round about": "<section begin=a />{{#lst:Round|}}<section end=a />",
    "Template:Named": "<section begin=a />{{{1|nothing}}}<section end=a />",
}


def rendered(text: str) -> str:
    html = render(text, site=SiteConfig.for_language("en"), title="Talk:Here", pages=PAGES).html
    return html.removeprefix("<p>").removesuffix("\n</p>")


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ("{{#lst:Source|a}}", "AAA"),
        ("{{#section:Source|b}}", "BBB"),
        ("{{#lst:Source|a|b}}", "AAA mid BBB"),
        ("before{{#lst:Source|c}}", "before"),
        ("{{#lst:Twice|a}}", "12"),
        ("{{#lstx:Source|a}}", "lead  mid BBB end"),
        ("{{#lstx:Source|a|gone}}", "lead gone mid BBB end"),
        ("{{#lsth:Headed|two}}", "last"),
        ("{{#lsth:Headed|One|Sub}}", "first"),
        ("{{#lst:Template:Named|a}}", "nothing"),
    ],
)
def test_a_part_of_a_page_stands_where_it_is_called(call: str, shown: str) -> None:
    assert rendered(call) == shown


def test_a_missing_page_is_a_link() -> None:
    assert 'class="new"' in rendered("{{#lst:Nowhere|a}}")


def test_parts_that_hold_each_other_say_so() -> None:
    assert "Template loop detected" in rendered("{{#lst:Round|}}")


def test_so_much_of_other_pages_is_looked_through_and_no_more() -> None:
    page = "<section begin=a/>A<section end=a/>" + "x" * 1_000_000
    text = "{{#lst:Long|a}}" * 10
    made = render(text, site=SiteConfig.for_language("en"), title="Talk:Here", pages={"Long": page})
    assert made.html.count("A") == 7
    assert made.html.count(">Long</a>") == 3
    assert made.categories == ("Category:Pages where template include size is exceeded",)
