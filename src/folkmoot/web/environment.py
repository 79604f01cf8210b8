"""Reading the site's settings from the environment: small pure functions, each for one kind of value."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_FILE = "secret-key"  # noqa: S105  # the name of a file
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}

# WAL lets readers go on while somebody writes; FULL makes an acknowledged save survive a power cut.
_SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def flag(value: str | None, *, default: bool = False) -> bool:
    """A switch: 1, true, yes, on, or their opposites; anything else is a mistake that is named."""
    if not value:
        return default
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise ImproperlyConfigured(f"{value!r} is neither on nor off; write 1 or 0.")


def positive(value: str | None, *, default: float) -> float:
    """A number above zero; anything else is a mistake that is named."""
    try:
        number = float(value) if value else default
    except ValueError:
        number = 0.0
    if not 0 < number < 1e6:
        raise ImproperlyConfigured(f"{value!r} is no number above zero.")
    return number


def host_names(value: str | None) -> list[str]:
    """Host names separated by commas or spaces; this machine only, when none is given."""
    return (value or "").replace(",", " ").split() or list(LOCAL_HOSTS)


def read_secret_key(data: Path) -> str | None:
    """The secret key kept in the data folder, or None where there is none (or it may not be read)."""
    try:
        return (data / SECRET_KEY_FILE).read_text(encoding="ascii").strip() or None
    except OSError:
        return None


def sqlite_database(path: Path) -> dict[str, Any]:
    """Django's settings for a SQLite file: write-ahead log, safe against power cuts, writers queue.

    Every transaction begins IMMEDIATE: a transaction that reads and then writes holds the write
    lock from its first statement, so it can neither fail half-way nor act on what has changed since.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,  # seconds that a writer waits for its turn
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_START,
        },
    }


def database_from_url(url: str) -> dict[str, Any]:
    """Django's settings for ``postgresql://user:password@host:port/name?option=value``."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(
            "FOLKMOOT_DATABASE_URL must begin with postgresql:// "
            "(leave it out to keep everything in a SQLite file of the data folder)."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("FOLKMOOT_DATABASE_URL names no database: postgresql://host/NAME")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",  # ?host= gives a socket's folder
        "PORT": str(options.pop("port", None) or parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
