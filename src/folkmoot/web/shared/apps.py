"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """The room ``shared``."""

    name = "folkmoot.web.shared"
    label = "shared"
