"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TalkConfig(AppConfig):
    """The room ``talk``."""

    name = "folkmoot.web.talk"
    label = "talk"

    def ready(self) -> None:
        """Listen to what the room of pages announces, and show its talk pages."""
        from folkmoot.core.titles import is_talk
        from folkmoot.web.pages.registry import register_action, register_reader
        from folkmoot.web.talk import listeners, page_views, posting_views

        listeners.connect()
        register_reader(is_talk, page_views.show_talk_page)
        register_action("reply", posting_views.reply)
        register_action("newtopic", posting_views.newtopic)
