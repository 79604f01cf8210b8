"""Functions and variables that are put in when a page is saved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import RevisionFacts, Surroundings, expand_before_save

AROUND = Surroundings(now=datetime(2024, 3, 15, 14, 5, tzinfo=UTC), revision=RevisionFacts(user="Ada"))


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("{{subst:CURRENTYEAR}} {{CURRENTYEAR}}", "2024 {{CURRENTYEAR}}"),
        ("{{subst:REVISIONUSER}}", "Ada"),
        ("{{subst:#if:x|{{subst:lc:Y}}|z}}", "y"),
        ("{{lc:{{subst:PAGENAME}}}}", "{{lc:Pond}}"),
        ("{{safesubst:uc:a}}", "A"),
        ("{{subst:#tag:ref|note|name=a}}", '<ref name="a">note</ref>'),
        ("{{subst:Greet|you}}", "Hello, you!"),
        ("{{subst:msgnw:Greet}}", "Hello, {{{1}}}!"),
        ("{{subst:msgnw:Missing}}", "{{subst:msgnw:Missing}}"),
        ("{{subst:nothing of the kind}}", "{{subst:nothing of the kind}}"),
    ],
)
def test_what_is_substituted_stays_as_it_is_at_that_moment(text: str, saved: str) -> None:
    assert _saved(text, "en") == saved


def test_other_languages_have_words_of_their_own_for_it() -> None:
    assert _saved("{{ers:KLEIN:A}} {{подст:lc:A}}", "de") == "a {{подст:lc:A}}"
    assert _saved("{{подст:lc:A}}", "ru") == "a"


def _saved(text: str, language: str) -> str:
    return expand_before_save(
        text,
        site=SiteConfig.for_language(language),
        signature="",
        signature_only_name="",
        timestamp="",
        pages={"Template:Greet": "Hello, {{{1}}}!"},
        title="Pond",
        around=AROUND,
    )
