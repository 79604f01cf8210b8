"""Renderings: made once, kept, and made again only when something they were made from has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from folkmoot.core.wikitext import RevisionFacts, Surroundings
from folkmoot.core.wikitext.model import Composed
from folkmoot.web.pages.models import Derived
from folkmoot.web.pages.page_parts import finish_page
from folkmoot.web.pages.rendering import ComposedPage, Recipe, compose_page, page_recipe
from folkmoot.web.shared.sites import wiki_site
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db

POND = "The pond.\n== Frogs ==\nMany.\n== Newts ==\nFew.\n"


class Kitchen:
    """The ordinary recipe of a page, with a count of the texts that were rendered."""

    def __init__(self, name: str = "Pond") -> None:
        self.rendered: list[str] = []
        self.said: dict[str, Any] = {}  # what every rendering says of itself
        self._own = page_recipe(wiki_site(), title_of(name), Surroundings())
        self.recipe = Recipe("test", self._own.facts, self._compose)

    def _compose(self, text: str, pages: Mapping[str, str]) -> tuple[Composed, Any]:
        self.rendered.append(text)
        composed, extra = self._own.composer(text, pages)
        return replace(composed, **self.said), extra

    def cook(
        self, sections: tuple[int, ...], *, revision: int | None = None, now: datetime | None = None
    ) -> ComposedPage:
        """Compose the page; ``rendered`` is what had to be rendered for it."""
        self.rendered.clear()
        around = Surroundings(now=now, revision=RevisionFacts(number=revision))
        return compose_page(sections, replace(self.recipe, around=around), wiki_site())


def test_only_the_changed_section_is_rendered_again(save: Save) -> None:
    kitchen = Kitchen()
    kitchen.cook(save("Pond", text=POND).sections)
    assert len(kitchen.rendered) == 3
    saved = save("Pond", changed_section=(1, "== Frogs ==\nMore.\n"))
    kitchen.cook(saved.sections)
    assert kitchen.rendered == ["== Frogs ==\nMore.\n"]
    kitchen.cook(saved.sections)
    assert kitchen.rendered == []


def test_a_rendering_is_made_again_when_its_time_is_over(save: Save) -> None:
    kitchen = Kitchen()
    sections = save("Pond", text="The pond.").sections
    kitchen.said = {"expires_in": 60}
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    for seconds, made in [(0, 1), (59, 0), (60, 1), (119, 0)]:
        kitchen.cook(sections, now=noon + timedelta(seconds=seconds))
        assert len(kitchen.rendered) == made, seconds


def test_a_rendering_that_names_its_revision_serves_no_other_one(save: Save) -> None:
    kitchen = Kitchen()
    sections = save("Pond", text="The pond.").sections
    kitchen.said = {"varies": ("revision",)}
    for revision, made in [(7, 1), (7, 0), (8, 1)]:
        kitchen.cook(sections, revision=revision)
        assert len(kitchen.rendered) == made, revision


def test_a_kept_rendering_is_what_was_made(save: Save) -> None:
    sections = save("Pond", text=POND + "[[Lake]] [[Nowhere#x|there]] {{None}} [[Category:Water]]\n").sections
    save("Lake", text="The lake.\n")
    kitchen = Kitchen()
    first, second = kitchen.cook(sections), kitchen.cook(sections)
    assert kitchen.rendered == []
    assert first.blocks == second.blocks
    assert finish_page(first) == finish_page(second)
    assert 'href="/wiki/Lake"' in finish_page(second)
    assert "action=edit" in finish_page(second)


def test_a_note_in_one_section_is_listed_in_another(save: Save) -> None:
    text = 'Lead<ref name="w">Wet [[Lake]].</ref>\n== Frogs ==\nMany.<ref name="w" />\n'
    text += "== Notes ==\n<references />\n"
    sections = save("Pond", text=text).sections
    save("Lake", text="The lake.\n")
    kitchen = Kitchen()
    kitchen.cook(sections)
    html = finish_page(kitchen.cook(sections))
    assert kitchen.rendered == []
    assert html.count('<a href="#cite_note-w-1">') == 2
    lead, _, notes = html.partition('id="Notes"')
    assert "Wet" not in lead
    assert 'Wet <a href="/wiki/Lake" title="Lake">Lake</a>' in notes


def test_a_style_sheet_stands_once_in_a_page(save: Save) -> None:
    save("Template:Box/styles.css", text=".box { color: red }")
    box = '<templatestyles src="Box/styles.css" /> here\n'
    sections = save("Pond", text=f"{box}== Frogs ==\n{box}").sections
    html = finish_page(Kitchen().cook(sections))
    assert html.count("<style") == 1
    assert html.count('<link rel="mw-deduplicated-inline-style"') == 1


def test_a_changed_template_is_seen_where_it_is_used_and_nowhere_else(save: Save) -> None:
    save("Template:Sign", text="still water")
    sections = save("Pond", text=POND.replace("Many", "{{Sign}}")).sections
    kitchen = Kitchen()
    assert "still water" in finish_page(kitchen.cook(sections))
    save("Template:Sign", text="no bathing")
    assert "no bathing" in finish_page(kitchen.cook(sections))
    assert len(kitchen.rendered) == 1


def test_a_template_that_is_written_later_is_seen(save: Save) -> None:
    sections = save("Pond", text="{{Sign}}").sections
    kitchen = Kitchen()
    kitchen.cook(sections)
    save("Template:Sign", text="no bathing")
    assert "no bathing" in finish_page(kitchen.cook(sections))


def test_a_template_within_a_template_is_seen(save: Save) -> None:
    save("Template:Outer", text="{{Inner}}")
    save("Template:Inner", text="deep")
    sections = save("Pond", text="{{Outer}}").sections
    kitchen = Kitchen()
    assert "deep" in finish_page(kitchen.cook(sections))
    save("Template:Inner", text="shallow")
    assert "shallow" in finish_page(kitchen.cook(sections))


def test_headings_of_one_name_get_different_anchors_over_the_whole_page(save: Save) -> None:
    sections = save("Pond", text="== Frogs ==\na\n== Newts ==\nb\n== Frogs ==\nc\n").sections
    html = finish_page(Kitchen().cook(sections))
    assert 'id="Frogs"' in html
    assert 'id="Frogs_2"' in html


def _boxed(number: int) -> str:
    inner = "".join(f"== Topic {at} ==\nWords.\n" for at in range(number))
    return f'Lead.\n== Box ==\n<div class="box">\n{inner}</div>\nAfter.\n== Last ==\nWords.\n'


@pytest.mark.parametrize("inside", [1, 2, 3, 7, 20])
def test_a_box_over_several_sections_is_rendered_as_one(save: Save, inside: int) -> None:
    sections = save("Pond", text=_boxed(inside)).sections
    kitchen = Kitchen()
    page = kitchen.cook(sections)
    assert [len(block.section_ids) for block in page.blocks] == [1, inside + 1, 1]
    assert [block.first for block in page.blocks] == [0, 1, inside + 2]
    html = finish_page(page)
    box = html.index('<div class="box">')
    assert box < html.index('id="Topic_0"') < html.index("After.")
    assert html.count("<div") == html.count("</div>")
    again = kitchen.cook(sections)
    assert kitchen.rendered == []
    assert again.blocks == page.blocks


def test_a_change_inside_a_box_renders_the_box_again_and_nothing_else(save: Save) -> None:
    kitchen = Kitchen()
    kitchen.cook(save("Pond", text=_boxed(3)).sections)
    page = kitchen.cook(save("Pond", changed_section=(3, "== Topic 1 ==\nOther.\n")).sections)
    assert "Other." in finish_page(page)
    assert not any("Lead." in text or "Last" in text for text in kitchen.rendered)


def test_what_is_never_closed_ends_with_its_section(save: Save) -> None:
    sections = save("Pond", text="== A ==\n<div>\nopen\n== B ==\nb\n== C ==\nc\n").sections
    kitchen = Kitchen()
    page = kitchen.cook(sections)
    assert [len(block.section_ids) for block in page.blocks] == [1, 1, 1]
    kitchen.cook(sections)
    assert kitchen.rendered == []
    longer = save("Pond", changed_section=(2, "== C ==\nc\n</div>\n")).sections
    assert [len(block.section_ids) for block in kitchen.cook(longer).blocks] == [3]


def test_a_page_is_shown_even_when_nothing_can_be_kept(
    client: Client, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DatabaseError("the disk is full")

    save("Pond", text=POND)
    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", fail)
    assert client.get("/wiki/Pond").status_code == 200
    assert not Derived.objects.exists()


def test_the_same_section_twice_on_a_page_is_kept_once(save: Save) -> None:
    sections = save("Pond", text="== A ==\nx\n== A ==\nx\n").sections
    assert len(set(sections)) == 1
    kitchen = Kitchen()
    kitchen.cook(sections)
    assert len(kitchen.rendered) == 1
