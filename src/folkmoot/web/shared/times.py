"""Times as people say them."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_COUNTED = 30


def ago(moment: datetime, now: datetime) -> str:
    """How long ago it was, in the language of the interface; after a month, the date (UTC).

    A moment ahead of ``now`` by less than a minute (two clocks) is "just now", any other its date.
    """
    seconds = int((now - moment).total_seconds())
    days = seconds // _DAY
    if days >= _DAYS_COUNTED or seconds <= -_MINUTE:
        return date_format(moment, "DATE_FORMAT")
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        return _counted_minutes(seconds // _MINUTE)
    if seconds < _DAY:
        return _counted_hours(seconds // _HOUR)
    return _("yesterday") if days == 1 else _counted_days(days)


def _counted_minutes(number: int) -> str:
    return ngettext("%(number)d minute ago", "%(number)d minutes ago", number) % {"number": number}


def _counted_hours(number: int) -> str:
    return ngettext("%(number)d hour ago", "%(number)d hours ago", number) % {"number": number}


def _counted_days(number: int) -> str:
    return ngettext("%(number)d day ago", "%(number)d days ago", number) % {"number": number}
