"""The title of a page in a variant."""

from __future__ import annotations

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import parse_title
from folkmoot.core.wikitext import Surroundings, render
from folkmoot.core.wikitext.variants import title_in_variant

CHINESE = SiteConfig.for_language("zh")


def shown_title(text: str, variant: str) -> str | None:
    rendered = render(text, site=CHINESE, title="河马", around=Surroundings(variant=variant))
    return rendered.properties.get("displaytitle")


@pytest.mark.parametrize(
    ("text", "variant", "title"),
    [
        ("-{T|zh-cn:甲;zh-tw:乙}-", "zh-tw", "乙"),
        ("-{T|zh-cn:甲;zh-tw:乙}-", "zh-hk", "乙"),
        ("-{T|zh-cn:甲;zh-tw:乙}-", "zh", None),
        ("-{T|zh:甲}-", "zh", "甲"),
        ("-{T|乙}-", "zh", None),
        ("-{T|甲=>zh-cn:乙}-", "zh-cn", "乙"),
        ("-{T|zh-cn:甲}--{H|zh-cn:x;zh-tw:y}-", "zh-cn", "甲"),
        ("-{T|zh:<i>a</i> <script>b</script>}-", "zh", "<i>a</i> &lt;script&gt;b&lt;/script&gt;"),
        ("-{T|zh:<b>open [[link|words]] }-", "zh", "<b>open words</b>"),
        ("-{T|zh-cn:甲}- __NOTITLECONVERT__", "zh-cn", None),
        ("-{T|zh-cn:甲}- {{DISPLAYTITLE:<i>河马</i>}}", "zh-cn", "<i>河马</i>"),
    ],
)
def test_a_rule_gives_the_title(text: str, variant: str, title: str | None) -> None:
    assert shown_title(text, variant) == title


def test_titles_without_a_rule_are_turned_over() -> None:
    serbian = SiteConfig.for_language("sr")
    title = parse_title("Разговор:Београд", serbian)
    assert title_in_variant(title, serbian, "sr-Latn") == "Razgovor:Beograd"
    assert title_in_variant(title, serbian, "de") == "Разговор:Београд"
    assert title_in_variant(parse_title("气", CHINESE), CHINESE, "zh-tw") == "氣"
