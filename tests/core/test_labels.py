"""Labels of renderings in the reader's language: the nearest that there is, never of another kind."""

from __future__ import annotations

import re

import pytest

from folkmoot.core.languages import known_languages
from folkmoot.core.languages.labels import label, own_labels
from folkmoot.core.wikitext.message_texts import ENGLISH


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        ("de", "toc", "Inhaltsverzeichnis"),
        ("de-at", "toc", "Inhaltsverzeichnis"),  # by its fallback
        ("fr", "editsection", "modifier"),
        ("en", "toc", None),
        ("tlh-nowhere", "toc", None),
        ("de", "no such label", None),
    ],
)
def test_a_label_is_that_of_the_language_or_of_its_nearest_fallback(
    code: str, name: str, text: str | None
) -> None:
    assert label(name, code) == text


def test_every_label_takes_the_parameters_of_the_english() -> None:
    for code in known_languages():
        for name, text in own_labels(code).items():
            if name != "code":
                assert sorted(re.findall(r"\$\d", text)) == sorted(re.findall(r"\$\d", ENGLISH[name])), code
