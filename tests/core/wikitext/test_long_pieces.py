"""Very long pieces of markup: nothing stumbles over them, and nothing keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render, run
from folkmoot.core.wikitext.extensions import syntax_highlight
from folkmoot.core.wikitext.preprocess import reader
from folkmoot.core.wikitext.sanitize import attributes, entities, stylesheet

SITE = SiteConfig.for_language("en")
_LONG = "long" * 60_000
_KEPT: list[Callable[..., Any]] = [
    run._cleaned_before,
    reader._read_before,
    attributes._known_attribute_text,
    entities._known,
    entities._known_character,
    stylesheet._cleaned,
    syntax_highlight._coloured,
]


@pytest.mark.parametrize(
    "text",
    [
        "{{T}}",
        f'<b title="{_LONG}">x</b>',
        f"&{_LONG};",
        f"[[A&{_LONG};]]",
        '<templatestyles src="T"/>',
        f'<syntaxhighlight lang="c">{_LONG}</syntaxhighlight>',
    ],
)
def test_what_is_made_of_a_long_piece_is_not_kept(text: str) -> None:
    pages = {"Template:T": f"<noinclude>{_LONG}</noinclude>x"}
    for kept in _KEPT:
        kept.cache_clear()  # type: ignore[attr-defined]
    html = render(text, site=SITE, title="A", pages=pages).html
    assert html
    assert not any(kept.cache_info().currsize for kept in _KEPT)  # type: ignore[attr-defined]


def test_a_number_of_a_character_may_have_any_length() -> None:
    zeros = "0" * 5000
    html = render(f'&#{zeros}65; <b title="&#x{zeros}42;">x</b>', site=SITE, title="A").html
    assert html == '<p>A <b title="B">x</b>\n</p>'
