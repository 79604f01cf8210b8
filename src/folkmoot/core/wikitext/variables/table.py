"""All variables, by their English names: those of MediaWiki's magic words in capitals."""

from __future__ import annotations

from collections.abc import Callable

from folkmoot.core.languages.numbers import format_number
from folkmoot.core.wikitext.page_language import page_language
from folkmoot.core.wikitext.run import Run

from .revision import REVISION_VALUES
from .site import SITE_VALUES
from .statistics import STATISTICS, count
from .time import TIME_VALUES
from .title import TITLE_VALUES, TitleValue

Variable = Callable[[Run], str | None]
"""Gives wikitext; None where what it stands for is not known, so that it stays as it is written."""


def _of_page(value: TitleValue) -> Variable:
    return lambda run: value(run.title, run)


def _count(statistic: str) -> Variable:
    return lambda run: format_number(str(count(statistic, run)), page_language(run))


VARIABLES: dict[str, Variable] = {
    **SITE_VALUES,
    **{name: _of_page(value) for name, value in TITLE_VALUES.items()},
    **TIME_VALUES,
    **REVISION_VALUES,
    **{name: _count(statistic) for name, statistic in STATISTICS.items()},
}
