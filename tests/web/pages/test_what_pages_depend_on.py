"""A kept rendering never shows what was: whatever a page asks about another one, a change there is seen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.wiki import Save, StandingClock

pytestmark = pytest.mark.django_db

LUA = "return {{ main = function(frame) return tostring({}) end }}"
# What a page says of "Newt", by parser functions and by modules.
ASKS = {
    "exists": "{{#ifexist:Newt|there|not there}}",
    "is put in": "{{:Newt}}",
    "size": "{{PAGESIZE:Newt}}",
    "number": "{{PAGEID:Newt}}",
    "revision": "{{REVISIONID:Newt}}",
    "a piece": "{{#lst:Newt|a}}",
    "a chosen piece": "{{#ifexist:Newt|{{:Newt}}}}",
}
SCRIPTS = {
    "exists": "mw.title.new('Newt').exists",
    "text": "mw.title.new('Newt'):getContent()",
    "number": "mw.title.new('Newt').id",
    "redirect": "mw.title.new('Newt').isRedirect",
    "an expansion": "frame:preprocess('{{#ifexist:Newt|there|not there}}')",
    "a template": "pcall(frame.expandTemplate, frame, { title = ':Newt' })",
    "data": "pcall(mw.loadJsonData, 'Newt')",
}
TEXT = '{"<section begin=a/>": "<section end=a/>"}'


def _shown(client: Client) -> str:
    html = client.get("/wiki/Pond").content.decode()
    found = re.search(r"<p>Says: (.*?)</p>", html, re.DOTALL)
    assert found, html
    return unescape(re.sub("<[^>]*>", "", found[1])).strip()


@pytest.mark.parametrize("asked", ASKS.values(), ids=ASKS)
def test_what_a_function_says_of_a_page_follows_that_page(asked: str, save: Save, client: Client) -> None:
    save("Pond", text=f"Says: {asked}.\n")
    before = _shown(client)
    save("Newt", text=TEXT)
    assert _shown(client) != before


@pytest.mark.parametrize("asked", SCRIPTS.values(), ids=SCRIPTS)
def test_what_a_module_says_of_a_page_follows_that_page(asked: str, save: Save, client: Client) -> None:
    save("Module:Ask", text=LUA.format(asked))
    save("Pond", text="Says: {{#invoke:Ask|main}}.\n")
    before = _shown(client)
    save("Newt", text="#REDIRECT [[Pond]]" if "Redirect" in asked else TEXT)
    assert _shown(client) != before


TIMES = [
    "os.time()",
    "os.date()",
    "mw.site.stats.pages",
    "frame:preprocess('{{NUMBEROFPAGES}}')",
    "frame:preprocess('{{CURRENTTIMESTAMP}}')",
    "frame:preprocess('{{#time:Ymd|+1 day}}')",
    "mw.language.new('en'):formatDate('YmdHis')",
    "mw.getContentLanguage():formatDate('c', '+1 day')",
    "mw.getContentLanguage():formatDate('Ymd', 'tomorrow')",
]


@pytest.mark.parametrize("asked", TIMES)
def test_what_a_module_says_of_the_time_and_the_site_is_soon_stale(
    asked: str, save: Save, client: Client, ticking: StandingClock
) -> None:
    save("Module:Ask", text=LUA.format(asked))
    save("Pond", text="Says: {{#invoke:Ask|main}}.\n")
    before = _shown(client)
    save("Newt", text=TEXT)
    ticking.forward(seconds=90000)
    assert _shown(client) != before


def test_a_preview_and_another_reader_leave_nothing_behind(
    save: Save, client: Client, ada_browses: Client
) -> None:
    save("Pond", text="Says: {{REVISIONUSER}} {{REVISIONID}}.\n")
    before = _shown(client)
    ada_browses.post(
        "/wiki/Pond?action=submit", {"text": "Says: {{REVISIONUSER}} {{REVISIONID}}.\n", "preview": "1"}
    )
    assert _shown(client) == _shown(Client()) == before
