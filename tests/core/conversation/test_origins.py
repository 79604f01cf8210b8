"""Where a page comes from, as the page itself shows it."""

from __future__ import annotations

from folkmoot.core.conversation import Form, read
from folkmoot.core.conversation.origins import guess_site, with_own_names
from folkmoot.core.site import SiteConfig

POLISH = """\
== Ławka ==
Tak. [[Wikipedysta:Ada|Ada]] ([[Dyskusja wikipedysty:Ada|dyskusja]]) 12:00, 5 lut 2023 (CET)
: Nie. [[Wikipedystka:Ewa|Ewa]] ([[Dyskusja wikipedystki:Ewa|dyskusja]]) 12:10, 5 lut 2023 (CET)
"""
POLISH_HTML = """\
<body lang="pl"><p>Tak. <a href="//pl.wikipedia.org/wiki/Wikipedysta:Ada">Ada</a>
(<a href="/w/index.php?title=Dyskusja_wikipedysty:Ada&amp;action=edit&amp;redlink=1">dyskusja</a>)
12:00, 5 lut 2023 (CET)</p></body>
"""


def authors(text: str, form: Form, site: SiteConfig) -> list[str]:
    return [comment.author for comment in read(text, form=form, site=site).comments()]


def test_language_and_clock_are_seen_from_the_dates():
    site = guess_site(POLISH, "wikitext")
    assert (site.language, site.profiles[0].timezone) == ("pl", "Europe/Berlin")


def test_what_is_said_is_believed():
    site = guess_site(POLISH, "wikitext", language="de", timezone="Asia/Tokyo")
    assert (site.language, site.profiles[0].timezone) == ("de", "Asia/Tokyo")


def test_a_page_that_shows_nothing_is_taken_for_english():
    site = guess_site("Just words.", "text")
    assert (site.language, site.profiles[0].timezone) == ("en", "UTC")


def test_a_wikis_own_names_of_user_pages_are_seen_from_its_signatures():
    assert authors(POLISH, "wikitext", SiteConfig.for_language("pl", timezone="Europe/Warsaw")) == []
    assert authors(POLISH, "wikitext", guess_site(POLISH, "wikitext")) == ["Ada", "Ewa"]


def test_they_are_seen_in_html_too():
    assert authors(POLISH_HTML, "html", guess_site(POLISH_HTML, "html")) == ["Ada"]


def test_links_that_are_no_signatures_teach_no_names():
    site = SiteConfig.for_language("en")
    unsigned = "See [[WikiProject:Ponds]] and [[Portal:Water]]. 12:00, 5 February 2023 (UTC)\n"
    assert with_own_names(unsigned, site) is site


def test_a_few_strange_links_among_known_signatures_teach_no_names():
    site = SiteConfig.for_language("en")
    signed = "Hi. [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)\n"
    strange = "See [[fr:Banc]] [[de:Banc]] 12:01, 5 February 2023 (UTC)\n"
    plain = "Posted 12:02, 5 February 2023 (UTC)\n\n\n\n"
    text = signed * 3 + "\n" * 700 + (plain + "\n" * 700) * 3 + strange
    assert with_own_names(text, site) is site


def test_names_that_the_wiki_has_already_keep_their_meaning():
    site = SiteConfig.for_language("en")
    text = "Hi. [[Template:Ada|Ada]] ([[Nonesuch:Ada|x]]) 12:00, 5 February 2023 (UTC)\n"
    assert with_own_names(text, site).namespace_ids["template"] == 10
