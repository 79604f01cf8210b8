"""What is known of other pages: numbers, sizes, revisions, protection, and who links to them.

Each page that is asked for costs one of the page's expensive calls.
"""

from __future__ import annotations

from dataclasses import replace

from folkmoot.core.site import CATEGORY
from folkmoot.core.titles import Title, prefixed
from folkmoot.core.wikitext.content_models import content_model
from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.messages import message
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.surroundings import PageFacts, RevisionFacts
from folkmoot.core.wikitext.variables.revision import TIME_PARTS, own_time, revision_time, time_part

from .call import Call, Function
from .words import formatted

_MEMBERS = {
    "pagesincategory_pages": "pages",
    "pagesincategory_subcats": "subcats",
    "pagesincategory_files": "files",
}


def _local_title(call: Call) -> Title | None:
    """The title that is asked about, None where it is none of this wiki."""
    title = call.title()
    return None if title is None or title.interwiki else title


def _is_own(title: Title, run: Run) -> bool:
    return replace(title, fragment="") == replace(run.title, fragment="")


def _facts(title: Title, call: Call) -> PageFacts | None:
    """What is known of a page; the page then belongs to what the rendering was made of."""
    run, name = call.run, prefixed(title, call.run.site)
    if name not in run.known_pages:
        if run.around.page is None or not call.may_cost():
            return None
        run.templates.setdefault(name)
        run.known_pages[name] = run.around.page(name)
    return run.known_pages[name]


def _page_number(call: Call) -> str:
    title = call.title()
    if title is None:
        return ""
    if title.interwiki or title.namespace < 0:
        return "0"
    facts = _facts(title, call)
    return str(facts.number or 0) if facts else "0"


def _page_size(call: Call) -> str:
    title = call.run.find_title(call.first)
    facts = None if title is None or title.interwiki else _facts(title, call)
    return formatted((facts.revision.size or 0) if facts else 0, call, 1)


def _revision(call: Call, title: Title) -> RevisionFacts | None:
    facts = _facts(title, call)
    return facts.revision if facts else None


def _revision_number(call: Call) -> str:
    title = _local_title(call)
    if title is None:
        return ""
    revision = _revision(call, title)
    return str(revision.number) if revision and revision.number is not None else ""


def _revision_user(call: Call) -> str:
    title = _local_title(call)
    if title is None:
        return ""
    revision = call.run.revision() if _is_own(title, call.run) else _revision(call, title)
    return escape_wikitext(revision.user) if revision else ""


def _revision_part(name: str) -> Function:
    def part(call: Call) -> str:
        title = _local_title(call)
        if title is None:
            return ""
        if _is_own(title, call.run):
            return time_part(own_time(call.run), name)
        revision = _revision(call, title)
        return time_part(revision_time(call.run, revision), name) if revision else ""

    return part


def _protection(call: Call) -> str:
    facts = _facts(call.run.find_title(call.argument(1)) or call.run.title, call)
    return facts.protection.get(call.first.lower(), "") if facts else ""


def _protection_end(call: Call) -> str:
    facts = _facts(call.run.find_title(call.argument(1)) or call.run.title, call)
    return facts.protection_end.get(call.first.lower(), "infinity") if facts else ""


def _cascading_sources(call: Call) -> str:
    facts = _facts(call.run.find_title(call.first) or call.run.title, call)
    return "|".join(facts.cascading_from) if facts else ""


def _content_model(call: Call) -> str:
    title = call.run.find_title(call.argument(1)) if call.parts else call.run.title
    if title is None:
        return ""
    model = content_model(title)
    if call.written is None or call.first_says("contentmodel_local"):
        return escape_wikitext(message(call.run, f"content-model-{model}"))
    return model if call.first_says("contentmodel_canonical") else ""


def _members(call: Call) -> str:
    title = call.run.find_title(call.first, CATEGORY)
    kind_at, raw_at = (2, 1) if call.says(1, "rawsuffix") else (1, 2)
    kind = next((name for word, name in _MEMBERS.items() if call.says(kind_at, word)), "all")
    counts = call.run.around.members
    if title is None or counts is None or not call.may_cost():
        return formatted(0, call, raw_at)
    return formatted(counts(title.text).get(kind, 0), call, raw_at)


PAGES: dict[str, Function] = {
    "pageid": _page_number,
    "pagesize": _page_size,
    "revisionid": _revision_number,
    **{name.lower(): _revision_part(name) for name in TIME_PARTS},
    "revisionuser": _revision_user,
    "protectionlevel": _protection,
    "protectionexpiry": _protection_end,
    "cascadingsources": _cascading_sources,
    "#contentmodel": _content_model,
    "pagesincategory": _members,
}
