"""Variables of time: ``CURRENT…`` in UTC, ``LOCAL…`` by the wiki's clock, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from folkmoot.core.languages.forms import own_forms
from folkmoot.core.languages.time_formats import written_time
from folkmoot.core.languages.timezones import zone
from folkmoot.core.wikitext.page_language import page_language
from folkmoot.core.wikitext.run import Run

_TIME_OF_DAY = "time of day"

_FORMATS = {
    "MONTH": "m",
    "MONTH1": "n",
    "MONTHNAME": "F",
    "MONTHNAMEGEN": "xg",
    "MONTHABBREV": "M",
    "DAY": "j",
    "DAY2": "d",
    "DAYNAME": "l",
    "DOW": "w",
    "YEAR": "Y",
    "TIME": _TIME_OF_DAY,
    "HOUR": "H",
    "WEEK": "W",
    "TIMESTAMP": "xNYmdHis",
}


def _variable(kind: str, *, local: bool) -> Callable[[Run], str | None]:
    date_format = _FORMATS[kind]

    def value(run: Run) -> str | None:
        if run.around.now is None:
            return None
        language = page_language(run)
        moment = _clock(run.around.now, run, local=local)
        chosen = date_format
        if chosen == _TIME_OF_DAY:
            chosen = own_forms(language).get("time", "H:i")
        written = written_time(chosen, moment, language)
        if written.stale_in is not None:
            run.expire_by_clock(written.stale_in)
        return written.text.removeprefix("0") if kind == "WEEK" else written.text

    return value


def _clock(now: datetime, run: Run, *, local: bool) -> datetime:
    return now.astimezone(zone(run.site.timezone) if local else UTC)


TIME_VALUES: dict[str, Callable[[Run], str | None]] = {
    **{f"CURRENT{kind}": _variable(kind, local=False) for kind in _FORMATS},
    **{f"LOCAL{kind}": _variable(kind, local=True) for kind in _FORMATS},
}
