"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TalkConfig(AppConfig):
    """The room ``talk``."""

    name = "folkmoot.web.talk"
    label = "talk"

    def ready(self) -> None:
        """Begin to listen to what the rooms below announce."""
        from folkmoot.web.talk import listeners

        listeners.connect()
