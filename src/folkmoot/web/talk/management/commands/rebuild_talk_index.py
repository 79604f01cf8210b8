"""Make the index of all conversations anew from the texts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.web.talk.services import rebuild_all


class Command(BaseCommand):
    """``folkmoot manage rebuild_talk_index``."""

    help = "Make the index of all conversations anew from the texts of the talk pages."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Rebuild, one page after another, and say how many there were."""
        pages = rebuild_all()
        self.stdout.write(f"{pages} talk pages indexed.")
