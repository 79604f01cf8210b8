"""Messages and preloaded texts: put together, not rendered."""

from __future__ import annotations

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import expand_message, preload_text

SITE = SiteConfig.for_language("en", name="Pond")


def test_a_message_gets_its_templates_and_keeps_its_markup() -> None:
    pages = {"Template:Hello": "<noinclude>x</noinclude>Hello {{{1}}}"}
    text = "== ''{{Hello|you}}'' ==<!-- c --> <nowiki>{{Hello}}</nowiki> <ref>{{Hello}}</ref> {{SITENAME}}"
    expanded = expand_message(text, site=SITE, title="A", pages=pages)
    assert expanded == "== ''Hello you'' == <nowiki>{{Hello}}</nowiki> <ref>{{Hello}}</ref> Pond"
    assert expand_message("plain", site=SITE, title="A", pages={}) == "plain"


def test_a_preloaded_text_is_what_a_template_would_give_unexpanded() -> None:
    text = "<noinclude>a</noinclude><includeonly>{{b|<noinclude>c</noinclude>d}}</includeonly><!-- e -->"
    assert preload_text(text) == "{{b|d}}<!-- e -->"
    assert preload_text("a<onlyinclude>b</onlyinclude>c") == "b"
