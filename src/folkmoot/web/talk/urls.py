"""The room's addresses. Talk pages themselves (``?reply=``, ``?action=reply``) are reached as pages."""

from __future__ import annotations

from django.urls import path

from folkmoot.web.talk import views

urlpatterns = [
    path("", views.show_home, name="home"),
    path("wiki/Special:Import", views.bring_page, name="import"),
    path("wiki/Special:Preview", views.show_preview, name="preview"),
    path("wiki/Special:GoToComment/<path:item_id>", views.go_to_comment, name="go-to-comment"),
]
