"""Opens the scripts of a page at the first call of a module, and closes them when the page is expanded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .conversation import Conversation, answer
from .facts import site_facts
from .frames import Frames
from .model import Session
from .questions import QUESTIONS
from .safety import Strings

if TYPE_CHECKING:
    from folkmoot.core.wikitext.preprocess.expand import Expander
    from folkmoot.core.wikitext.run import Run

_KEY = "#invoke"


@dataclass(slots=True)
class OpenScripts:
    """The scripts of a page that is being expanded."""

    session: Session
    conversation: Conversation
    errors: int = 0


def scripts_of(run: Run, expander: Expander) -> OpenScripts | None:
    """The page's scripts, opened where they are not yet; None where nobody runs scripts."""
    known = run.memory.get(_KEY)
    if isinstance(known, OpenScripts):
        return known
    if run.around.scripts is None:
        return None
    strings = Strings()
    conversation = Conversation(run, expander, strings, Frames(expander, strings))

    def reply(name: str, values: Sequence[Any]) -> Any:
        return answer(QUESTIONS, conversation, name, values)

    session = run.around.scripts.open(site_facts(run, saving=expander.saving), reply)
    opened = OpenScripts(session, conversation)
    run.memory[_KEY] = opened
    return opened


def close_scripts(run: Run) -> None:
    """Gives back what the page's scripts hold; a later call opens them anew."""
    opened = run.memory.pop(_KEY, None)
    if isinstance(opened, OpenScripts):
        opened.session.close()
