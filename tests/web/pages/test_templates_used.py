"""What a reading looks up of other pages: few queries where much is asked for, and bounds."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from folkmoot.web.pages import templates_used
from folkmoot.web.pages.templates_used import StoredPages
from folkmoot.web.shared.sites import wiki_site
from tests.wiki import Save

pytestmark = pytest.mark.django_db


def test_many_missing_templates_are_found_out_at_once(
    client: Client, save: Save, django_assert_max_num_queries: Any
) -> None:
    save("Template:T7", text="seven")
    save("Pond", text="".join(f"{{{{T{number}|x}}}}\n" for number in range(300)))
    with django_assert_max_num_queries(20):
        html = client.get("/wiki/Pond").content.decode()
    assert "seven" in html
    assert html.count("redlink=1") == 299


def test_a_page_is_looked_up_once_however_its_title_is_written(
    save: Save, django_assert_max_num_queries: Any
) -> None:
    save("Template:Frog pond", text="green")
    pages = StoredPages(wiki_site())
    with django_assert_max_num_queries(2):
        assert pages["Template:Frog pond"] == pages["Template:frog_pond"] == "green"
    with django_assert_max_num_queries(1):
        assert "Template:Newt pond" not in pages
        assert "Template:newt_pond" not in pages
        assert pages.revisions(["Template:Newt_pond"]) == {"Template:Newt_pond": 0}
    assert list(pages) == ["Template:Frog pond", "Template:frog_pond"]
    assert len(pages) == 2


def test_beyond_the_bounds_pages_are_missing(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        save(f"Template:T{number}", text="word " * 100)
    monkeypatch.setattr(templates_used, "_MOST_LOOKED_UP", 4)
    pages = StoredPages(wiki_site())
    assert [f"Template:T{number}" in pages for number in range(6)] == [True] * 4 + [False] * 2
    monkeypatch.setattr(templates_used, "_MOST_TEXT", 700)
    pages = StoredPages(wiki_site())
    assert [f"Template:T{number}" in pages for number in range(4)] == [True, True, False, False]
