"""What a whole page says about itself, and what is offered on it."""

from __future__ import annotations

import pytest

from folkmoot.core.conversation import PageFacts, read
from folkmoot.core.conversation.page_facts import is_archive_title
from folkmoot.core.site import SiteConfig

SIGNED = "[[User:Ada|Ada]] 12:00, 5 February 2023 (UTC)"


def facts(text: str, *, language: str = "en", title: str | None = None) -> PageFacts:
    return read(text, form="wikitext", site=SiteConfig.for_language(language), title=title).page


@pytest.mark.parametrize(
    ("text", "answers", "topics"),
    [
        (f"== A ==\nHi {SIGNED}", True, True),
        (f"__NOTALK__\n== A ==\nHi {SIGNED}", False, False),
        (f"== A ==\nHi {SIGNED}\n__ARCHIVEDTALK__", False, False),
        (f"__NONEWSECTIONLINK__\n== A ==\nHi {SIGNED}", True, False),
        (f"__NEWSECTIONLINK__\n== A ==\nHi {SIGNED}", True, True),
        (f"{{{{Talk archive}}}}\n== A ==\nHi {SIGNED}", False, False),
        (f"== A ==\nSee {{{{talk archive}}}}. {SIGNED}", True, True),
        (f"{{{{User:ABot/config|header={{{{Talk archive}}}}}}}}\n== A ==\nHi {SIGNED}", True, True),
        (f"<!-- __NOTALK__ --><nowiki>__NOTALK__</nowiki> {SIGNED}", True, True),
        (f"<pre>__ARCHIVEDTALK__</pre> {SIGNED}", True, True),
    ],
)
def test_a_page_says_whether_somebody_may_answer(text: str, answers: bool, topics: bool):
    said = facts(text)
    assert (said.answers_welcome, said.topics_welcome) == (answers, topics)


def test_a_page_that_asks_for_topics_says_so():
    assert facts("__NEWSECTIONLINK__").new_topics is True
    assert facts("__KEIN_PLUS_LINK__", language="de").new_topics is False
    assert facts("words").new_topics is None


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "{{Archiv}}"), ("ru", "{{Страница архива}}"), ("ja", "{{過去ログ}}"), ("ar", "{{أرشيف نقاش}}")],
)
def test_archives_are_headed_in_many_languages(language: str, text: str):
    assert facts(f"{text}\n\n== A ==\n", language=language).archived


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Talk:Pond/Archive 3",
            "Talk:Pond/Archive",
            "Diskussion:Teich/Archiv/2010",
            "Обсуждение:Пруд/Архив 12",
        ),
        *(
            "ノート:池/過去ログ1",
            "Wikipedia:Administrators' noticeboard/IncidentArchive1000",
            "Talk:A/2010 archive",
        ),
        *("نقاش:بركة/أرشيف 2", "Overleg:Vijver/Archief2019", "Talk:Pond/Archives/2019/May"),
    ],
)
def test_archives_are_known_by_their_names(title: str):
    assert is_archive_title(title)
    assert facts("words", title=title).archived


@pytest.mark.parametrize(
    "title",
    ["Talk:Archive", "Archive 3", "Talk:Pond/Archivists", "Talk:Internet Archive/Books", "User talk:Ada"],
)
def test_pages_about_archives_are_none(title: str):
    assert not is_archive_title(title)


def test_parsoid_html_says_it_too():
    site = SiteConfig.for_language("en")
    html = '<body><meta property="mw:PageProp/archivedtalk"/><p>Hi</p></body>'
    assert read(html, form="html", site=site).page.archived
    assert read("<body><p>Hi</p></body>", form="html", site=site).page.answers_welcome
