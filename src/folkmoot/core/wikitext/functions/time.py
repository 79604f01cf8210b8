"""``#time`` and ``#timel``: a moment in any format and language."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from folkmoot.core.languages.moments import NoMoment, depends_on_now, read_moment
from folkmoot.core.languages.time_formats import written_time
from folkmoot.core.languages.timezones import zone
from folkmoot.core.wikitext.markers import without_markers
from folkmoot.core.wikitext.messages import message_html
from folkmoot.core.wikitext.page_language import page_language
from folkmoot.core.wikitext.run import Run

from .call import Call, Function, error

_CODE = re.compile("[a-z0-9-]{2,20}")
_MOST = 6000  # characters of formats in one page


def _time(call: Call, *, local: bool) -> str | None:
    now = call.run.around.now
    if now is None:
        return None
    written = without_markers(call.argument(1))
    try:
        moment = _moment(written, now)
    except NoMoment as wrong:
        return error(message_html(call.run, f"pfunc_time_{wrong.reason}"))
    call.run.costs["time"] += len(call.plain)
    if call.run.costs["time"] > _MOST:
        return error(message_html(call.run, "pfunc_time_too_long"))
    clock = zone(call.run.site.timezone) if local or call.argument(3) not in ("", "0") else UTC
    try:
        result = written_time(call.plain, moment.astimezone(clock), _language(call))
    except (OverflowError, ValueError):  # at the ends of the years that there are
        return error(message_html(call.run, "pfunc_time_too_big"))
    if not written or depends_on_now(written, now.astimezone(UTC)):
        note_staleness(call.run, call.plain, now.astimezone(clock))
    return result.text


def note_staleness(run: Run, form: str, now: datetime) -> None:
    """Notes when a format shows something else than now: the rendering is stale then."""
    stale_in = written_time(form, now, run.site.language).stale_in
    if stale_in is not None:
        run.expire_by_clock(stale_in)


def _moment(written: str, now: datetime) -> datetime:
    return read_moment(written, now.astimezone(UTC)) if written else now


def _language(call: Call) -> str:
    given = call.argument(2)
    return given if _CODE.fullmatch(given) else page_language(call.run)


TIME: dict[str, Function] = {
    "#time": lambda call: _time(call, local=False),
    "#timel": lambda call: _time(call, local=True),
}
