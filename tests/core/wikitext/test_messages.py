"""Words of a rendering: the wiki's own first, then English; parameters where they belong."""

from __future__ import annotations

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings
from folkmoot.core.wikitext.messages import filled, known_message, message, message_html, message_of
from folkmoot.core.wikitext.run import Run, page_title
from folkmoot.core.wikitext.surroundings import NOTHING_AROUND


def run_with(around: Surroundings = NOTHING_AROUND, language: str = "en") -> Run:
    site = SiteConfig.for_language(language)
    return Run(site=site, title=page_title("Talk:Oaks", site), pages={}, around=around)


def test_words_are_english_where_the_wiki_has_none() -> None:
    assert message(run_with(), "red-link-title", "Oak") == "Oak (page does not exist)"


def test_the_words_of_the_wiki_come_first_and_in_its_language() -> None:
    own = {("toc", "de"): "Inhaltsverzeichnis"}
    around = Surroundings(message=lambda name, language: own.get((name, language)))
    assert message(run_with(around, "de"), "toc") == "Inhaltsverzeichnis"
    assert message(run_with(around, "fr"), "gallery-error") == message(run_with(), "gallery-error")
    assert message_of(around, "de", "toc") == "Inhaltsverzeichnis"


def test_a_name_without_words_is_shown_as_one() -> None:
    assert message(run_with(), "nobody-says-this") == "⧼nobody-says-this⧽"
    assert known_message(NOTHING_AROUND, "en", "nobody-says-this") is None


def test_the_first_letter_of_a_name_may_be_large() -> None:
    assert known_message(NOTHING_AROUND, "en", "Toc") == "Contents"


def test_parameters_stay_as_they_are_given() -> None:
    assert filled("$1 and $2", "$2", "b") == "$2 and b"
    assert filled("$1 and $2", "a") == "a and $2"


def test_plain_words_are_escaped_for_html() -> None:
    assert message_html(run_with(), "editsectionhint", '<b>"') == "Edit section: &lt;b&gt;&quot;"
