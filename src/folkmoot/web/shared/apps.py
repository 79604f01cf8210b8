"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext

from folkmoot.core.errors import speak_with


class SharedConfig(AppConfig):
    """The room ``shared``."""

    name = "folkmoot.web.shared"
    label = "shared"

    def ready(self) -> None:
        """What the core refuses is said in the language of whoever asked."""
        speak_with(gettext)
