"""Fetch axe-core, the accessibility checker, from the npm registry: one pinned version, checked by its hash.

It is kept in the virtual environment, never in the repository. Prints where it lies.
"""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from system_packages import NPM

VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="


class NotAvailableError(Exception):
    """axe-core cannot be had here; the message says why."""


def axe_core() -> Path:
    """The path of axe.min.js, fetched when it is not there yet."""
    script = Path(sys.prefix) / "share" / "axe-core" / VERSION / "axe.min.js"
    if not script.exists():
        content = _unpack(_fetch())
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_bytes(content)
    return script


def _fetch() -> bytes:
    npm = NPM.find()
    if npm is None:
        raise NotAvailableError(NPM.how_to_get())
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"axe-core@{VERSION}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
        packages = list(Path(folder).glob("*.tgz"))
        if done.returncode or not packages:
            raise NotAvailableError(f"npm could not fetch axe-core {VERSION}: {done.stderr.strip()[-300:]}")
        return packages[0].read_bytes()


def _unpack(package: bytes) -> bytes:
    found = base64.b64encode(hashlib.sha512(package).digest()).decode()
    if found != SHA512:
        raise NotAvailableError(f"axe-core {VERSION} is not what was pinned: sha512 is {found}")
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        member = archive.extractfile("package/axe.min.js")
        if member is None:
            raise NotAvailableError("the package of axe-core holds no axe.min.js")
        return member.read()


if __name__ == "__main__":
    try:
        print(axe_core())
    except NotAvailableError as problem:
        sys.exit(str(problem))
