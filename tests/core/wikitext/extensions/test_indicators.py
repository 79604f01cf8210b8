"""Signs beside the title."""

from __future__ import annotations

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

SITE = SiteConfig.for_language("en")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("good", "good"),
        ("[[#a|b]]", '<a href="#a">b</a>'),
        ("a\n\nb", "<p>a\n</p><p>b\n</p>"),
        ("* a", "<ul><li>a</li></ul>"),
        ("", ""),
    ],
)
def test_the_content_is_parsed_and_a_single_paragraph_is_none(content: str, shown: str) -> None:
    page = render(f'x<indicator name=" mark ">{content}</indicator>', site=SITE, title="X")
    assert page.html == "<p>x\n</p>"
    assert page.indicators["mark"].strip() == shown.strip()


def test_the_last_of_a_name_counts() -> None:
    page = render('<indicator name="a">1</indicator><indicator name="a">2</indicator>', site=SITE, title="X")
    assert dict(page.indicators) == {"a": "2"}
