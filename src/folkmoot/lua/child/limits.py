"""What a script process takes from itself before it reads its first script."""

from __future__ import annotations

import resource

_EXTRA_MEMORY = 220 * 1024 * 1024  # bytes of address space beyond those that the start took
_PAGE = resource.getpagesize()


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123  # nothing else is imported for it
            return int(pages.read().split()[0]) * _PAGE
    except OSError:
        return 512 * 1024 * 1024


def _lower(what: int, soft: int, hard: int | None = None) -> None:
    """Sets a limit; a system that does not know it, or has a lower one, keeps its own."""
    try:
        resource.setrlimit(what, (soft, soft if hard is None else hard))
    except (ValueError, OSError):
        return


def give_up_rights(cpu_seconds: int) -> None:
    """No further files, processes or dumps, so much memory and no more, and an end for the process."""
    _lower(resource.RLIMIT_AS, _address_space() + _EXTRA_MEMORY)
    _lower(resource.RLIMIT_CPU, cpu_seconds)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, 0)
    if hasattr(resource, "RLIMIT_NPROC"):
        _lower(resource.RLIMIT_NPROC, 0)
