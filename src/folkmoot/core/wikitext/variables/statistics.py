"""Numbers of the wiki: ``NUMBEROFPAGES`` and its kin."""

from __future__ import annotations

from folkmoot.core.wikitext.run import Run

_HOUR = 3600  # for so long a number of the wiki may stand in a kept rendering

STATISTICS: dict[str, str] = {
    "NUMBEROFARTICLES": "articles",
    "NUMBEROFFILES": "files",
    "NUMBEROFUSERS": "users",
    "NUMBEROFACTIVEUSERS": "activeusers",
    "NUMBEROFPAGES": "pages",
    "NUMBEROFADMINS": "admins",
    "NUMBEROFEDITS": "edits",
}
"""The variables and the names of ``Surroundings.statistics``."""


def count(statistic: str, run: Run) -> int:
    """One number of the wiki, 0 where it is not known."""
    run.expire(_HOUR)
    try:
        return run.around.statistics[statistic]
    except KeyError:
        return 0
