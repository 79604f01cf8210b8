"""Links between pages, to other wikis and languages, to elsewhere; categories."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Settings, Surroundings, render
from folkmoot.core.wikitext.inline.addresses import clean_url

SITE = replace(
    SiteConfig.for_language("en"),
    interwiki={
        "de": "https://de.example.org/wiki/$1",
        "far": "https://far.example.org/?$1",
        "own": "https://example.org/$1",
        "all": "https://all.example.org/$1",
    },
    local_interwiki=("own",),
    sister_interwiki=("de",),
    language_prefixes=("all",),
)
PAGES = {"Known": "", "Talk:X/Y": "", "Main Page": ""}


def rendered(text: str, *, title: str = "X", site: SiteConfig = SITE, settings: Settings | None = None):
    around = Surroundings(settings=settings or Settings())
    return render(text, site=site, title=title, pages=PAGES, around=around)


def inside(text: str, **given: object) -> str:
    """The rendering of one paragraph without its tags."""
    return rendered(text, **given).html.strip().removeprefix("<p>").removesuffix("\n</p>")  # type: ignore[arg-type]


FOREIGN = '<a href="https://{}" class="extiw" title="{}">{}</a>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[[Known|]]", "[[Known|]]"),
        ("[[ Known ]]s", '<a href="/wiki/Known" title="Known">Known s</a>'),
        ("[[Known#A b|x]]", '<a href="/wiki/Known#A_b" title="Known">x</a>'),
        ("[[X]]", '<a class="mw-selflink selflink">X</a>'),
        ("[[x#A]]", '<a class="mw-selflink-fragment" href="#A">x#A</a>'),
        ("[[#A b]]", '<a href="#A_b">#A b</a>'),
        ("[[%4Bnown]]", '<a href="/wiki/Known" title="Known">Known</a>'),
        ("[[own:Known]]", '<a href="/wiki/Known" title="Known">own:Known</a>'),
        ("[[own:]]", '<a href="/wiki/Main_Page" title="Main Page">own:</a>'),
        ("[[far:A#ü]]", FOREIGN.format("far.example.org/?A#.C3.BC", "far:A", "far:A#ü")),
        ("[[:de:A#ü]]", FOREIGN.format("de.example.org/wiki/A#ü", "de:A", "de:A#ü")),
        ("[[far:]]", FOREIGN.format("far.example.org/", "far:", "far:")),
        ("[[a<b]] [[::x]]", "[[a&lt;b]] [[::x]]"),
        ("[[a|b[[Known]]", '[[a|b<a href="/wiki/Known" title="Known">Known</a>'),
    ],
)
def test_what_stands_in_brackets(source, html):
    assert inside(source) == html


@pytest.mark.parametrize("mark", ["\x01", "\x7f"])
@pytest.mark.parametrize("kind", "gnprxy")
@pytest.mark.parametrize("written", ["%{0:02X}{1}0%{0:02X}", "&#{0};{1}0&#{0};", "&#x{0:x};{1}0&#x{0:x};"])
def test_no_target_brings_a_marker(mark, kind, written):
    forged = written.format(ord(mark), kind)
    for link in (
        f"[[#{forged}|x]]",
        f"[[Known#{forged}]]",
        f"[[far:A#{forged}]]",
        f"[[#{forged}|",
        f"[[{forged}]]",
    ):
        html = rendered(f"<nowiki>HELD</nowiki><html>RAW</html> {link}").html
        assert html.count("HELD") == 1
        assert html.count("RAW") == 1
        assert not set(html) & {"\x01", "\x7f"}


def test_subpages_are_meant_where_there_are_subpages():
    assert inside("[[/Y]] [[/Y/]]", title="Talk:X") == (
        '<a href="/wiki/Talk:X/Y" title="Talk:X/Y">/Y</a> <a href="/wiki/Talk:X/Y" title="Talk:X/Y">Y</a>'
    )
    assert 'title="Talk:X/Y">Talk:X/Y</a>' in inside("[[../Y]]", title="Talk:X/Z")
    assert inside("[[../../Y]]", title="Talk:X/Z") == "[[../../Y]]"
    assert 'title="/Y (page does not exist)"' in inside("[[/Y]]", title="X")


def test_a_missing_page_leads_to_its_editor_in_the_words_of_the_language():
    german = SiteConfig.for_language("de")
    html = inside("[[Nein]]", site=german)
    assert html.startswith('<a href="/wiki/Nein?action=edit&amp;redlink=1" class="new" ')
    assert html.endswith('title="Nein (Seite nicht vorhanden)">Nein</a>')
    script = replace(SITE, script="/index.php")
    assert 'href="/index.php?title=No&amp;action=edit&amp;redlink=1"' in inside("[[No]]", site=script)


def test_a_special_page_that_there_is_not_cannot_be_edited():
    missing = 'href="/wiki/Special:Nothing" class="new" title="Special:Nothing (page does not exist)"'
    assert inside("[[Special:Nothing#x|y]]") == f"<a {missing}>y</a>"
    assert 'class="new"' not in inside("[[Special:Contributions/Ada]] [[Special:GoToComment/c-x]]")


def test_a_special_page_is_shown_by_the_name_that_the_wiki_has_for_it():
    german = SiteConfig.for_language("de")
    assert 'title="Spezial:Beiträge/Ada">x</a>' in inside("[[Special:contributions/Ada|x]]", site=german)
    assert 'href="/wiki/Spezial:ISBN-Suche/3161484100"' in inside("ISBN 3161484100", site=german)


def test_letters_in_front_belong_to_a_link_in_languages_that_write_so():
    icelandic = SiteConfig.for_language("is")
    assert ">forlinkið</a>" in inside("for[[Known|link]]ið", site=icelandic)
    assert inside("for[[Known]]").startswith("for<a")


def test_other_languages_are_noted_and_on_talk_pages_shown():
    page = rendered("a\n[[de:B#c]]\n[[de:D]] [[all:E]]\nf")
    assert page.language_links == ("de:B#c", "all:E")
    assert re.sub(r"\s+", " ", page.html) == "<p>a f </p>"
    assert 'class="extiw"' in rendered("[[de:B]]", title="Talk:X").html


def test_categories_are_noted_with_the_keys_they_sort_by():
    page = rendered(
        "{{DEFAULTSORT:Key}}a [[Category:B]]c [[Category:D|E &amp; f]]\n[[:Category:G]]\n[[own:Category:H]]"
    )
    assert page.categories == ("Category:B", "Category:D")
    assert page.sort_keys == {"Category:B": "Key", "Category:D": "E & f"}
    assert page.html.startswith("<p>a c \n")


@pytest.mark.parametrize(
    ("source", "url", "rest"),
    [
        ("https://a.example/b.", "https://a.example/b", "."),
        ("https://a.example/(b)).", "https://a.example/(b))", "."),
        ("https://a.example/b).", "https://a.example/b", ")."),
        ("https://a.example\\", "https://a.example", "\\"),
        ("https://a.example/&amp;b&lt;c", "https://a.example/&amp;b", "&lt;c"),
        ("https://a.example/&amp;;", "https://a.example/&amp;", ";"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x", ""),
        ("https://a\u200b.example", "https://a.example", ""),
        ("tel:+1,", "tel:+1", ","),
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(source, url, rest):
    assert (
        inside(source) == f'<a rel="nofollow ugc noopener" class="external free" href="{url}">{url}</a>{rest}'
    )


@pytest.mark.parametrize(
    "source", ["https://", "xhttps://a.example", "сайтhttps://a.example", "javascript:a"]
)
def test_what_is_no_address(source):
    assert inside(source) == source


def test_addresses_are_noted():
    page = rendered("https://a.example [https://b.example/&amp; b] [//c.example]")
    assert set(page.external_links) == {"https://a.example", "https://b.example/&", "//c.example"}


def test_an_operator_says_how_links_to_elsewhere_are_made():
    settings = Settings(
        nofollow_exceptions=("good.example",), link_relations=(), external_link_target="_blank"
    )
    html = inside("[https://www.good.example a] [https://notgood.example b]", settings=settings)
    assert html == (
        '<a target="_blank" class="external text" href="https://www.good.example">a</a> '
        '<a target="_blank" rel="nofollow" class="external text" href="https://notgood.example">b</a>'
    )
    assert "rel=" not in inside("https://a.example", settings=Settings(nofollow=False, link_relations=()))


def test_pictures_elsewhere_are_shown_where_that_is_wanted():
    source = "https://a.example/b.png [https://c.example https://a.example/b.png] https://a.example/b.svg"
    assert "<img" not in inside(source)
    html = inside(source, settings=Settings(external_images=True))
    assert html.count('<img src="https://a.example/b.png" alt="b.png">') == 2
    assert 'href="https://a.example/b.svg"' in html


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("RFC 1 and PMID\u00a02", ["RFC 1", "PMID 2"]),
        ("RFC\n1 xRFC 1 RFC 1x RFC1", []),
        ("ISBN 978&nbsp;3 16-148410 0", ["ISBN 978 3 16-148410 0"]),
        ("ISBN 316148410x ISBN 31614841009 ISBN-13 9783161484100", ["ISBN 316148410x"]),
        ("[https://a.example RFC 1] [[Known|RFC 1]] <nowiki>RFC 1</nowiki>", ["RFC 1", "RFC 1"]),
    ],
)
def test_numbers_that_are_links(source, links):
    assert re.findall(r"<a [^>]*>([^<]*)</a>", inside(source)) == links


def test_numbers_are_links_only_where_that_is_wanted_and_pages_with_them_are_noted():
    assert "<a" not in inside("RFC 1 PMID 2 ISBN 3161484100", settings=Settings(magic_links=frozenset()))
    assert rendered("RFC 1").categories == ("Category:Pages using RFC magic links",)


@given(st.text())
def test_a_clean_address_cannot_end_its_attribute(text):
    assert not set('<>"[]| \n\x7f') & set(clean_url(f"https://a.example/{text}"))


@pytest.mark.parametrize(
    ("begin", "piece", "end", "few"),
    [("", "[https://a b ", "\ufffd]", 500), ("[[", "../", "]]", 12_500)],
    ids=["brackets that nothing can close", "levels up"],
)
def test_long_targets_take_time_in_proportion_to_their_length(begin, piece, end, few):
    def seconds(count: int) -> float:
        start = time.process_time()
        rendered(begin + piece * count + end, title="User:A/b")
        return time.process_time() - start

    ratio = min(seconds(8 * few) / max(seconds(few), 0.004) for _ in range(3))
    assert ratio < 32  # eight times as long; 64 times the time were quadratic
