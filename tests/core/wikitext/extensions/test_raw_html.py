"""HTML as it is typed: only where an operator has switched it on."""

from __future__ import annotations

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Settings, Surroundings, render

SITE = SiteConfig.for_language("en")
ON = Surroundings(settings=Settings(raw_html=True))


def test_it_is_text_by_default() -> None:
    html = render("<html><b>x</b><i onclick='x'>y</i></html>", site=SITE, title="X").html
    assert html == "<p>&lt;html&gt;<b>x</b><i>y</i>&lt;/html&gt;\n</p>"


def test_it_stands_as_it_is_where_it_is_on() -> None:
    html = render("a <html><form action='/x'>''&</form></html>", site=SITE, title="X", around=ON).html
    assert html == "<p>a <form action='/x'>''&</form>\n</p>"


def test_nobody_forges_the_place_of_another_piece() -> None:
    text = '<html><u>x</u></html>\x01r0\x01&#1;r0&#1;&#127;r0&#127;<b title="&#127;r0&#127;">b</b>'
    assert render(text, site=SITE, title="X", around=ON).html.count("<u>") == 1


def test_a_style_sheet_stays_between_the_rows_of_a_table() -> None:
    pages = {"Template:S.css": "a{top:0}"}
    table = '{|\n<templatestyles src="S.css" />\n| x\n|}'
    html = render(table, site=SITE, title="X", pages=pages).html
    assert html.startswith("<table>\n<style ")


def test_the_place_of_a_piece_in_an_attribute_is_no_html() -> None:
    text = '<span title="<html><b>x</b></html>">y</span>'
    html = render(text, site=SITE, title="X", around=ON).html
    assert html == '<p><span title="&lt;b&gt;x&lt;/b&gt;">y</span>\n</p>'
