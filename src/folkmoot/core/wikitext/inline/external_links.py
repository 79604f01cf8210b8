"""Links to elsewhere in brackets: ``[https://... text]`` and ``[https://...]``."""

from __future__ import annotations

import re

from folkmoot.core.languages.facts import facts
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.sanitize.facts import PROTOCOL_OR_RELATIVE_PATTERN

from .addresses import CHARACTER, HOST, SPACES, clean_url, image_of, outside_link, unlinked

_BRACKETED = re.compile(
    # Possessive: giving characters of the address back could not help, only cost time.
    rf"\[({PROTOCOL_OR_RELATIVE_PATTERN}{HOST}{CHARACTER}*+)([{SPACES}]*+)([^\]\x00-\x08\x0a-\x1f\ufffd]*+)\]",
    re.IGNORECASE,
)
_END = "\ufffd"  # what stands for characters that no page may hold
_CUT = re.compile("&(?:lt|gt);")


def render_bracketed_links(text: str, run: Run) -> str:
    """``[address text]`` and ``[address]`` as links; a link ends on the line it begins on."""
    if "[" not in text or "]" not in text:
        return text
    return "\n".join([_brackets_of_line(line, run) for line in text.split("\n")])


def _brackets_of_line(line: str, run: Run) -> str:
    if _END in line:  # no link holds one: else it would be looked for from every bracket in front of it
        return _END.join([_brackets_of_line(part, run) for part in line.split(_END)])
    if "]" not in line:
        return line
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
    url, _spaces, text = found.groups()
    if cut := _CUT.search(url):
        url, text = url[: cut.start()], f"{url[cut.start() :]} {text}"
    url = clean_url(run.held.release(url))
    run.external_links[url] = None
    if not text:
        return outside_link(url, f"[{_number(run)}]", "autonumber", run)
    image = image_of(text, run)
    return outside_link(url, run.held.general(image) if image else unlinked(text), "text", run)


def _number(run: Run) -> str:
    run.autonumber += 1
    return str(run.autonumber).translate(_digits(run.site.language))


def _digits(language: str) -> dict[int, int]:
    return str.maketrans("0123456789", facts(language).digits)
