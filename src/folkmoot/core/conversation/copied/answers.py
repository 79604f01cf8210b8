"""Whom a comment answers, where its words say so: "Hi, @Scann." or "Hello MIskander-WMF, ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from folkmoot.core.conversation.copied.words import folded

REACH = 80  # characters from a comment's beginning in which somebody may be addressed
_BEGINNING = re.compile(r"^[\s•◦▪*\-–—\d.)>]*(?:[^\s,:@]{1,12}[,!]?\s+)?")


def answered(body: str, author: str, earlier: Sequence[tuple[int, str, str | None]]) -> int | None:
    """Which of the earlier comments of a topic this one addresses, None where nothing shows it.

    ``earlier`` are (number, author, shown name) in page order; the newest comment of whoever is
    addressed counts. Somebody is addressed by an ``@`` with their name near the beginning, or by
    their name at the beginning, alone or after one word of greeting, with a mark behind it.
    """
    opening = body[:REACH]
    best: tuple[int, int] | None = None  # (where the name stands, number of the comment)
    for number, name, shown in earlier:
        if folded(name) == folded(author):
            continue
        for called in {name, shown or name}:
            position = _addressed(opening, called)
            if position is not None and (best is None or position <= best[0]):
                best = (position, number)
    return best[1] if best else None


def _addressed(opening: str, name: str) -> int | None:
    """Where the name stands in the opening of a comment as an address, None if it does not."""
    if len(name) < 2:
        return None
    spelled = re.escape(name).replace(r"\ ", r"[\s_]")
    called = re.search(rf"@\s?{spelled}(?!\w)", opening, re.IGNORECASE)
    if called is not None:
        return called.start()
    for beginning in (re.match(r"[\s•◦▪*\-–—]*", opening), _BEGINNING.match(opening)):
        if beginning is None:
            continue
        named = re.compile(rf"{spelled}(?=\s*[,:!،:：—–]|\s+-)", re.IGNORECASE).match(
            opening, beginning.end()
        )
        if named is not None:
            return beginning.end()
    return None
