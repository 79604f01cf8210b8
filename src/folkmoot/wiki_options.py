"""Which wiki a page comes from, as the commands are told: options, or what the page shows."""

from __future__ import annotations

import argparse
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from folkmoot.core.conversation import Form
from folkmoot.core.errors import NotReadable
from folkmoot.core.languages.timezones import zone
from folkmoot.core.site import SiteConfig
from folkmoot.files import read_text

if TYPE_CHECKING:
    from folkmoot.core.conversation.talk_templates import TalkTemplates


def add_wiki_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--lang``, ``--site`` and ``--timezone``."""
    wiki = parser.add_mutually_exclusive_group()
    wiki.add_argument("--lang", metavar="CODE", help="the wiki's language (default: what the page shows)")
    wiki.add_argument(
        "--site",
        metavar="FILE",
        help="a description of the wiki in JSON: its API's meta=siteinfo, or DiscussionTools' own",
    )
    parser.add_argument(
        "--timezone", metavar="ZONE", help="the wiki's clock, as Europe/Berlin (default: what the page shows)"
    )


def site_of(options: argparse.Namespace, text: str, form: Form) -> tuple[SiteConfig, str | None]:
    """The wiki that the page comes from, and the page's title if the description of the wiki has it."""
    if options.site:
        return _described_site(options.site)
    from folkmoot.core.conversation.origins import guess_site

    language = _checked_language(options.lang) if options.lang else None
    timezone = _checked_timezone(options.timezone) if options.timezone else None
    return guess_site(text, form, language=language, timezone=timezone), None


def templates_of(options: argparse.Namespace, site: SiteConfig) -> TalkTemplates | None:
    """What the wiki's templates are for, if a file says so: it adds to what is known of all wikis."""
    if not options.templates:
        return None
    from folkmoot.core.conversation.talk_templates import talk_templates

    description = _json_object(options.templates, "templates")
    try:
        return talk_templates(site.language).described(description)
    except NotReadable as problem:
        raise NotReadable(f"{options.templates}: {problem.message}") from None


@cache
def _described_site(name: str) -> tuple[SiteConfig, str | None]:
    description = _json_object(name, "a wiki")
    try:
        site = SiteConfig.from_description(description)
    except NotReadable as problem:
        raise NotReadable(f"{name}: {problem.message}") from None
    title = description.get("title")
    return site, title if isinstance(title, str) else None


@cache
def _json_object(name: str, what: str) -> dict[str, Any]:
    try:
        description = json.loads(read_text(name))
    except ValueError as problem:
        raise NotReadable(f"{name} is not JSON: {problem}.") from None
    except RecursionError:
        raise NotReadable(f"{name} does not describe {what}: it nests without end.") from None
    if not isinstance(description, dict):
        raise NotReadable(f"{name} does not describe {what}.")
    return description


def _checked_language(code: str) -> str:
    from folkmoot.core.languages import known_code, known_languages

    known = known_code(code)
    if known:
        return known
    from difflib import get_close_matches

    near = ", ".join(get_close_matches(code.lower(), known_languages()))
    raise argparse.ArgumentTypeError(
        f"argument --lang: there is no language {code!r} here" + (f"; perhaps {near}?" if near else "")
    )


def _checked_timezone(name: str) -> str:
    try:
        return zone(name).key
    except (OSError, ValueError, LookupError):
        raise argparse.ArgumentTypeError(
            f"argument --timezone: there is no time zone {name!r}; write it as Europe/Berlin"
        ) from None
