"""One page's talk with its scripts: the session, the frames, and the table of what can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate

from folkmoot.core.wikitext.variables.statistics import count

from .frames import Frames
from .model import Refused
from .safety import Strings

if TYPE_CHECKING:
    from folkmoot.core.wikitext.preprocess.expand import Expander
    from folkmoot.core.wikitext.run import Run


@dataclass(slots=True)
class Conversation:
    """What an answer may need: the run, the expander and the frames of the page."""

    run: Run
    expander: Expander
    strings: Strings
    frames: Frames

    def count(self, statistic: str) -> int:
        """One number of the wiki."""
        return count(statistic, self.run)

    def now(self) -> float:
        """Seconds since 1970 at which the page is rendered; the rendering is soon stale then."""
        if self.run.around.now is None:
            raise Refused("the time is not known")
        self.run.expire_by_clock()
        return self.run.around.now.timestamp()


# A function that answers a question; the values are what Lua gave, so nothing is certain of them but that
# texts are clean and their markers known.
Question = Callable[Concatenate[Conversation, ...], Any]


def answer(
    questions: Mapping[str, Question], conversation: Conversation, name: str, values: Sequence[Any]
) -> Any:
    """The answer to a question of a script. Raises ``Refused`` for one that cannot be answered."""
    question = questions.get(name)
    if question is None:
        raise Refused("the wiki does not know this question")
    try:
        given = [_incoming(value, conversation.strings) for value in values]
        return _outgoing(question(conversation, *given), conversation.strings)
    except (TypeError, ValueError, AttributeError, LookupError, OverflowError, ArithmeticError) as wrong:
        raise Refused(f"bad argument ({type(wrong).__name__})") from None


def _incoming(value: Any, strings: Strings) -> Any:
    """A value with all its texts cleaned: what comes back from a script may be sent out again."""
    if isinstance(value, str):
        return strings.incoming(value)
    if isinstance(value, list):
        return [_incoming(item, strings) for item in value]
    if isinstance(value, dict):
        return {strings.incoming(key): _incoming(item, strings) for key, item in value.items()}
    return value


def _outgoing(value: Any, strings: Strings) -> Any:
    return strings.outgoing(value) if isinstance(value, str) else value
