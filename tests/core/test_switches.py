"""Behaviour switches in every language's own words."""

from __future__ import annotations

import pytest

from folkmoot.core.languages import facts, known_languages
from folkmoot.core.languages.switches import switches_in, without_switches


@pytest.mark.parametrize(
    ("language", "written", "names"),
    [
        ("en", "__NOTOC__ __notalk__", {"notoc", "notalk"}),
        ("de", "__KEIN_INHALTSVERZEICHNIS__ __NEUER_ABSCHNITTSLINK__", {"notoc", "newsectionlink"}),
        ("de-at", "__ABSCHNITTE_NICHT_BEARBEITEN__", {"noeditsection"}),
        ("ru", "__без_огл__", {"notoc"}),
        ("ja", "＿＿目次非表示＿＿__新しい節リンク非表示__", {"notoc", "nonewsectionlink"}),
        ("ar", "__وصلة_قسم_جديد__", {"newsectionlink"}),
        ("zh", "__已存档讨论__", {"archivedtalk"}),
    ],
)
def test_a_wiki_switches_in_its_own_words_and_in_english(language: str, written: str, names: set[str]):
    assert switches_in(f"a {written} b", language) == names
    assert switches_in("__ARCHIVEDTALK__", language) == {"archivedtalk"}
    assert without_switches(f"a{written}b", language).replace(" ", "") == "ab"


def test_capital_letters_matter_where_they_matter_to_mediawiki():
    assert switches_in("__newsectionlink__ __noindex__ __toc__", "en") == {"toc"}


def test_names_of_programmers_are_no_switches():
    assert without_switches("__init__ and __foo__ and ____", "en") == "__init__ and __foo__ and ____"


def test_every_word_of_every_language_is_understood():
    for language in known_languages():
        meant: dict[str, set[str]] = {}
        for name, words in facts(language).magic_words.items():
            for word in words:
                if word.startswith("__"):
                    meant.setdefault(word, set()).add(name)
        for word, names in meant.items():  # one of them, where a language has one word for two
            assert len(switches_in(word, language) & names) == 1, (language, word)
