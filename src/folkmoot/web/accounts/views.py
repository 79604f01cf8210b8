"""Preferences. Logging in, signing up and logging out are allauth's views."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.web.accounts.forms import PreferencesForm
from folkmoot.web.accounts.services import save_preferences
from folkmoot.web.shared.actor import acting


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_preferences(request: HttpRequest) -> HttpResponse:
    """Show the preferences, or keep them."""
    actor = acting(request)
    known = {"nickname": actor.nickname or "", "language": actor.language or ""}
    form = PreferencesForm(request.POST or None, initial=known, actor=actor)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/preferences.html", {"form": form})
    save_preferences(actor=actor, **form.cleaned_data)
    if form.cleaned_data["language"]:
        translation.activate(form.cleaned_data["language"])
    messages.success(request, _("Your preferences are saved."))
    return HttpResponseRedirect(reverse("preferences"))
