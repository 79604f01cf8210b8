"""Titles of pages: what may be one, in which namespace it is, and where its page is found.

The rules are MediaWiki's, as its manual documents them (Manual:Page title, Manual:$wgLegalTitleChars):
a title that MediaWiki refuses is refused here, with a message that says what is wrong with it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache

from folkmoot.core.errors import BadTitle
from folkmoot.core.languages.letters import DOTTED_CAPITAL_I
from folkmoot.core.site import MAIN, SPECIAL, TALK, USER, USER_TALK, SiteConfig

MAX_BYTES = 255  # of the title without its namespace
MAX_BYTES_SPECIAL = 512
_MAX_ANCHOR = 1024
_ANCHOR_SPACE = re.compile(r"[ _\t\n\f\r]+")

_BIDI_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]+")
_WHITE_SPACE = re.compile("[ _\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f<>\[\]|{}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:\w+|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_ESCAPE = re.compile(rf"%[0-9A-Fa-f]{{2}}|{_REFERENCE.pattern}")
# A namespace or interwiki prefix with its colon.
_PREFIX = re.compile(r"([^:]*[^: ]) *: *")
# Most titles: letters and digits with single spaces and a few signs between.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ .,'()/!*-]\(?[A-Za-z0-9]+|[)!])*")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9_.;@$!*(),/~:-]*")
# "." or ".." as a whole part of a path.
_RELATIVE = re.compile(r"(?:^|/)\.\.?(?:/|$)")
_IPV6 = re.compile(r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:/\d{1,3})?")
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")


@dataclass(frozen=True, slots=True)
class Title:
    """A page's title, taken apart: ``text`` is without namespace, with spaces, its first letter a capital.

    ``came_by_prefix`` says that it was written with an interwiki prefix that means this wiki itself.
    """

    namespace: int
    text: str
    fragment: str = ""
    interwiki: str = ""
    came_by_prefix: bool = field(default=False, compare=False)

    def key(self) -> str:
        """The text with underscores, as MediaWiki stores it and writes it in addresses."""
        return self.text.replace(" ", "_")


def parse_title(text: str, site: SiteConfig, *, default_namespace: int = MAIN) -> Title:
    """The title that ``text`` names on this site, as a link or a person writes it.

    ``text`` may carry a namespace, an interwiki prefix, a colon before them, a ``#fragment`` and
    character references. Raises ``BadTitle`` for what MediaWiki refuses, and for a bare ``#fragment``,
    which names no page.
    """
    if title := _plain_title(text, site, default_namespace):
        return title
    cleaned = _clean(text)
    page, fragment = _split_fragment(cleaned)
    came_by_prefix, page = _without_own_prefix(page, site)
    interwiki, namespace, rest = _prefixes(page, site, default_namespace)
    _refuse_bad_characters(rest, cleaned)
    if rest or not interwiki:
        _refuse_bad_shape(rest, namespace)
    if not interwiki:
        rest = _own_form(rest, namespace, site)
    return Title(namespace, rest, fragment, interwiki, came_by_prefix)


def _plain_title(text: str, site: SiteConfig, default: int) -> Title | None:
    """A title in which nothing can be wrong; None where that is not plain to see."""
    before, colon, rest = text.rpartition(":")
    namespace = site.namespace_ids.get(before.lower(), MAIN) if colon else default
    if len(rest) > MAX_BYTES or not _PLAIN.fullmatch(rest) or (colon and namespace == MAIN):
        return None
    return Title(namespace, _own_form(rest, namespace, site))


def prefixed(title: Title, site: SiteConfig) -> str:
    """The title with its namespace as this site names it, without fragment: ``User talk:Ada``."""
    space = site.namespaces.get(title.namespace, "")
    name = f"{space}:{title.text}" if space else title.text
    return f"{title.interwiki}:{name}" if title.interwiki else name


def is_talk(title: Title) -> bool:
    """Whether the page is one where people talk about another page."""
    return title.namespace > MAIN and title.namespace % 2 == 1


def talk_of(title: Title) -> Title:
    """The page where ``title`` is talked about, itself if it is one. Raises ``BadTitle`` if there is none."""
    if title.namespace < MAIN or title.interwiki:
        raise BadTitle("This kind of page has no discussion page.", title=title.text)
    return title if is_talk(title) else replace(title, namespace=title.namespace + 1, fragment="")


def subject_of(title: Title) -> Title:
    """The page that ``title`` talks about; a page that is no talk page is its own subject."""
    return replace(title, namespace=title.namespace - 1, fragment="") if is_talk(title) else title


def page_path(title: Title, site: SiteConfig) -> str:
    """The address of the page within its site, percent-encoded as MediaWiki does, without fragment."""
    if title.interwiki:
        pattern = site.interwiki.get(title.interwiki, f"{title.interwiki}:$1")
        address = pattern.replace("$1", _encode(title.text))
        return address if title.text else address.removesuffix("?")
    return site.article_path.replace("$1", _encode(prefixed(title, site)))


def query_path(title: Title, query: str, site: SiteConfig) -> str:
    """The address at which a page is asked for something: ``query`` is ``action=edit`` or the like."""
    if site.script:
        return f"{site.script}?title={_encode(prefixed(title, site))}&{query}"
    path = page_path(title, site)
    return f"{path}{'&' if '?' in path else '?'}{query}"


def anchor_of(text: str) -> str:
    """The id of a heading with this text, as MediaWiki makes it for HTML5; not yet unique on its page."""
    collapsed = _ANCHOR_SPACE.sub(" ", text).strip()
    return collapsed.replace(" ", "_")[:_MAX_ANCHOR]


def section_name(text: str) -> str:
    """The words of a heading in the form in which links name its section: white space as single spaces.

    Only the end is cut off: a heading that begins with a no-break space has an id that begins with "_".
    """
    text = _BIDI_MARKS.sub("", unicodedata.normalize("NFC", text.strip(" \t\n\r\v")))
    return _WHITE_SPACE.sub(" ", text).rstrip(" ")


def bare_fragment(text: str) -> str:
    """The fragment that a link like ``#section`` names, in the form of ``Title.fragment``."""
    return _clean(text).partition("#")[2]


def title_from_url(href: str, site: SiteConfig) -> Title | None:
    """The page a link's ``href`` leads to, None if it is no page of a wiki of this site's form.

    Understood are the article path, ``?title=`` and Parsoid's ``./Title``. The host is not looked at:
    links between wikis of one family count as well, as they do for DiscussionTools.
    """
    text = _title_text_of_url(href, site.article_path)
    if not text:
        return None
    try:
        return parse_title(text, site)
    except BadTitle:
        return None


def is_ip(name: str) -> bool:
    """Whether this is the name of somebody without an account: an address of the internet."""
    return bool(_IPV4.fullmatch(name)) or _is_ipv6(name)


def normalise_username(name: str, site: SiteConfig) -> str | None:
    """A user's name in the form in which it is compared and shown; None if nobody can be called that.

    First letter capital, ``_`` as spaces, IPv6 in capitals. Addresses are accepted, sub-pages are not.
    """
    if "#" in name or "/" in name:
        return None
    try:
        title = parse_title(f":{site.namespaces[USER]}:{name}", site)
    except BadTitle:
        return None
    return title.text if title.namespace == USER and not title.interwiki else None


def _clean(text: str) -> str:
    """Character references decoded, Unicode composed, marks of direction gone, white space as one space."""
    if "&" in text:
        text = _REFERENCE.sub(_decoded, text)
    return _WHITE_SPACE.sub(" ", _BIDI_MARKS.sub("", unicodedata.normalize("NFC", text))).strip(" ")


def _decoded(reference: re.Match[str]) -> str:
    from html import unescape  # its tables are large, and hardly a title needs them

    return unescape(reference[0])


def _split_fragment(text: str) -> tuple[str, str]:
    page, _, fragment = text.partition("#")
    return page.rstrip(" "), fragment


def _without_own_prefix(page: str, site: SiteConfig) -> tuple[bool, str]:
    """The title behind prefixes that mean this wiki, and whether there were any; nothing: the main page."""
    own = False
    while site.local_interwiki and (found := _PREFIX.match(page.lstrip(": "))):
        if found[1].lower() not in site.local_interwiki or site.namespace_id(found[1]) is not None:
            break
        own, page = True, page.lstrip(": ")[found.end() :]
    return own, page or (site.main_page if own else page)


def _prefixes(page: str, site: SiteConfig, default: int) -> tuple[str, int, str]:
    """Interwiki prefix, namespace and what follows them; at most one interwiki prefix counts."""
    interwiki, namespace, rest = "", default, page
    if rest.startswith(":"):
        namespace, rest = MAIN, rest[1:].lstrip(" ")
    while found := _PREFIX.match(rest):
        known = site.namespace_id(found[1])
        if known is not None and known != MAIN:
            rest = rest[found.end() :]
            _refuse_talk_of_prefix(known, rest, site)
            return interwiki, known, rest
        if interwiki or found[1].lower() not in site.interwiki:
            break
        return found[1].lower(), MAIN, rest[found.end() :].lstrip(": ")
    return interwiki, namespace, rest


def _refuse_talk_of_prefix(namespace: int, rest: str, site: SiteConfig) -> None:
    found = _PREFIX.match(rest) if namespace == TALK else None
    if found and (site.namespace_id(found[1]) or found[1].lower() in site.interwiki):
        raise BadTitle(
            "“%(title)s” puts one namespace into another; write the discussion page of “%(page)s” with its "
            "own namespace instead.",
            values={"title": f"{site.namespaces[TALK]}:{rest}", "page": rest},
            reason="title-invalid-talk-namespace",
        )


def _refuse_bad_characters(rest: str, text: str) -> None:
    if "\ufffd" in text or _SURROGATE.search(text):
        raise BadTitle("The title is not valid text (UTF-8).", reason="title-invalid-utf8")
    if found := _ILLEGAL.search(rest):
        shown = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        raise BadTitle(
            "A title cannot contain “%(character)s”.",
            values={"character": shown},
            reason="title-invalid-characters",
            character=found[0],
        )
    if found := _ESCAPE.search(rest):
        raise BadTitle(
            "A title cannot contain “%(text)s”, which looks like an encoded character.",
            values={"text": found[0]},
            reason="title-invalid-characters",
        )


def _refuse_bad_shape(rest: str, namespace: int) -> None:
    if not rest:
        raise BadTitle("A title needs at least one character.", reason="title-invalid-empty")
    if rest.startswith(":"):
        raise BadTitle("A title cannot begin with a colon.", reason="title-invalid-leading-colon")
    if _RELATIVE.search(rest):
        raise BadTitle(
            "A title cannot contain “.” or “..” as a whole part of a path.", reason="title-invalid-relative"
        )
    if "~~~" in rest:
        raise BadTitle(
            "A title cannot contain “~~~”, which stands for a signature.", reason="title-invalid-magic-tilde"
        )
    limit = MAX_BYTES_SPECIAL if namespace == SPECIAL else MAX_BYTES
    size = len(rest) if rest.isascii() else len(rest.encode())
    if size > limit:
        raise BadTitle(
            "The title is too long: %(size)d bytes, and %(limit)d are the most that fit. Please shorten it.",
            values={"size": size, "limit": limit},
            reason="title-invalid-too-long",
            limit=limit,
        )


def _own_form(rest: str, namespace: int, site: SiteConfig) -> str:
    if namespace in (USER, USER_TALK) and _is_ipv6(rest):
        return rest.upper()
    return (
        _capital(rest, site.language)
        if site.capital_links or namespace in (USER, USER_TALK, SPECIAL)
        else rest
    )


def _capital(text: str, language: str) -> str:
    """The text with its first letter as a capital, where that letter has one of its own."""
    first = text[0]
    if "A" <= first <= "Z":
        return text
    if first == "i" and language in DOTTED_CAPITAL_I:
        return "İ" + text[1:]
    upper = first.upper()
    # MediaWiki leaves Georgian alone, and letters whose capital is two letters.
    if len(upper) != 1 or "\u10d0" <= first <= "\u10ff":
        return text
    return unicodedata.normalize("NFC", upper + text[1:])


def _is_ipv6(name: str) -> bool:
    if ":" not in name or not _IPV6.fullmatch(name) or ":::" in name or name.count("::") > 1:
        return False
    groups = name.partition("/")[0].split(":")
    return ("::" in name) or (len(groups) == 8 and all(groups))


def _encode(text: str) -> str:
    text = text.replace(" ", "_")
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    from urllib.parse import quote

    return quote(text, safe=";@$!*(),/~:")


def _title_text_of_url(href: str, article_path: str) -> str | None:
    from urllib.parse import parse_qsl, unquote, urlsplit

    try:
        url = urlsplit(href)
    except ValueError:
        return None
    query = dict(parse_qsl(url.query, keep_blank_values=True)) if "title=" in url.query else {}
    if query.get("title"):
        return query["title"]
    path = url.path
    if path.startswith("./"):
        return unquote(path[2:])
    found = _article_pattern(article_path).fullmatch(path)
    return unquote(found[1]) if found else None


@cache
def _article_pattern(article_path: str) -> re.Pattern[str]:
    """What the path of a page's address looks like; nothing matches where titles stand in the query."""
    if "?" in article_path:
        return re.compile(r"(?!)(.*)")
    path = re.sub(r"^(?:[a-z]+:)?//[^/]*", "", article_path)
    return re.compile(re.escape(path).replace(re.escape("$1"), "(.+)"), re.DOTALL)
