"""The list of a revision's sections as bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.web.pages.manifests import pack_manifest, unpack_manifest


@given(st.lists(st.integers(1, 2**63 - 1)))
def test_what_was_packed_unpacks(ids: list[int]) -> None:
    assert unpack_manifest(pack_manifest(ids)) == tuple(ids)
    assert unpack_manifest(memoryview(pack_manifest(ids))) == tuple(ids)


@given(st.integers(1, 10**9), st.integers(0, 5000))
def test_sections_stored_one_after_another_take_few_bytes(first: int, how_many: int) -> None:
    assert len(pack_manifest(range(first, first + how_many))) <= 50
