"""Every address of the site: the rooms' own lists, the highest room first."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("folkmoot.web.talk.urls")),
    path("", include("folkmoot.web.pages.urls")),
    path("accounts/", include("folkmoot.web.accounts.urls")),
]

handler400 = "folkmoot.web.shared.views.show_bad_request"
handler403 = "folkmoot.web.shared.views.show_forbidden"
handler404 = "folkmoot.web.shared.views.show_not_found"
handler500 = "folkmoot.web.shared.views.show_server_error"
handler429 = "folkmoot.web.shared.views.show_too_many_requests"  # asked for by allauth
