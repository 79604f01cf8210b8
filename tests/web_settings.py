"""The site's own settings, on a database of the tests: SQLite in a file, or PostgreSQL where one is named.

``FOLKMOOT_TEST_DATABASE_URL=postgresql://...`` runs the same tests on PostgreSQL. What the operator's
environment says otherwise is left aside.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_url = os.environ.get("FOLKMOOT_TEST_DATABASE_URL")
_folder = Path(tempfile.mkdtemp(prefix="folkmoot-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("FOLKMOOT_") and "_TEST_" not in name]:
    del os.environ[_name]
os.environ["FOLKMOOT_DATA"] = str(_folder)
os.environ["FOLKMOOT_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["FOLKMOOT_RATE_LIMITS"] = "0"  # the tests of limits switch them on
if _url:
    os.environ["FOLKMOOT_DATABASE_URL"] = _url

from folkmoot.web.settings import *  # noqa: E402, F403  # after the environment it reads
from folkmoot.web.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

if not _url:
    # in a file, not in memory: only there do two threads meet each other as in life
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "tests.sqlite3")}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
