"""What happens to wikitext once, when it is saved: signatures, the pipe trick, ``subst:``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from folkmoot.core.site import SiteConfig

from .markers import fit_to_save
from .preprocess.expand import Expander
from .preprocess.frame import Frame
from .preprocess.reader import read_nodes
from .run import Run, page_title
from .scripting.open import close_scripts
from .surroundings import NOTHING_AROUND, Surroundings

_TILDES = re.compile("~{3,5}")
_BRACES = re.compile(r"\{\{(?!\s*(?:safe)?subst:)", re.IGNORECASE)
_CHARACTER = r"[^\[\]{}|#<>\n\x00-\x1f\x7f]"
_SPACE_NAME = r"[ _0-9A-Za-z\u0080-\U0010ffff-]"
_PREFIX = rf"(:?{_SPACE_NAME}+:|:|)"
# Links whose text is left out: [[space:Name (context)|]], with wide brackets, and [[space:Name, context|]].
# The groups are the namespace, the name, and what is not shown of it.
_IN_BRACKETS = re.compile(rf"\[\[{_PREFIX}({_CHARACTER}+?)( ?\({_CHARACTER}+\))\|\]\]")
_IN_WIDE_BRACKETS = re.compile(rf"\[\[{_PREFIX}({_CHARACTER}+?)( ?（{_CHARACTER}+）)\|\]\]")
_WITH_COMMA = re.compile(
    rf"\[\[{_PREFIX}({_CHARACTER}+?)( ?\({_CHARACTER}+\)|)((?:, |，|، ){_CHARACTER}+|)\|\]\]"
)
# [[|Name]], and the titles that give it their context.
_PIPE_FIRST = re.compile(rf"\[\[\|({_CHARACTER}+)\]\]")
_TITLE_IN_BRACKETS = re.compile(rf"({_SPACE_NAME}+:|){_CHARACTER}+?( \({_CHARACTER}+\))\Z")
_TITLE_WITH_COMMA = re.compile(rf"({_SPACE_NAME}+:|){_CHARACTER}+?(, {_CHARACTER}+|)\Z")
# A link's target is at most 255 bytes; longer runs are not looked at by the pipe trick.
_LINK = re.compile(r"\[\[[^\[\]{}<>\n]{1,600}\]\]")


def expand_before_save(
    text: str,
    *,
    site: SiteConfig,
    signature: str,
    signature_only_name: str,
    timestamp: str,
    pages: Mapping[str, str],
    title: str = "",
    around: Surroundings = NOTHING_AROUND,
) -> str:
    """The text as it is to be stored.

    ``~~~~`` becomes ``signature``, ``~~~`` ``signature_only_name``, ``~~~~~`` ``timestamp``.
    ``[[Page (context)|]]`` gets its text, ``[[|Page]]`` its context from ``title``. ``{{subst:...}}`` is put
    in from ``pages`` (prefixed titles). What stands in nowiki, pre and comments stays. Line ends become
    line feeds, and white space at the end of the text goes.
    """
    text = fit_to_save(text).rstrip()
    run = Run(site=site, title=page_title(title or "-", site), pages=pages, around=around)
    text = _substituted(text, run)
    signs = {3: signature_only_name, 4: signature, 5: timestamp}
    text = _TILDES.sub(lambda found: signs[len(found[0])], text)
    if "|]]" in text or "[[|" in text:
        text = _LINK.sub(lambda found: _piped(found[0], run.title.text), text)
    return run.held.release(text).rstrip()


def clean_signature(
    text: str,
    *,
    site: SiteConfig,
    pages: Mapping[str, str],
    title: str = "",
    around: Surroundings = NOTHING_AROUND,
) -> str:
    """A signature that a user wrote, as it may stand for ``~~~`` in other people's pages.

    Tildes go, since they would sign again; every ``{{`` becomes ``{{subst:``, so that no template in it can
    change what was signed; and the substitutions are made.
    """
    text = _BRACES.sub("{{subst:", fit_to_save(text))
    run = Run(site=site, title=page_title(title or "-", site), pages=pages, around=around)
    return _TILDES.sub("", run.held.release(_substituted(text, run)))


def _substituted(text: str, run: Run) -> str:
    """The text with its substitutions made; tags and comments are held back."""
    if "<" not in text and "{{" not in text:
        return text
    try:
        return Expander(run, saving=True).expand(read_nodes(text), Frame())
    finally:
        close_scripts(run)


def _piped(link: str, title: str) -> str:
    """A link whose text is left to the wiki, with its text."""
    if link.endswith("|]]"):
        for pattern in (_IN_BRACKETS, _IN_WIDE_BRACKETS, _WITH_COMMA):
            if found := pattern.fullmatch(link):
                return f"[[{''.join(found.groups())}|{found[2]}]]"
        return link
    found = _PIPE_FIRST.fullmatch(link)
    return _with_context(found[1], title) if found else link


def _with_context(text: str, title: str) -> str:
    """``[[|Page]]`` on "Other (context)" is a link to "Page (context)"; the namespace does not count."""
    for pattern in (_TITLE_IN_BRACKETS, _TITLE_WITH_COMMA):
        found = pattern.match(title)
        if found and (found[1] or found[2]):
            return f"[[{found[1]}{text}{found[2]}|{text}]]"
    return f"[[{text}]]"
