"""The addresses of pages."""

from __future__ import annotations

from django.urls import path

from folkmoot.web.pages import views

urlpatterns = [
    path("wiki/", views.go_home),
    path("wiki/<path:title>", views.show_page, name="page"),
]
