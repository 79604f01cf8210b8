"""What holds for every extension tag: nothing in it runs, nothing of it breaks out, the page goes on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Rendered, render
from folkmoot.core.wikitext.extensions.table import TAGS
from folkmoot.core.wikitext.wall import clean
from tests.attacks import attacks, what_acts

SHARE = 9  # each tag is tried with one attack in so many
SITE = SiteConfig.for_language("en")
PIECES = """
</div> </li></ol> </table> <div> <b> '' [[x]] [[x| ]] {{1}} {{!}} {| |} * : ; = == --> <!-- <nowiki> </nowiki>
<ref> </ref> <ref/> <references/> <poem> </poem> <pre> </pre> & &lt; " ' \x7fx0\x7f \x7fr0\x7f \x01r0\x01
onclick=x style=position:fixed name=a group=g data-fm-ref="0" <sup data-fm-ref="0"></sup>
""".split()
text = st.lists(st.one_of(st.sampled_from([*PIECES, "\n", "\n\n", " "]), st.text(max_size=3)), max_size=12)
texts = text.map(" ".join)
names = st.sampled_from(sorted(TAGS))


def rendered(wikitext: str) -> Rendered:
    return render(wikitext, site=SITE, title="Talk:Pond", pages={"Template:S.css": "a { color: red }"})


@given(names, texts, texts)
@settings(max_examples=200)
def test_what_a_tag_gives_passes_the_wall_unchanged_and_the_page_goes_on(
    name: str, attributes: str, content: str
) -> None:
    html = rendered(f"Before\n\n<{name} {attributes}>{content}</{name}>\n\nAfter").html
    assert clean(html) == html
    assert "Before" in html
    assert "After" in html or "<!--" in attributes + content


@pytest.mark.parametrize(("number", "name"), list(enumerate(sorted(TAGS))))
def test_no_attack_acts_from_within_a_tag(number: int, name: str) -> None:
    for attack in attacks()[number % SHARE :: SHARE]:
        within = (f"<{name}>{attack}</{name}>", f"<{name} {attack} />", f'<{name} name="{attack}">x</{name}>')
        for written in within:
            assert not what_acts(rendered(written).html), written


@pytest.mark.parametrize("name", sorted(TAGS))
def test_an_empty_tag_is_no_error(name: str) -> None:
    for written in (f"<{name}/>", f"<{name}></{name}>", f"<{name} />", f"<{name.upper()} a=b ></{name}>"):
        assert "Before" in rendered(f"Before {written}").html


@given(texts)
def test_nobody_can_write_the_slot_of_a_footnote(content: str) -> None:
    forged = '<sup data-fm-ref="0"></sup><div data-fm-reflist="0"></div>'
    html = rendered(f"{content} {forged} a<ref>Note.</ref>").html
    assert not re.search(r"<[^<>]* data-fm-", html)
