"""What functions and variables do beside giving text: limits, categories, properties, time of life."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from folkmoot.core.languages.facts import known_languages
from folkmoot.core.languages.magic_words import magic_words
from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Composed, Limits, Settings, Surroundings, compose, expand_message
from folkmoot.core.wikitext.functions import FUNCTIONS
from folkmoot.core.wikitext.variables import VARIABLES

SITE = SiteConfig.for_language("en")
NOW = datetime(2024, 3, 15, 14, 5, 9, tzinfo=UTC)


def _composed(text: str, around: Surroundings | None = None) -> Composed:
    return compose(
        text, site=SITE, title="Pond", pages={"Known": "."}, around=around or Surroundings(now=NOW)
    )


def test_questions_about_pages_are_bounded() -> None:
    around = Surroundings(limits=Limits(expensive_calls=3))
    asked = "{{#ifexist:A|y|n}}{{#ifexist:B|y|n}}{{#ifexist:Known|y|n}}"
    assert not _composed(asked, around).categories
    page = _composed(asked.replace("B", "C|y|n}}{{#ifexist:D"), around)
    assert "nnnn" in page.html
    assert page.categories == ("Category:Pages with too many expensive parser function calls",)


def test_the_same_question_costs_nothing_the_second_time() -> None:
    asked: list[str] = []
    around = Surroundings(limits=Limits(expensive_calls=1), page=asked.append)
    page = _composed("{{#ifexist:Known|y|n}}" * 9, around)
    assert "y" * 9 in page.html
    assert not _composed("{{PAGESIZE:Known}}{{REVISIONID:Known}}{{#ifexist:Known|y|n}}", around).categories
    assert asked == ["Known"]


def test_a_page_that_is_asked_about_belongs_to_what_the_rendering_is_made_of() -> None:
    assert _composed("{{#ifexist:Nowhere|y|n}}").templates == ("Nowhere",)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("{{CURRENTTIME}}", 51),
        ("{{CURRENTHOUR}}", 3600 - 5 * 60 - 9),
        ("{{CURRENTDAYNAME}}", 10 * 3600 - 5 * 60 - 9),
        ("{{CURRENTMONTHNAME}}", 16 * 86400 + 10 * 3600 - 5 * 60 - 9),
        ("{{CURRENTTIMESTAMP}}", 15),
        ("{{#time:H}}", 3600 - 5 * 60 - 9),
        ("{{#time:H|2001-01-01 10:00}}", None),
        ("{{NUMBEROFPAGES}}", 3600),
        ("{{CURRENTTIME}} {{CURRENTYEAR}}", 51),
        ("{{PAGENAME}}", None),
    ],
)
def test_what_shows_the_present_is_stale_when_it_changes(text: str, seconds: int | None) -> None:
    assert _composed(text).expires_in == seconds


def test_without_a_clock_what_shows_the_time_stays_as_it_is_written() -> None:
    page = _composed("{{#time:Y}} {{#time:Y|2001-02-03}}", Surroundings())
    assert "{{#time:Y}}" in page.html


def test_what_asks_for_the_revision_fits_no_other_one() -> None:
    assert "revision" in _composed("{{REVISIONID}}").varies
    assert "revision" not in _composed("{{PAGENAME}}").varies


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("{{formatnum:many}}", "Category:Pages with non-numeric formatnum arguments"),
        ("{{DISPLAYTITLE:Lake}}", "Category:Pages with ignored display titles"),
        ("{{#dir:<}}", "Category:Pages with invalid language codes"),
    ],
)
def test_what_is_not_right_puts_the_page_into_a_category(text: str, category: str) -> None:
    assert category in _composed(text).categories


def test_a_shown_title_hides_nothing_and_runs_nothing() -> None:
    def shown(text: str, settings: Settings | None = None) -> str | None:
        around = Surroundings(settings=settings or Settings())
        return _composed(f"{{{{DISPLAYTITLE:{text}}}}}", around).properties.get("displaytitle")

    assert shown("''pond''") == "<i>pond</i>"
    assert shown("<i>pond") == "<i>pond</i>"
    assert shown('<span style="display: none">P</span>ond') == (
        '<span style="/* attempt to bypass $wgRestrictDisplayTitle */">P</span>ond'
    )
    assert shown("<div>Pond</div>", Settings(restrict_display_title=False)) == "&lt;div&gt;Pond&lt;/div&gt;"
    assert (
        shown("<script>x</script>", Settings(restrict_display_title=False))
        == "&lt;script&gt;x&lt;/script&gt;"
    )
    assert shown("Lake") is None
    assert shown("Pond", Settings(display_title=False)) is None


def test_what_is_held_back_is_no_letter_of_a_format_and_no_part_of_a_key() -> None:
    assert "<p>2001-\n" in _composed("{{#time:Y-<nowiki>n</nowiki>|2001-02-03}}").html
    assert _composed("{{DEFAULTSORT:a<nowiki>b</nowiki>}}").properties == {"defaultsort": "a"}


def test_links_from_wikidata_can_be_unwanted() -> None:
    assert _composed("{{noexternallanglinks}}").properties == {"noexternallanglinks": "*"}
    assert _composed("{{noexternallanglinks:de|fr}}").properties == {"noexternallanglinks": "de,fr"}


def test_a_text_that_is_not_saved_has_the_size_it_would_have() -> None:
    assert "<p>19 ä" in _composed("{{REVISIONSIZE}} ä").html


def test_string_functions_are_there_only_where_they_are_wanted() -> None:
    assert "{{#len:abc}}" in _composed("{{#len:abc}}").html
    wanted = Surroundings(settings=Settings(string_functions=True))
    assert "3" in _composed("{{#len:abc}}", wanted).html


def test_the_formats_of_one_page_are_bounded() -> None:
    page = _composed("{{#time:YYYYYYYYYY|2001-01-01}}" * 601)
    assert "Error: Too many #time calls." in page.html


@pytest.mark.parametrize("language", known_languages())
def test_every_word_of_every_language_calls_what_it_means(language: str) -> None:
    site = SiteConfig.for_language(language)

    def given(call: str) -> str:
        return expand_message(call, site=site, title="Pond", pages={}, around=Surroundings(now=NOW))

    for word in magic_words(language, "if").words:
        assert given(f"{{{{#{word}:x|yes|no}}}}") == "yes"
    for word in magic_words(language, "pagename").words:
        assert given(f"{{{{{word}}}}}") == "Pond"
    for word in magic_words(language, "lc").words:
        assert given(f"{{{{{word.removesuffix(':')}:ABC}}}}") == "abc"


def test_no_two_functions_or_variables_share_an_english_word() -> None:
    for table in (FUNCTIONS, VARIABLES):
        words = [
            word.removesuffix(":").lower()
            for name in table
            for word in magic_words("en", name.removeprefix("#").lower()).words
        ]
        assert len(words) == len(set(words)), sorted(word for word in words if words.count(word) > 1)
