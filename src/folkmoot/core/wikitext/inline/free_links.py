"""Addresses in running text as links."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.attributes import guarded_value
from folkmoot.core.wikitext.sanitize.facts import PROTOCOL_PATTERN, PROTOCOLS

from .addresses import CHARACTER, HOST, REFERENCE_END, clean_url, image_of, outside_link

_ADDRESS = re.compile(rf"({PROTOCOL_PATTERN}){HOST}{CHARACTER}*", re.IGNORECASE)
# A colon behind a letter and in front of something: an address may begin before it.
_COLON = re.compile(r":(?<=[A-Za-z]:)(?!\s)")
_PROTOCOL_BEFORE_COLON = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted({protocol.partition(":")[0] for protocol in PROTOCOLS})) + r")\Z",
    re.IGNORECASE,
)
_LONGEST_PROTOCOL = max(len(protocol) for protocol in PROTOCOLS)
_REFERENCE = re.compile(r"&(?:[a-zA-Z]+|#x?[0-9a-fA-F]+)\Z")
_LONGEST_REFERENCE = 40  # characters
# The words before numbers that would be links: RFC, PMID, ISBN.
_NUMBER_WORD = re.compile(r"\b(RF)C|\b(PMI)D|\b(ISB)N")
_PUNCTUATION = ",;\\.:!?"


def render_free_links(text: str, run: Run) -> str:
    """Bare addresses as links. Those inside tags and links are written with a reference for their colon.

    Looks at colons, which are rare, rather than at every place where a word begins.
    """
    out: list[str] = []
    at = done = 0
    while colon := _COLON.search(text, at):
        at = colon.start()
        before = _PROTOCOL_BEFORE_COLON.search(text, max(done, at - _LONGEST_PROTOCOL), at)
        found = _ADDRESS.match(text, before.start()) if before else None
        if found:
            out.append(text[done : found.start()])
            out.append(_free(found, run))
            done = found.end()
        at = max(at + 1, done)
    if not out:
        return text
    out.append(text[done:])
    return "".join(out)


def _free(found: re.Match[str], run: Run) -> str:
    """A bare address without the punctuation that belongs to the sentence around it."""
    url, trail = found[0], ""
    if cut := REFERENCE_END.search(url):
        url, trail = url[: cut.start()], url[cut.start() :]
    kept = len(url.rstrip(_PUNCTUATION if "(" in url else _PUNCTUATION + ")"))
    if (
        kept < len(url)
        and url[kept] == ";"
        and _REFERENCE.search(url, max(0, kept - _LONGEST_REFERENCE), kept)
    ):
        kept += 1
    url, trail = url[:kept], _read(url[kept:] + trail)
    if len(url) <= len(found[1]):
        return url + trail
    url = clean_url(url)
    if image := image_of(url, run):
        return run.held.general(image) + trail
    run.external_links[url] = None
    return outside_link(url, guarded_value(url), "free", run) + trail


def _read(trail: str) -> str:
    """What was read with an address is not read again: no number that is a link begins in it."""
    return _NUMBER_WORD.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", trail) if trail else ""
