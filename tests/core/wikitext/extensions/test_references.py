"""Footnotes: their numbers, their lists, and what becomes of them over the sections of a page."""

from __future__ import annotations

import re

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, compose, finish, render, settle

SITE = SiteConfig.for_language("en")


def html_of(text: str, around: Surroundings | None = None) -> str:
    return render(text, site=SITE, title="Talk:Pond", around=around or Surroundings()).html


def marks(html: str) -> list[str]:
    """What stands between the brackets of the marks in a text, in order."""
    found = re.findall(r'<sup id="cite_ref-[^"]*" class="reference"><a [^>]*>(.*?)</a></sup>', html)
    return [re.sub(r"<[^>]*>", "", mark).strip("[]") for mark in found]


def notes(html: str) -> list[str]:
    """The texts in the lists, in order."""
    return re.findall(r'<span class="reference-text">(.*?)</span>\n', html)


def page_of(*sections: str) -> str:
    """A page whose sections are composed each for itself, as a site keeps them."""
    blocks = [compose(text, site=SITE, title="Talk:Pond", pages={}) for text in sections]
    settled = settle(blocks, site=SITE, exists=lambda title: title == "Lake")
    return "\n".join(finish(block, site=SITE, exists=lambda title: title == "Lake") for block in settled)


def test_notes_are_numbered_over_all_sections_and_listed_in_the_last() -> None:
    html = page_of(
        "a<ref>One.</ref>", 'b<ref name="x">Two, [[Lake]].</ref>', 'c<ref name="x" />\n<references />'
    )
    assert marks(html) == ["1", "2", "2"]
    assert notes(html) == ["One.", 'Two, <a href="/wiki/Lake" title="Lake">Lake</a>.']


def test_notes_without_a_list_stand_at_the_end_of_the_page() -> None:
    html = page_of("a<ref>One.</ref>", "b")
    assert html.index("b\n") < html.index("One.")


def test_a_page_in_sections_is_the_same_as_in_one_piece() -> None:
    sections = [
        "a<ref>One.</ref>\n",
        "== B ==\nb<ref>Two.</ref>\n",
        "== C ==\n<references />\nc<ref>Three.</ref>",
    ]
    whole, parts = html_of("".join(sections)), page_of(*sections)
    assert marks(parts) == marks(whole) == ["1", "2", "1"]
    assert notes(parts) == notes(whole)


def test_a_template_that_is_expanded_for_its_boxes_counts_its_notes_once() -> None:
    pages = {"Template:Open": "<div>a<ref>One.</ref>", "Template:Close": "</div>"}
    html = render("{{Open}} b<ref>Two.</ref> {{Close}}", site=SITE, title="X", pages=pages).html
    assert notes(html) == ["One.", "Two."]


def test_a_note_of_a_template_takes_its_arguments() -> None:
    pages = {"Template:Cite": "<ref>{{{1}}}, p. {{{page|1}}}</ref>"}
    html = render("a{{Cite|Deeds|page=7}}", site=SITE, title="X", pages=pages).html
    assert notes(html) == ["Deeds, p. 7"]


@pytest.mark.parametrize(
    ("group", "number", "label"),
    [
        ("lower-alpha", 27, "aa"),
        ("upper-alpha", 2, "B"),
        ("lower-roman", 14, "xiv"),
        ("upper-roman", 9, "IX"),
        ("lower-greek", 3, "γ"),
        ("decimal", 12, "12"),
        ("note", 3, "note 3"),
    ],
)
def test_a_group_says_how_its_notes_are_numbered(group: str, number: int, label: str) -> None:
    text = "".join(f'a<ref group="{group}">{n}.</ref>' for n in range(number))
    assert marks(html_of(text))[-1] == label


def test_numbers_are_written_with_the_digits_of_the_language() -> None:
    html = render("a<ref>b</ref>", site=SiteConfig.for_language("fa"), title="X").html
    assert marks(html) == ["۱"]
    assert 'id="cite_note-1"' in html


def test_the_wiki_can_give_the_labels_of_a_group() -> None:
    around = Surroundings(message=lambda name, language: "* † ‡" if name.endswith("group-signs") else None)
    assert marks(html_of('a<ref group="signs">x</ref><ref group="signs">y</ref>', around)) == ["*", "†"]


def test_long_lists_stand_in_columns() -> None:
    many = "".join(f"a<ref>{n}.</ref>" for n in range(11))
    assert "mw-references-columns" in html_of(many)
    assert "mw-references-columns" not in html_of(many.replace("<ref>10.</ref>", ""))


def test_a_note_goes_on_with_another() -> None:
    html = html_of('a<ref name="p">First half</ref> b<ref follow="p">second half.</ref>\n<references />')
    assert notes(html) == ["First half second half."]
    assert marks(html) == ["1"]


def test_a_note_that_goes_on_with_nothing_stands_first_and_has_no_number() -> None:
    html = html_of('a<ref>One.</ref> b<ref follow="gone">rest.</ref>\n<references />')
    assert html.index("rest.") < html.index("One.")
    assert marks(html) == ["1"]


def test_a_direction_is_kept() -> None:
    assert '<li id="cite_note-1" class="mw-cite-dir-rtl">' in html_of('a<ref dir="rtl">x</ref>')


def test_names_are_safe_in_ids_where_spaces_are_underscores() -> None:
    html = html_of('a<ref name="a  b">x</ref><ref name="a_b">z</ref><ref name="&quot;&gt;&lt;b&gt;">y</ref>')
    assert marks(html) == ["1", "2", "3"]
    assert 'id="cite_note-a_b-1"' in html
    assert 'id="cite_note-a_b-2"' in html
    assert 'id="cite_note-&quot;&gt;&lt;b&gt;-3"' in html


def test_what_a_note_leaves_open_ends_with_it() -> None:
    html = html_of("a<ref><div>open</li></ol><b>bold</ref> b<ref>Two.</ref>")
    assert html.count("<li ") == 2
    assert notes(html)[-1] == "Two."


def test_headings_of_notes_are_not_those_of_the_page() -> None:
    page = render("a<ref>x\n== No ==\ny</ref>\n\n== Yes ==\nz", site=SITE, title="X")
    assert [heading.text for heading in page.headings] == ["Yes"]


@pytest.mark.parametrize(
    "text", ["a<ref></ref>", 'a<ref name="x" />', "<references><ref>x</ref></references>"]
)
def test_errors_put_the_page_into_a_category(text: str) -> None:
    page = render(text, site=SITE, title="X")
    assert page.categories == ("Category:Pages with reference errors",)


def test_a_wiki_can_do_without_the_category() -> None:
    around = Surroundings(
        message=lambda name, language: "-" if name.endswith("category-cite-error") else None
    )
    assert render('a<ref name="x" /><ref></ref>', site=SITE, title="X", around=around).categories == ()


def test_notes_in_notes_take_no_time() -> None:
    text = "{{#tag:ref|x"
    nested = "a" + text * 30 + "}}" * 30 + "{{#tag:ref|y}}" * 2000
    assert len(notes(html_of(nested))) > 2000
