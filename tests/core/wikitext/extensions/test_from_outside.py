"""Tags and functions that an operator adds: found like the others, no danger to the page when they fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, render
from folkmoot.core.wikitext.extensions.model import Html, Raw, Result, Tag
from folkmoot.core.wikitext.functions.call import Call
from folkmoot.core.wikitext.registry import Extensions

SITE = SiteConfig.for_language("en")


def html_of(text: str, tag: Callable[[Tag], Result] | None = None, **pages: str) -> str:
    extensions = Extensions(tags={"mill": tag} if tag else {}, functions={"#twice": _twice, "#fails": _fails})
    around = Surroundings(extensions=extensions)
    named = {f"Template:{name}": text for name, text in pages.items()}
    html = render(text, site=SITE, title="Talk:Pond", pages=named, around=around).html
    return html.removeprefix("<p>").removesuffix("\n</p>")


def _twice(call: Call) -> str:
    return call.first * 2


def _fails(call: Call) -> str:
    raise RuntimeError("/secret/path")


def _raises(tag: Tag) -> Html:
    raise RuntimeError("/secret/path")


def test_wikitext_of_a_tag_goes_the_way_of_all_text() -> None:
    assert html_of("<mill>x</mill>", lambda tag: f"''{tag.text}''<script>") == "<i>x</i>&lt;script&gt;"


def test_html_of_a_tag_stands_as_it_is_but_for_what_no_page_may_hold() -> None:
    assert (
        html_of("a<mill/>b", lambda tag: Html("<b onclick='x()'>''</b><script>x</script>")) == "a<b>''</b>b"
    )


def test_raw_html_of_a_tag_is_what_the_tag_answers_for() -> None:
    assert html_of("a <mill/>", lambda tag: Raw("<object>x</object>")) == "a <object>x</object>"


def test_a_tag_reads_its_attributes_and_parses_its_content_with_the_arguments_around_it() -> None:
    def shown(tag: Tag) -> Html:
        return Html(f"{tag.attributes['by']}: {tag.parse()}")

    html = html_of("{{T|<i>x</i>}}", shown, T="<mill by='a &eacute; b'>{{{1}}}</mill>")
    assert html == "a é b: <i>x</i>"


def test_a_tag_makes_paragraphs_where_it_wants_them() -> None:
    html = html_of("<mill>a\n\nb</mill>", lambda tag: Html(f"<div>{tag.parse_block()}</div>"))
    assert html == "<div><p>a\n</p><p>b\n</p></div>"


def test_a_tag_can_be_called_as_a_function() -> None:
    assert html_of("{{#tag:mill|x|a=1}}", lambda tag: f"{tag.text}{tag.attributes}") == "x{'a': '1'}"


def test_a_tag_from_outside_comes_before_one_of_the_same_name() -> None:
    extensions = Extensions(tags={"math": lambda tag: "own"})
    html = render("<math>x</math>", site=SITE, title="X", around=Surroundings(extensions=extensions)).html
    assert html == "<p>own\n</p>"


def test_without_it_the_tag_is_text() -> None:
    assert html_of("<mill>x</mill>") == "&lt;mill&gt;x&lt;/mill&gt;"


@pytest.mark.parametrize("tag", [_raises, lambda tag: 7, lambda tag: None])
def test_a_tag_that_fails_says_so_in_the_page_and_nothing_of_the_server(tag: Callable[[Tag], Result]) -> None:
    html = html_of("before <mill/> after", tag)
    assert '<strong class="error">The tag <code>&lt;mill&gt;</code> could not be shown.</strong>' in html
    assert html.endswith(" after")
    assert "secret" not in html


def test_a_function_from_outside_is_called() -> None:
    assert html_of("{{#twice:ab}} {{#TWICE: c }}") == "abab cc"


def test_a_function_that_fails_says_so_and_errors_can_be_caught() -> None:
    assert html_of("{{#iferror:{{#fails:x}}|caught}}") == "caught"
    assert "secret" not in html_of("{{#fails:x}}")
