"""Variables: ``{{PAGENAME}}`` and its kin, values that depend on the page and the site only."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from folkmoot.core.titles import Title, is_talk, prefixed, subject_of, talk_of
from folkmoot.core.wikitext.run import Run

TitleValue = Callable[[Title, Run], str]


def encode_path(text: str) -> str:
    """A title as it stands in a URL: underscores, and only what MediaWiki leaves readable."""
    return quote(text.replace(" ", "_"), safe=";@$!*(),/~:")


def _namespace(title: Title, run: Run) -> str:
    return run.site.namespaces.get(title.namespace, "").replace("_", " ")


def _full(title: Title, run: Run) -> str:
    return prefixed(title, run.site)


def _base(title: Title, run: Run) -> str:
    return title.text.rpartition("/")[0] or title.text


def _sub(title: Title, run: Run) -> str:
    return title.text.rpartition("/")[2]


def _root(title: Title, run: Run) -> str:
    return title.text.partition("/")[0]


def _talk(title: Title) -> Title:
    return title if is_talk(title) or title.namespace < 0 else talk_of(title)


def _subject(title: Title) -> Title:
    return subject_of(title) if is_talk(title) else title


TITLE_VALUES: dict[str, TitleValue] = {
    "PAGENAME": lambda title, run: title.text,
    "FULLPAGENAME": _full,
    "BASEPAGENAME": _base,
    "SUBPAGENAME": _sub,
    "ROOTPAGENAME": _root,
    "NAMESPACE": _namespace,
    "NAMESPACENUMBER": lambda title, run: str(title.namespace),
    "TALKPAGENAME": lambda title, run: _full(_talk(title), run),
    "TALKSPACE": lambda title, run: _namespace(_talk(title), run),
    "SUBJECTPAGENAME": lambda title, run: _full(_subject(title), run),
    "ARTICLEPAGENAME": lambda title, run: _full(_subject(title), run),
    "SUBJECTSPACE": lambda title, run: _namespace(_subject(title), run),
    "ARTICLESPACE": lambda title, run: _namespace(_subject(title), run),
}

_SITE_VALUES: dict[str, Callable[[Run], str]] = {
    "!": lambda run: "|",
    "=": lambda run: "=",
    "SITENAME": lambda run: run.site.name,
    "SERVER": lambda run: run.site.server,
    "SERVERNAME": lambda run: run.site.server.partition("//")[2].partition(":")[0],
    "CONTENTLANGUAGE": lambda run: run.site.language,
    "CONTENTLANG": lambda run: run.site.language,
    "PAGELANGUAGE": lambda run: run.site.language,
    "DIRECTIONMARK": lambda run: "\u200f" if run.site.direction == "rtl" else "\u200e",
    "DIRMARK": lambda run: "\u200f" if run.site.direction == "rtl" else "\u200e",
}


def escape_wikitext(text: str) -> str:
    """Text that stays text where wikitext is read: the characters that would be markup, as references."""
    escaped = text.replace("&", "&#38;").replace("'", "&#39;").replace('"', "&#34;")
    return f"&#{ord(escaped[0])};{escaped[1:]}" if escaped[:1] in tuple("*#:;=") else escaped


def variable(name: str, run: Run) -> str | None:
    """The value of a variable; None where there is no such variable."""
    if name in _SITE_VALUES:
        return _SITE_VALUES[name](run)
    return title_value(name, run.title, run)


def title_value(name: str, title: Title, run: Run) -> str | None:
    """``PAGENAME`` and the like for any title; a final E gives the form for a URL."""
    if name in TITLE_VALUES:
        return escape_wikitext(TITLE_VALUES[name](title, run))
    if name.endswith("E") and name[:-1] in TITLE_VALUES:
        return encode_path(TITLE_VALUES[name[:-1]](title, run))
    return None
