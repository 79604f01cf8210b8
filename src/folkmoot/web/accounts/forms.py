"""The forms of accounts: allauth's, with our names, and the preferences."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.core.titles import normalise_username
from folkmoot.web.accounts.services import NameTaken, accept_nickname
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.refusals import as_validation_error
from folkmoot.web.shared.sites import wiki_site


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Name and password; a name may be typed as one types titles ("ada", "Ada_Byron")."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_placeholders(self)

    def clean_login(self) -> str:
        """The name in the form in which it is stored; as typed, when nobody can be called so."""
        typed: str = self.cleaned_data["login"].strip()
        return normalise_username(typed, wiki_site()) or typed


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """A name and a password are enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["username"].help_text = _("Everybody sees it beside what you write.")
        if "email" in self.fields:
            self.fields["email"].label = _("Email")
            self.fields["email"].help_text = _("Nobody else sees it.")

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account; two people who choose the same name at once cannot both have it."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            raise NameTaken(_("Somebody has taken this name just now. Please choose another.")) from None


def _without_placeholders(form: forms.Form) -> None:
    """Labels say what a field is for; the same words inside it are noise, and vanish when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class PreferencesForm(forms.Form):
    """How somebody signs, and the language of the interface."""

    nickname = forms.CharField(
        label=gettext_lazy("Signature"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "What stands under your comments instead of your name: plain words, "
            "or wikitext that links to your user page. Leave it empty to sign with your name."
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101  # for the type checker
        language.choices = [("", _("As the browser says")), *settings.LANGUAGES]

    def clean_nickname(self) -> str:
        """The signature as it is stored."""
        with as_validation_error():
            return accept_nickname(self.actor.name, self.cleaned_data["nickname"])
