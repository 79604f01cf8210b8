"""The data folder of a site: everything a site is, in one place that can be copied and backed up."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from folkmoot.core.errors import Refusal
from folkmoot.web.environment import SECRET_KEY_FILE

SETTINGS = "folkmoot.web.settings"


class BadFolder(Refusal):
    """A folder in which no site can live."""

    code = "bad-folder"


def open_folder(data: Path) -> None:
    """Make the folder a site of the newest form, and load Django for it.

    Makes what is missing: the folder, its secret key, its tables. Refuses with BadFolder when
    files cannot be written there.
    """
    _require_writable(data)
    _keep_secret_key(data)
    os.environ["FOLKMOOT_DATA"] = str(data.resolve())
    load_django()
    _migrate()


def load_django() -> None:
    """Load Django with the site's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def collect_static_files() -> None:
    """Put the site's own files where they are served from, under names that change with them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def _require_writable(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except FileExistsError as error:
        raise BadFolder(f"{data} is a file, and a site needs a folder.") from error
    except OSError as error:
        raise BadFolder(
            f"Nothing can be written to {data} ({error.strerror}). Choose another folder with --data."
        ) from error


def _keep_secret_key(data: Path) -> None:
    """A key of the folder's own, readable by nobody else; the one that is there stays."""
    try:
        handle = os.open(data / SECRET_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise BadFolder(f"The database cannot be used: {error}") from error
