"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The room ``pages``."""

    name = "folkmoot.web.pages"
    label = "pages"
