"""Our rules for names, where allauth asks for them."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from folkmoot.web.accounts.services import accept_new_name
from folkmoot.web.shared.refusals import as_validation_error


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What differs from allauth's ways: the names."""

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The name as it is stored; ValidationError when nobody (else) can be called so.

        ``shallow`` is allauth's way to ask without the database.
        """
        with as_validation_error():
            return accept_new_name(username, check_taken=not shallow)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No notices about logging in and out: the page shows who is logged in."""
