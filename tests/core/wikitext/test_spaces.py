"""French spaces: no line breaks between a mark and the word it belongs to."""

from __future__ import annotations

import pytest

from folkmoot.core.wikitext.spaces import keep_french_spaces


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a ! b", "a&nbsp;! b"),
        ("« a »", "«&nbsp;a&nbsp;»"),
        ("« »", "«&nbsp;»"),
        ("a !b 5 %", "a !b 5&nbsp;%"),
        ('<i title="a !">b !</i>', '<i title="a !">b&nbsp;!</i>'),
    ],
)
def test_spaces_beside_marks_are_kept(written: str, kept: str) -> None:
    assert keep_french_spaces(written) == kept
