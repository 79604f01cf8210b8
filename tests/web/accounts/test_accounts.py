"""Signing up, logging in and out, and how somebody signs."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.errors import Refusal
from folkmoot.web.accounts.models import User
from folkmoot.web.accounts.names import likeness
from folkmoot.web.accounts.services import NameTaken, accept_new_name, create_account
from tests.wiki import PASSWORD

pytestmark = pytest.mark.django_db


def _sign_up(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/signup/", {"username": name, "password1": password, **more})


def _log_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": name, "password": password, **more})


def _is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _errors(response: Any) -> str:
    return " ".join(re.findall(r'role="alert">(.*?)</div>', response.content.decode(), re.DOTALL))


def test_a_name_and_a_password_are_enough(client: Client) -> None:
    response = _sign_up(client, "frieda_of the_mill")
    assert response.status_code == 302
    user = User.objects.get()
    assert user.username == "Frieda of the mill"
    assert identify_hasher(user.password).algorithm == "argon2"
    assert _is_logged_in(client)


def test_after_signing_up_one_is_back_where_one_was(client: Client) -> None:
    response = _sign_up(client, "Frieda", next="/wiki/Talk:Pond?newtopic=1")
    assert response["Location"] == "/wiki/Talk:Pond?newtopic=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, cleo: User, elsewhere: str) -> None:
    assert "evil" not in _log_in(client, "Cleo", next=elsewhere)["Location"]
    assert "javascript" not in _sign_up(Client(), "Frieda", next=elsewhere)["Location"]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("password1", "too common"),
        ("kq8#zu", "too short"),
        ("31415926535897", "entirely numeric"),
        ("frieda.mill", "too similar"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(client: Client, password: str, why: str) -> None:
    response = _sign_up(client, "Frieda Mill", password)
    assert why in _errors(response)
    assert not User.objects.exists()
    assert 'value="Frieda Mill"' in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "A/B",
        "A#B",
        "A@B",
        "A:B",
        "192.0.2.7",
        "2001:db8::1",
        "a|b",
        "[[x]]",
        "<b>x</b>",
        "~~~~",
        "x" * 256,
        "é" * 128,
        "Ada\u202e",
        "A\u200bda",
        "A\u00addа",
        "Аda",  # the first letter is Cyrillic
        "a\x00b",
        "a\nb",
        "...",
    ],
)
def test_a_name_that_misleads_or_breaks_pages_is_refused(client: Client, name: str) -> None:
    response = _sign_up(client, name)
    assert response.status_code == 200
    assert _errors(response)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["Ada", "Jürgen", "山田太郎", "أحمد", "Зоя", "O'Neill", "R. Daneel", "42nd Street", "ß"]
)
def test_names_of_all_scripts_are_welcome(name: str) -> None:
    assert create_account(name=name).username


@pytest.mark.parametrize("name", ["ada", "ADA", "A.d.a", "Ａｄａ", "A d a"])
def test_a_name_that_looks_like_another_is_taken(client: Client, ada: User, name: str) -> None:
    assert "taken" in _errors(_sign_up(client, name))
    with pytest.raises(NameTaken):
        create_account(name=name)


def test_two_names_that_look_alike_cannot_even_be_stored(ada: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("aDa")


@given(st.text(max_size=30))
def test_any_text_is_a_name_that_stays_the_same_or_is_refused(text: str) -> None:
    with suppress(Refusal):
        name = accept_new_name(text, check_taken=False)
        assert accept_new_name(name, check_taken=False) == name
        assert likeness(name)


@pytest.mark.parametrize("typed", ["Cleo", "cleo", " Cleo "])
def test_one_logs_in_by_name(client: Client, cleo: User, typed: str) -> None:
    assert _log_in(client, typed).status_code == 302
    assert _is_logged_in(client)


@pytest.mark.parametrize(
    ("name", "password"), [("Cleo", "wrong-one"), ("Nobody", PASSWORD), ("Ada", ""), ("a\x00", "x")]
)
def test_a_wrong_name_or_password_is_told_apart_for_nobody(
    client: Client, cleo: User, ada: User, name: str, password: str
) -> None:
    response = _log_in(client, name, password)
    assert response.status_code == 200
    assert _errors(response)
    assert not _is_logged_in(client)


def test_guessing_passwords_is_slowed_down(client: Client, cleo: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    for _ in range(3):
        _log_in(client, "Cleo", "wrong-one")
    response = _log_in(client, "Cleo", PASSWORD)
    assert not _is_logged_in(client)
    assert _errors(response)


def test_signing_up_by_the_dozen_is_stopped(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/h/ip"}
    for number in range(2):
        _sign_up(Client(), f"A/{number}")
    response = _sign_up(client, "Frieda")
    assert response.status_code == 429
    assert 'class="refusal"' in response.content.decode()


def test_one_logs_out_with_a_button_not_with_a_link(ada_browses: Client) -> None:
    ada_browses.get("/accounts/logout/")
    assert _is_logged_in(ada_browses)
    assert ada_browses.post("/accounts/logout/").status_code == 302
    assert not _is_logged_in(ada_browses)


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(
    client: Client, cleo: User
) -> None:
    _log_in(client, "Cleo")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_preferences_need_an_account(client: Client) -> None:
    assert client.get("/accounts/preferences/")["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("nickname", ["Ada B.", "[[User:Ada|Countess]] ([[User talk:Ada|talk]])", ""])
def test_a_signature_is_kept(ada_browses: Client, ada: User, nickname: str) -> None:
    response = ada_browses.post("/accounts/preferences/", {"nickname": nickname, "language": "fr"})
    assert response.status_code == 302
    ada.refresh_from_db()
    assert (ada.nickname, ada.language) == (nickname, "fr")
    assert '<html lang="fr"' in ada_browses.get("/accounts/preferences/").content.decode()


@pytest.mark.parametrize(
    "nickname",
    [
        "[[User:Ben|Ada]]",
        "[[User:Ada|x]] {{subst:y}}",
        "[[User:Ada|x]] <b>",
        "<script>alert(1)</script>",
        "~~~~",
        "}}",
        "x" * 300,
        "[[User:Ada|" + "x" * 300 + "]]",
    ],
)
def test_a_signature_that_breaks_pages_or_names_another_is_refused(
    ada_browses: Client, ada: User, nickname: str
) -> None:
    response = ada_browses.post("/accounts/preferences/", {"nickname": nickname, "language": ""})
    assert response.status_code == 200
    assert _errors(response)
    assert "<script>alert" not in response.content.decode()
    ada.refresh_from_db()
    assert ada.nickname == ""


def test_a_language_that_the_site_does_not_speak_is_refused(ada_browses: Client, ada: User) -> None:
    assert ada_browses.post("/accounts/preferences/", {"nickname": "", "language": "xx"}).status_code == 200
    ada.refresh_from_db()
    assert ada.language == ""


def test_a_password_can_be_changed(client: Client, cleo: User) -> None:
    client.force_login(cleo)
    new = "under-the-weir-43"
    assert client.get("/accounts/password/").status_code == 200
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/", fields).status_code == 302
    cleo.refresh_from_db()
    assert cleo.check_password(new)
