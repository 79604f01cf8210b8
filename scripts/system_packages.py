"""Look for the programs that the tests drive: a browser, PostgreSQL and npm.

As root on Debian or Ubuntu what is missing is installed with apt. Everywhere else one line per
missing program says how to get it; the tests that need it are skipped with the same line.
Never fails: whoever has none of them can still run all other tests.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Program:
    """Something outside Python that a part of the tests needs."""

    purpose: str
    commands: tuple[str, ...]  # any of these will do
    debian_packages: tuple[str, ...]
    folders: tuple[str, ...] = ()  # where to look besides PATH; may hold wildcards

    def find(self) -> str | None:
        """The path of the first command that is there."""
        places = os.pathsep.join([os.environ.get("PATH", ""), *self._folders()])
        for command in self.commands:
            found = shutil.which(command, path=places)
            if found:
                return found
        return None

    def _folders(self) -> list[str]:
        # Path.glob takes no absolute pattern.
        return [path for pattern in self.folders for path in sorted(glob.glob(pattern), reverse=True)]  # noqa: PTH207

    def how_to_get(self) -> str:
        """One line for people: what is missing, for what, and how to get it."""
        packages = " ".join(self.debian_packages)
        return f"{self.commands[0]} is not here; {self.purpose} need it (Debian: apt install {packages})"


CHROMIUM = Program(
    purpose="the browser tests",
    commands=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    debian_packages=("chromium", "fonts-noto-core", "fonts-noto-cjk"),
    folders=("/Applications/Chromium.app/Contents/MacOS", "/Applications/Google Chrome.app/Contents/MacOS"),
)
POSTGRESQL = Program(
    purpose="the tests on PostgreSQL",
    commands=("initdb",),
    debian_packages=("postgresql",),
    folders=("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/pgsql-*/bin"),
)
NPM = Program(
    purpose="the accessibility checks (axe-core)",
    commands=("npm",),
    debian_packages=("npm",),
)
PROGRAMS = (CHROMIUM, POSTGRESQL, NPM)


def _may_install() -> bool:
    return Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0


def _apt(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(["apt-get", "-qq", *arguments], env=environment, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install(programs: tuple[Program, ...]) -> None:
    """Install these with apt, one after the other, so that one that fails does not stop the rest."""
    _apt("update")
    for program in programs:
        print(f"Installing {' '.join(program.debian_packages)} for {program.purpose}", flush=True)
        _apt("install", "--yes", "--no-install-recommends", *program.debian_packages)


def main() -> None:
    """Install what is missing where that is possible; say what is missing where it is not."""
    missing = tuple(program for program in PROGRAMS if program.find() is None)
    if missing and _may_install():
        install(missing)
    for program in missing:
        if program.find() is None:
            print(program.how_to_get(), flush=True)


if __name__ == "__main__":
    main()
