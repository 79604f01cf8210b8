"""What is kept of a rendering comes back as it was."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext.model import Composed, Heading, Link, Reference, ReferenceList
from folkmoot.web.pages.composed_codec import Kept, pack_kept, unpack_kept

texts = st.text(alphabet=st.sampled_from('ab \n\0"\\<é中\U0001f600\ud800'), max_size=6)
names = st.lists(texts, max_size=3).map(tuple)
tables = st.dictionaries(texts, texts, max_size=2)
links = st.builds(Link, texts, st.just("") | texts, st.booleans(), st.just("") | texts, names, st.booleans())
renderings = st.builds(
    Composed,
    html=texts,
    headings=st.lists(
        st.builds(Heading, st.integers(1, 6), texts, texts, texts, texts, texts, texts, st.booleans())
    ).map(tuple),
    links=st.lists(links | st.builds(Link, texts, st.just(""), st.just(False)), max_size=4).map(tuple),
    templates=names,
    categories=names,
    sort_keys=tables,
    switches=names,
    redirect=st.none() | texts,
    properties=tables,
    indicators=tables,
    language_links=names,
    external_links=names,
    files=names,
    references=st.lists(
        st.builds(Reference, st.none() | texts, texts, texts, texts, st.none() | texts), max_size=2
    ).map(tuple),
    reference_lists=st.lists(
        st.builds(ReferenceList, texts, st.booleans(), st.lists(st.integers(0, 9), max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    expires_in=st.none() | st.integers(0, 100),
    varies=names,
    origins=names,
    open_markup=st.booleans(),
    closes_markup=st.booleans(),
)
kept_ones = st.builds(
    Kept,
    st.lists(st.integers(1, 2**40), max_size=3).map(tuple),
    st.integers(1, 3),
    renderings,
    st.dictionaries(texts, st.integers(0, 9), max_size=2),
    st.none() | st.lists(st.lists(texts, max_size=2), max_size=2),
    st.integers(0, 9),
    st.floats(0, 1e9),
)


@given(kept_ones)
def test_everything_comes_back(kept: Kept) -> None:
    back = unpack_kept(pack_kept(kept))
    assert back == kept
    assert hash((back.composed.headings, back.composed.links)) == hash(
        (kept.composed.headings, kept.composed.links)
    )
    assert [type(link) for link in back.composed.links] == [Link] * len(kept.composed.links)


def test_tables_of_any_kind_are_kept() -> None:
    composed = Composed("x", sort_keys=MappingProxyType({"Category:A": "b"}))
    assert unpack_kept(pack_kept(Kept((1,), 1, composed))).composed.sort_keys == {"Category:A": "b"}


@pytest.mark.parametrize("count", [1, 1000])
def test_links_that_are_only_titles_take_little_room(count: int) -> None:
    composed = Composed("", links=(Link("User:Ada", "", known=False),) * count)
    assert len(pack_kept(Kept((1,), 1, composed))) < 60 + count // 10


def test_what_is_empty_takes_no_room() -> None:
    assert len(pack_kept(Kept((1,), 1, Composed("<p>a</p>")))) < 50
