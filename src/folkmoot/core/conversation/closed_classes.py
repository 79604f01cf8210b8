"""How a page shows, in HTML or wikitext, that a discussion is over: by the class of the box around it."""

from __future__ import annotations

import re

# Class names differ from wiki to wiki ("discussion-closed", "ruwiki-closedDiscussion", "boilerplate
# archived", "mw-archivedtalk", "xfd-closed"); these two words they share.
_CLOSED = re.compile(
    r"(?:^|[-_]|(?<=[a-z])(?=[A-Z]))(?:[Cc]losed|[Aa]rchived)(?:$|[-_]|talk|(?=[A-Z]))",
)
CLOSED_WORDS = ("losed", "rchived")  # one of these stands on a page that has such a box


def says_closed(class_name: str) -> bool:
    """Whether an element of this class holds a discussion that is over."""
    return _CLOSED.search(class_name) is not None
