"""The data folder of a site: everything a site is, in one place that can be copied and backed up."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from folkmoot.core.errors import Refusal
from folkmoot.web.environment import SECRET_KEY_FILE

try:
    import fcntl
except ImportError:  # not a Unix: there it is up to the operator to begin one command at a time
    fcntl = None  # type: ignore[assignment]

SETTINGS = "folkmoot.web.settings"
LOCK_FILE = "lock"


class BadFolder(Refusal):
    """A folder in which no site can live."""

    code = "bad-folder"


class BadSetting(Refusal):
    """An environment variable that says what cannot be."""

    code = "bad-setting"


def open_folder(data: Path) -> None:
    """Make the folder a site of the newest form, and load Django for it.

    Makes what is missing: the folder, its secret key, its tables. Refuses with BadFolder when
    files cannot be written there, with BadSetting when the environment makes no sense.
    """
    _require_writable(data)
    os.environ["FOLKMOOT_DATA"] = str(data.resolve())
    with _alone_in(data):
        _keep_secret_key(data)
        load_django()
        _migrate()


def load_django() -> None:
    """Load Django with the site's settings; refuses with BadSetting when they make no sense."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise BadSetting(f"{error} {_hint(error)}".strip()) from error


def _hint(error: Exception) -> str:
    if "psycopg" in str(error):
        return "Install what PostgreSQL needs: pip install 'folkmoot[postgresql]'."
    return ""


def collect_static_files() -> None:
    """Put the site's own files where they are served from, under names that change with them."""
    from django.core.management import call_command

    # what an older version put there stays: a site that is still being served may need it
    call_command("collectstatic", interactive=False, verbosity=0)


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


@contextmanager
def _alone_in(data: Path) -> Iterator[None]:
    """Two commands that begin at once prepare the folder one after the other."""
    with (data / LOCK_FILE).open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


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
