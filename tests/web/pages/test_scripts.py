"""Modules on the site: pages of their namespace run where other pages call them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import LazySettings
from django.test import Client

from folkmoot.web.pages.editing import expand_text
from folkmoot.web.pages.scripts import scripts_for_page
from folkmoot.web.shared import clock
from folkmoot.web.shared.actor import command_actor
from tests.wiki import Save, title_of

pytestmark = pytest.mark.django_db

ADD = "return { add = function(frame) return frame.args[1] %s frame.args[2] end }"
PAGE = "The sum is {{#invoke:Sum|add|2|3}}.\n== More ==\nAgain {{#invoke:Sum|add|4|5}}.\n"


def shown(client: Client, name: str) -> str:
    return client.get(f"/wiki/{name}").content.decode()


def test_a_module_runs_and_pages_follow_its_changes(save: Save, client: Client) -> None:
    save("Module:Sum", text=ADD % "+")
    save("Pond", text=PAGE)
    page = shown(client, "Pond")
    assert "The sum is 5." in page
    assert "Again 9." in page
    save("Module:Sum", text=ADD % "*")
    assert "The sum is 6." in shown(client, "Pond")


def test_a_module_that_is_written_later_takes_the_place_of_its_error(save: Save, client: Client) -> None:
    save("Pond", text=PAGE)
    assert "No such module" in shown(client, "Pond")
    save("Module:Sum", text=ADD % "+")
    assert "The sum is 5." in shown(client, "Pond")


def test_a_module_is_substituted_when_a_page_is_saved(save: Save) -> None:
    save("Module:Sum", text=ADD % "+")
    text = expand_text(
        "{{subst:#invoke:Sum|add|2|3}} {{#invoke:Sum|add|2|3}}",
        actor=command_actor("Ada"), title=title_of("Pond"), language="", now=clock.now(),
    )  # fmt: skip
    assert text == "5 {{#invoke:Sum|add|2|3}}"


def test_an_operator_can_switch_modules_off(save: Save, client: Client, settings: LazySettings) -> None:
    settings.FOLKMOOT_LUA = False
    save("Module:Sum", text=ADD % "+")
    save("Pond", text=PAGE)
    assert "Scripts do not run here" in shown(client, "Pond")
    assert scripts_for_page() is None


CODE = "local p = {} -- ~~~~ {{subst:x}} '''no''' [[link]] <b>\n== no heading?\nreturn p</syntaxhighlight>"


@pytest.mark.parametrize("code", [CODE, CODE.removesuffix("</syntaxhighlight>")])
def test_a_module_is_saved_and_shown_as_it_is_written(save: Save, client: Client, code: str) -> None:
    actor, title = command_actor("Ada"), title_of("Module:Sum")
    stored = expand_text(f"{code}  \n", actor=actor, title=title, language="", now=clock.now())
    assert stored == code
    save("Module:Sum", text=code)
    body = shown(client, "Module:Sum").partition("<pre")[2].partition("</pre>")[0]
    text = unescape(re.sub("<[^>]*>", "", body.partition(">")[2]))
    assert text.strip() == code
    save("Module:Sum/doc", text="It '''sums'''.")
    assert "<b>sums</b>" in shown(client, "Module:Sum/doc")


def test_modules_run_in_comments_too(save: Save, client: Client) -> None:
    save("Module:Ping", text="return { to = function(frame) return '@' .. frame:getParent().args[1] end }")
    save("Template:Ping", text="{{#invoke:Ping|to}}")
    signed = "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 10:00, 1 January 2026 (UTC)"
    save("Talk:Pond", text=f"== Frogs ==\nMany. {signed}\n: {{{{Ping|Grace}}}} few. {signed}\n")
    page = shown(client, "Talk:Pond")
    assert "@Grace few." in page
    assert page.count("<article") == 2
