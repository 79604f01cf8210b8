"""Links to elsewhere: ``[https://... text]``, bare addresses, and RFC, PMID and ISBN numbers."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.markers import marker
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import guarded_value
from folkmoot.core.wikitext.sanitize.entities import decode_references
from folkmoot.core.wikitext.sanitize.facts import PROTOCOL_OR_RELATIVE_PATTERN, PROTOCOL_PATTERN, PROTOCOLS

REL = "nofollow ugc noopener"
_SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CHARACTER = rf'[^\]\[<>"\x00-\x20\x7f{_SPACES}\ufffd]'
_HOST = rf"(?:\[[0-9a-fA-F:.]+\]|{_CHARACTER})"
_BRACKETED = re.compile(
    # Possessive: giving characters of the address back could not help, only cost time.
    rf"\[({PROTOCOL_OR_RELATIVE_PATTERN}{_HOST}{_CHARACTER}*+)([{_SPACES}]*+)([^\]\x00-\x08\x0a-\x1f\ufffd]*+)\]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rf"{PROTOCOL_PATTERN}{_HOST}{_CHARACTER}*", re.IGNORECASE)
_PROTOCOL_BEFORE_COLON = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted({protocol.partition(":")[0] for protocol in PROTOCOLS})) + r")\Z",
    re.IGNORECASE,
)
_LONGEST_PROTOCOL = max(len(protocol) for protocol in PROTOCOLS)
_NUMBER = re.compile(
    r"(?P<link><a[ \t\r\n>].*?</a>)|(?P<tag><[^>]*>)"
    r"|\b(?P<rfc>RFC|PMID)(?:[ \t]|&nbsp;|&#160;|\u00a0)+(?P<number>[0-9]+)\b"
    r"|\bISBN(?:[ \t\u00a0]|&nbsp;|&#160;)+(?P<isbn>(?:97[89][ \t-]?)?(?:[0-9][ \t-]?){9}[0-9Xx])\b",
    re.DOTALL,
)
_REFERENCE_END = re.compile(r"&(?:lt|gt|nbsp|#x0*(?:3[CcEe]|[Aa]0)|#0*(?:60|62|160));")
_NUMERIC_END = re.compile(r"&(?:[a-zA-Z]+|#x?[0-9a-fA-F]+)\Z")
_UNSAFE = re.compile(r'[\x00-\x20"<>\[\\\]^`{|}\x7f]')
_IGNORED_IN_HOST = re.compile(
    "\u00ad|\u034f|\u180b|\u180c|\u180d|[\u200b\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]"
)


def clean_url(url: str) -> str:
    """An address with what could break out of it percent-encoded, its host without invisible characters."""
    url = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", decode_references(url))
    if not url.isascii() and (parts := re.match(r"([^:/]*:)?(//[^/]+)?", url)) and parts[2]:
        host = _IGNORED_IN_HOST.sub("", parts[2])
        return url[: parts.start(2)] + host + url[parts.end(2) :]
    return _restored_brackets(url)


def _restored_brackets(url: str) -> str:
    """An IPv6 address keeps its brackets."""
    return re.sub(r"^((?:[^:/]*:)?//)%5B([0-9A-Fa-f:.]+)%5D", r"\1[\2]", url)


def anchor(url: str, html: str, kind: str) -> str:
    """A link to elsewhere; ``html`` is finished."""
    return f'<a rel="{REL}" class="external {kind}" href="{guarded_value(clean_url(url))}">{html}</a>'


def render_bracketed_links(text: str, run: Run) -> str:
    """``[address text]`` and ``[address]`` as links; a link ends on the line it begins on."""
    if "[" not in text or "]" not in text:
        return text
    return "\n".join([_brackets_of_line(line, run) if "]" in line else line for line in text.split("\n")])


def _brackets_of_line(line: str, run: Run) -> str:
    out: list[str] = []
    done = 0
    last = line.rindex("]")
    at = line.find("[", 0, last)
    while at >= 0:
        if found := _BRACKETED.match(line, at):
            out.append(line[done:at])
            out.append(_bracketed(found, run))
            done = found.end()
        at = line.find("[", max(at + 1, done), last)
    out.append(line[done:])
    return "".join(out)


def _bracketed(found: re.Match[str], run: Run) -> str:
    url, spaces, text = found.groups()
    if cut := _REFERENCE_END.search(url):
        url, text = url[: cut.start()], url[cut.start() :] + spaces + text
    kind = "text"
    if not text:
        run.autonumber += 1
        text, kind = f"[{run.autonumber}]", "autonumber"
    elif text == url:
        kind = "free"
    return anchor(run.held.release(url), _unlinked(text), kind)


def _unlinked(text: str) -> str:
    """The text of a link with no link inside: addresses in it stay text."""
    return re.sub(
        PROTOCOL_PATTERN, lambda found: found[0].replace(":", "&#58;", 1), text, flags=re.IGNORECASE
    )


def render_bare_links(text: str, run: Run) -> str:
    """Addresses and numbers in running text as links; what is inside links and tags stays.

    Addresses inside tags and links have been written with a reference for their colon.
    """
    if ":" in text:
        text = _with_addresses(text)
    if "RFC" in text or "PMID" in text or "ISBN" in text:
        text = _NUMBER.sub(lambda found: _number(found, run), text)
    return text


def _with_addresses(text: str) -> str:
    """Looks at colons, which are rare, rather than at every place where a word begins."""
    out: list[str] = []
    done = 0
    at = text.find(":")
    while at >= 0:
        start = max(done, at - _LONGEST_PROTOCOL)
        plausible = text[at - 1 : at].isalpha() and not text[at + 1 : at + 2].isspace()
        before = _PROTOCOL_BEFORE_COLON.search(text, start, at) if plausible else None
        found = _ADDRESS.match(text, before.start()) if before else None
        if found:
            out.append(text[done : found.start()])
            out.append(_free(found[0]))
            done = found.end()
        at = text.find(":", max(at + 1, done))
    out.append(text[done:])
    return "".join(out)


def _number(found: re.Match[str], run: Run) -> str:
    if found["isbn"]:
        return _isbn(found, run)
    return _numbered(found) if found["rfc"] else found[0]


def _free(url: str) -> str:
    """A bare address without the punctuation that belongs to the sentence around it."""
    trail = ""
    if cut := _REFERENCE_END.search(url):
        url, trail = url[: cut.start()], url[cut.start() :]
    kept = len(url.rstrip(",;.:!?" if "(" in url else ",;.:!?)"))
    if kept < len(url) and url[kept] == ";" and _NUMERIC_END.search(url[:kept]):
        kept += 1
    url, trail = url[:kept], url[kept:] + trail
    if url.endswith(("://", ":")) and not trail.strip():
        return url + trail
    return anchor(url, _unlinked(url), "free") + trail


def _numbered(found: re.Match[str]) -> str:
    number = found["number"]
    if found["rfc"] == "RFC":
        return _magic(
            f"https://datatracker.ietf.org/doc/html/rfc{number}", f"RFC {number}", "mw-magiclink-rfc"
        )
    return _magic(
        f"//www.ncbi.nlm.nih.gov/pubmed/{number}?dopt=Abstract", f"PMID {number}", "mw-magiclink-pmid"
    )


def _magic(url: str, text: str, kind: str) -> str:
    return f'<a class="external {kind}" rel="{REL}" href="{guarded_value(url)}">{text}</a>'


def _isbn(found: re.Match[str], run: Run) -> str:
    written = found["isbn"]
    digits = re.sub(r"[ \t-]", "", written).upper()
    title = run.find_title(f"Special:BookSources/{digits}")
    if title is None:
        return found[0]
    return f"{marker('l', run.link_number(title))}ISBN {written}</a>"


def looks_like_address(text: str) -> bool:
    """Whether a text begins as an address does; such a text is no page title."""
    return re.match(PROTOCOL_PATTERN, text, re.IGNORECASE) is not None
