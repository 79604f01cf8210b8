"""What is refused is said clearly, and what was typed comes back."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from folkmoot.web.pages import services
from folkmoot.web.shared.middleware import Refusals
from folkmoot.web.shared.views import show_server_error
from tests.wiki import Save

pytestmark = pytest.mark.django_db

SCRIPT = "</textarea><script>alert(1)</script>"


def _body(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def strict_browser(ada: Any) -> Client:
    """A browser whose forms are checked for their token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    return browser


def test_an_address_that_leads_nowhere_says_so(client: Client) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert 'class="refusal"' in _body(response)


def test_a_form_without_its_token_gives_the_text_back(strict_browser: Client) -> None:
    typed = {"text": "My long text " + SCRIPT, "summary": "my summary", "do": "save"}
    response = strict_browser.post("/wiki/Pond?action=edit", typed)
    assert response.status_code == 403
    assert "My long text" in _body(response)
    assert "my summary" in _body(response)
    assert SCRIPT not in _body(response)


def test_a_password_is_never_given_back(strict_browser: Client) -> None:
    fields = {"login": "Ada", "password": "secret-words", "password1": "secret-words"}
    for headers in ({}, {"origin": "http://testserver"}):
        response = strict_browser.post("/accounts/login/", fields, headers=headers)
        assert response.status_code == 403
        assert "secret-words" not in _body(response)


def test_only_a_form_of_our_own_can_be_sent_again(strict_browser: Client) -> None:
    fields = {"text": "Words", "do": "save"}
    ours = strict_browser.post("/wiki/Pond?action=edit", fields, headers={"origin": "http://testserver"})
    assert ours.context["retry"].fields == (("text", "Words"), ("do", "save"))
    page = _body(ours).partition('class="refusal"')[2]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    again = dict(ours.context["retry"].fields) | {"csrfmiddlewaretoken": token[1]}
    assert strict_browser.post(ours.context["retry"].url, again).status_code == 303
    theirs = strict_browser.post("/wiki/Pond?action=edit", fields, headers={"origin": "https://evil.example"})
    assert theirs.context["retry"] is None


def test_more_than_the_site_takes_is_refused_before_it_is_read(client: Client, settings: Any) -> None:
    settings.REQUEST_SIZE_LIMIT = 1000
    response = client.post("/wiki/Pond?action=edit", {"text": "x" * 2000})
    assert response.status_code == 413
    assert 'class="refusal"' in _body(response)


def test_a_form_that_is_larger_than_announced_is_refused(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/wiki/Pond?action=edit", {"text": "x" * 2000})
    assert response.status_code == 413


def test_a_form_of_very_many_fields_is_refused(client: Client) -> None:
    response = client.post("/wiki/Pond?action=edit", {f"field{number}": "x" for number in range(500)})
    assert response.status_code == 400
    assert 'class="refusal"' in _body(response)


def test_a_busy_database_is_not_a_crash(
    ada_browses: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def lock(*_: Any, **__: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services, "claim_form", lock)
    response = ada_browses.post("/wiki/Pond?action=edit", {"text": "My words", "do": "save"})
    assert response.status_code == 503
    assert "My words" in _body(response)


def test_a_mistake_of_ours_gives_the_text_back(
    ada_browses: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    ada_browses.raise_request_exception = False
    monkeypatch.setattr(services, "claim_form", fail)
    response = ada_browses.post("/wiki/Pond?action=edit", {"text": "My words", "do": "save"})
    assert response.status_code == 500
    assert "My words" in _body(response)
    assert "ZeroDivisionError" not in _body(response)


def test_the_text_comes_back_even_when_no_page_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("folkmoot.web.shared.refusals.render", fail)
    response = show_server_error(RequestFactory().post("/", {"text": "My words " + SCRIPT}))
    assert response.status_code == 500
    assert "My words" in _body(response)
    assert SCRIPT not in _body(response)


def test_a_script_is_answered_in_values(client: Client) -> None:
    response = client.get("/wiki/Special:Nothing", headers={"accept": "application/json"})
    assert response.status_code == 404
    assert response.json()["error"] == "not-found"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_pages_do_not_know_is_refused(ada_browses: Client, save: Save, method: str) -> None:
    save("Pond", text="Water.\n")
    assert getattr(ada_browses, method)("/wiki/Pond").status_code == 405


@pytest.mark.parametrize(
    "title", ["A%7CB", "%00", "..", "~~~~", "Talk:User:Ada", "x" * 300, "%3A%3A", "A%2525B"]
)
def test_a_title_is_refused_in_the_language_of_the_reader(client: Client, title: str) -> None:
    english = client.get(f"/wiki/{title}", headers={"accept-language": "en"})
    french = client.get(f"/wiki/{title}", headers={"accept-language": "fr"})
    assert english.status_code == french.status_code == 400
    assert english.context["refusal"].message
    assert french.context["refusal"].message


def test_a_name_that_is_not_the_sites_is_refused_with_a_way_on(client: Client) -> None:
    response = client.get("/wiki/Pond", headers={"host": "other.example"})
    assert response.status_code == 400
    assert "FOLKMOOT_HOSTS" in _body(response)


def test_a_full_disk_is_told_from_a_busy_site() -> None:
    def failing_with(code: int) -> OperationalError:
        cause = sqlite3.OperationalError("database says no")
        cause.sqlite_errorcode = code
        error = OperationalError("database says no")
        error.__cause__ = cause
        return error

    def said(code: int) -> str:
        request = RequestFactory().get("/")
        with translation.override("en"):
            response = Refusals(lambda _request: HttpResponse()).process_exception(
                request, failing_with(code)
            )
        assert response is not None
        assert response.status_code == 503
        return _body(response)

    assert "no room left" in said(sqlite3.SQLITE_FULL)
    assert "busier" in said(sqlite3.SQLITE_BUSY)


def test_what_a_page_does_not_have_leads_back_to_the_page(client: Client, save: Save) -> None:
    save("Talk:Pond", text="Words.")
    response = client.get("/wiki/Talk:Pond?oldid=99999")
    assert response.status_code == 404
    assert response.context["back_url"] == "/wiki/Talk:Pond"
