"""Variables of the page's title, each with a form for addresses: ``PAGENAME`` and ``PAGENAMEE``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from folkmoot.core.titles import Title, is_talk, prefixed, subject_of, talk_of
from folkmoot.core.wikitext.escaping import escape_wikitext
from folkmoot.core.wikitext.run import Run

TitleValue = Callable[[Title, Run], str]


def _namespace(title: Title, run: Run) -> str:
    return run.site.namespaces.get(title.namespace, "").replace("_", " ")


def _full(title: Title, run: Run) -> str:
    return prefixed(title, run.site)


def _slash(title: Title, run: Run) -> bool:
    return "/" in title.text and run.site.has_subpages(title.namespace)


def _base(title: Title, run: Run) -> str:
    return (title.text.rpartition("/")[0] or title.text) if _slash(title, run) else title.text


def _sub(title: Title, run: Run) -> str:
    return title.text.rpartition("/")[2] if _slash(title, run) else title.text


def _root(title: Title, run: Run) -> str:
    return (title.text.partition("/")[0] or title.text) if _slash(title, run) else title.text


def _talk(of: TitleValue) -> TitleValue:
    """The value for the page where a page is talked about, "" where there is none."""

    def value(title: Title, run: Run) -> str:
        if title.namespace < 0 or title.interwiki or not title.text:
            return ""
        return of(talk_of(title), run)

    return value


def _subject(of: TitleValue) -> TitleValue:
    return lambda title, run: of(subject_of(title) if is_talk(title) else title, run)


_NAMES: dict[str, TitleValue] = {
    "PAGENAME": lambda title, run: title.text,
    "FULLPAGENAME": _full,
    "BASEPAGENAME": _base,
    "SUBPAGENAME": _sub,
    "ROOTPAGENAME": _root,
    "TALKPAGENAME": _talk(_full),
    "SUBJECTPAGENAME": _subject(_full),
}
_SPACES: dict[str, TitleValue] = {
    "NAMESPACE": _namespace,
    "TALKSPACE": _talk(_namespace),
    "SUBJECTSPACE": _subject(_namespace),
}


def encode_path(text: str) -> str:
    """A title as it stands in a URL: underscores, and only what MediaWiki leaves readable."""
    return quote(text.replace(" ", "_"), safe=";@$!*(),/~:")


def _escaped(value: TitleValue) -> TitleValue:
    return lambda title, run: escape_wikitext(value(title, run))


def _encoded(value: TitleValue) -> TitleValue:
    return lambda title, run: escape_wikitext(encode_path(value(title, run)))


TITLE_VALUES: dict[str, TitleValue] = {
    **{name: _escaped(value) for name, value in _NAMES.items()},
    **{f"{name}E": _encoded(value) for name, value in _NAMES.items()},
    **_SPACES,
    **{f"{name}E": _encoded(value) for name, value in _SPACES.items()},
    "NAMESPACENUMBER": lambda title, run: str(title.namespace),
}


def title_value(name: str, title: Title, run: Run) -> str | None:
    """``PAGENAME`` and the like for any title, None for another name."""
    value = TITLE_VALUES.get(name)
    return None if value is None else value(replace(title, fragment=""), run)
