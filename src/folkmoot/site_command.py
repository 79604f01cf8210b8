"""`folkmoot site`: ask a wiki what must be known about it to read its pages."""

from __future__ import annotations

import argparse
import json
import re
from html import unescape
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

from folkmoot import __version__
from folkmoot.core.errors import NotReadable
from folkmoot.core.site import SiteConfig
from folkmoot.core.wiki_descriptions import MESSAGES
from folkmoot.files import print_text

EPILOG = """\
The answer is for --site of the other commands. It has the wiki's language, clock,
namespaces and the words of its dates. It changes so rarely that asking once will do.

exit status:
  0  printed
  1  no answer, or not one of a wiki
  2  the command was not understood

example:
  folkmoot site de.wikipedia.org > de.json
  folkmoot threads --site de.json diskussion.wikitext
"""

PARTS = "general|namespaces|namespacealiases|specialpagealiases|interwikimap"
# A wiki answers about 50 messages at once: not the full weekdays, which dates hardly ever have.
ASKED = [key for names, keys in MESSAGES.items() if names != "weekdays" for key in keys]
ZONES = [f"timezone-{zone}" for zone in ("utc", "gmt", "cet", "cest", "eet", "eest")]
SECONDS = 30
LARGEST = 20_000_000  # bytes

_API_OF_PAGE = re.compile(r'<link\b[^<>]*\brel="EditURI"[^<>]*\bhref="([^"<>]+)"')


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument("address", metavar="URL", help="any page of the wiki, or its api.php")


def run(options: argparse.Namespace) -> int:
    """Print the description; the exit status. Raises ``NotReadable`` where the wiki does not give one."""
    address = _web_address(options.address)
    api = address if urlsplit(address).path.endswith("/api.php") else _api_of(address)
    query = {
        "action": "query",
        "format": "json",
        "formatversion": "2",
        "uselang": "content",
        "meta": "siteinfo|allmessages",
        "siprop": PARTS,
        "ammessages": "|".join(ASKED + ZONES),
    }
    answer = _answer(f"{api.partition('?')[0]}?{urlencode(query)}")
    print_text([json.dumps(answer, ensure_ascii=False, indent=1), "\n"])
    return 0


def _web_address(given: str) -> str:
    address = given if "://" in given else f"https://{given}"
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"argument URL: {given!r} is no address of a wiki")
    return address


def _api_of(address: str) -> str:
    """The address of the API that a page of a wiki names."""
    found = _API_OF_PAGE.search(_fetched(address).decode(errors="replace"))
    if found is None:
        raise NotReadable(f"{address} is no page of MediaWiki; give the address of the wiki's api.php.")
    return urljoin(address, unescape(found[1]))


def _answer(address: str) -> dict[str, Any]:
    """What the API says, once it is sure that it describes a wiki."""
    api = address.partition("?")[0]
    try:
        answer = json.loads(_fetched(address))
    except (ValueError, RecursionError):
        raise NotReadable(f"{api} does not answer as a wiki's API does.") from None
    if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
        raise NotReadable(f"{api} refuses: {answer['error'].get('info', 'it does not say why')}")
    SiteConfig.from_siteinfo(answer)
    return {"query": answer["query"]}


def _fetched(address: str) -> bytes:
    request = Request(address, headers={"User-Agent": f"folkmoot/{__version__}"})  # noqa: S310 - http or https
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - http or https
            data: bytes = answer.read(LARGEST + 1)
    except HTTPError as problem:
        raise NotReadable(f"{_shown(address)} answers {problem.code}: {problem.reason}.") from None
    except URLError as problem:
        raise NotReadable(f"{_shown(address)} cannot be reached: {_reason(problem.reason)}.") from None
    except (OSError, ValueError, HTTPException) as problem:
        raise NotReadable(f"{_shown(address)} cannot be reached: {_reason(problem)}.") from None
    if len(data) > LARGEST:
        raise NotReadable(f"{_shown(address)} sends more than any wiki would.")
    return data


def _shown(address: str) -> str:
    return address.partition("?")[0]


def _reason(problem: object) -> str:
    return getattr(problem, "strerror", None) or str(problem)
