"""What databases say when they cannot go on, told apart."""

from __future__ import annotations

import sqlite3

from django.db import OperationalError

_POSTGRESQL_DISK_FULL = "53100"


def is_disk_full(error: OperationalError) -> bool:
    """Whether the database could not write because there is no room left."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", None) == _POSTGRESQL_DISK_FULL
