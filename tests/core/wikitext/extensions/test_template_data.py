"""Descriptions of templates: whatever the JSON says, readers get a table or the source."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render
from folkmoot.core.wikitext.wall import clean

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def html_of(source: str) -> str:
    page = render(f"<templatedata>{source}</templatedata>", site=SiteConfig.for_language("en"), title="X")
    return page.html


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["params", "description", "label"]), values))
def test_any_json_is_shown(data: dict[str, object]) -> None:
    html = html_of(json.dumps(data))
    assert clean(html) == html


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=4), st.dictionaries(st.sampled_from(["type", "label"]), values)
    )
)
def test_every_parameter_has_a_row(parameters: dict[str, object]) -> None:
    html = html_of(json.dumps({"params": parameters}))
    assert html.count("<tr>") == 1 + len(parameters)


@pytest.mark.parametrize(
    "source", ["", "[]", "1", '{"params": 1}', "[" * 100_000, '{"a":' * 100_000, "9" * 10_000]
)
def test_what_is_no_description_is_shown_as_it_is(source: str) -> None:
    assert 'class="mw-ext-source mw-ext-templatedata"' in html_of(source)
