"""Variables of the page and its revision: ``PAGEID``, ``REVISIONID``, ``REVISIONTIMESTAMP`` and their kin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from folkmoot.core.languages.timezones import zone
from folkmoot.core.titles import prefixed
from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.surroundings import RevisionFacts


def revision_time(run: Run, revision: RevisionFacts) -> datetime | None:
    """When a revision was saved, by the wiki's clock."""
    moment = revision.timestamp
    return moment.astimezone(zone(run.site.timezone)) if moment else None


def own_time(run: Run) -> datetime | None:
    """When the page's own revision was saved; for one that is not saved yet, now."""
    revision = run.revision()
    moment = revision.timestamp or run.around.now
    return moment.astimezone(zone(run.site.timezone)) if moment else None


def time_part(moment: datetime | None, name: str) -> str:
    """The part of a moment that a variable is for, by the variable's name; "" where there is no moment."""
    if moment is None:
        return ""
    number = moment.strftime(TIME_PARTS[name])
    return number.lstrip("0") if name in _WITHOUT_ZERO else number


TIME_PARTS = {
    "REVISIONDAY": "%d",
    "REVISIONDAY2": "%d",
    "REVISIONMONTH": "%m",
    "REVISIONMONTH1": "%m",
    "REVISIONYEAR": "%Y",
    "REVISIONTIMESTAMP": "%Y%m%d%H%M%S",
}
_WITHOUT_ZERO = frozenset({"REVISIONDAY", "REVISIONMONTH1"})


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _size(run: Run) -> str:
    """The bytes of the revision, of the text itself where it is not saved."""
    known = run.revision().size
    return str(len(run.source.encode(errors="replace")) if known is None else known)


def _page_number(run: Run) -> str:
    run.varies.add("revision")
    facts = run.around.page(prefixed(run.title, run.site)) if run.around.page else None
    return _number(facts.number) if facts else ""


def _cascading(run: Run) -> str:
    facts = run.around.page(prefixed(run.title, run.site)) if run.around.page else None
    return "|".join(facts.cascading_from) if facts else ""


def _own_part(name: str) -> Callable[[Run], str]:
    return lambda run: time_part(own_time(run), name)


REVISION_VALUES: dict[str, Callable[[Run], str | None]] = {
    "PAGEID": _page_number,
    "REVISIONID": lambda run: _number(run.revision().number),
    **{name: _own_part(name) for name in TIME_PARTS},
    "REVISIONUSER": lambda run: escape_wikitext(run.revision().user),
    "REVISIONSIZE": _size,
    "CASCADINGSOURCES": _cascading,
}
