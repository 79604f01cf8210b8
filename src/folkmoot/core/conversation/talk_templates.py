"""What the templates mean that talk pages are made with, by their names on many wikis.

Only a renderer knows what a call shows. But of a few templates every reader of a talk page knows
what they are for: they close a discussion, fold it, go on at the left edge, quote, or sign for
somebody who forgot to. A wiki's own names are added with ``TalkTemplates.extended``, templates that
hold somebody's signature with ``TalkTemplates.with_signatures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal, get_args

from folkmoot.core.conversation import talk_template_names
from folkmoot.core.errors import NotReadable

Use = Literal[
    "outdent",  # the thread goes on at the left edge
    "closed_top",  # a box begins around a discussion that is over
    "closed_bottom",
    "folded_top",  # a box begins around something long
    "folded_bottom",
    "unsigned",  # says who has written what stands before it
    "quote",  # what it holds was said elsewhere
    "quote_inline",
    "box",  # a note of its own
    "gap",  # space between paragraphs
    "tracked",  # a task elsewhere, at the margin
    "contents",  # a table of contents
    "archives",  # where the page's archives are
    "archived_page",  # the whole page is an archive
    "user_link",  # names or calls somebody
]
USES: tuple[Use, ...] = get_args(Use)

EVERYWHERE = "*"  # the names that many wikis share
SHORTEST = 4  # characters: shorter names are understood on wikis of their own language only

# Words that begin or end the names of templates which open and close a box, in the wikis' languages.
_OPENING = frozenset(
    """
    top start begin anfang début debut inicio início inizio początek начало початок почетак 開始 始 开始 시작
    بداية آغاز תחילת התחלה början alku začátek začiatok eleje kezdete inici hasiera başlangıç başı đầu awal
    αρχή început
    """.split()
)
_CLOSING = frozenset(
    """
    bottom end ende fin fim fine einde koniec конец кінець край крај 終了 終 结束 結束 끝 نهاية پایان סוף סיום
    slut slutt loppu konec vége fi amaiera sonu cuối akhir τέλος sfârșit
    """.split()
)
# Of those in ASCII letters, the ones that stand first as well: they mean nothing else in English.
_FIRST = frozenset(("inicio", "inizio", "inici", "fin", "fim", "koniec", "konec"))
_PREFIX = re.compile(r"(?:safesubst|subst|template|msg)\s*:\s*")
_WORDS = re.compile(r"[ /-]+")


@dataclass(frozen=True)
class TalkTemplates:
    """What templates are for, by their names as ``normal_name`` has them."""

    uses: Mapping[str, Use]
    signatures: Mapping[str, str] = field(default_factory=dict)  # pages that sign -> the account

    def use_of(self, name: str) -> Use | None:
        """What the template of this name is for, None if it is not known."""
        return self.uses.get(name.strip().lower()) or self.uses.get(normal_name(name))

    def extended(self, **names: Iterable[str]) -> TalkTemplates:
        """The same with more names: ``extended(outdent=["retrait"])``.

        Raises ``ValueError`` for a use that there is not.
        """
        more: dict[str, Use] = {}
        for use in USES:
            more.update(dict.fromkeys(map(normal_name, names.pop(use, ())), use))
        if names:
            raise ValueError(f"not a use of templates: {', '.join(names)}")
        return replace(self, uses={**self.uses, **more})

    def described(self, description: Mapping[str, Any]) -> TalkTemplates:
        """The same with what a JSON object says: names by use, and ``signatures``, accounts by page.

        Raises ``NotReadable`` for anything else.
        """
        given = dict(description)
        accounts = given.pop("signatures", {})
        unknown = [use for use in given if use not in USES]
        if unknown:
            raise NotReadable(f"There is no use of templates {unknown[0]!r}; there are {', '.join(USES)}.")
        if not all(isinstance(names, list) for names in given.values()) or not all(
            isinstance(name, str) for names in given.values() for name in names
        ):
            raise NotReadable("Each use of templates has a list of their names.")
        if not isinstance(accounts, dict) or not all(isinstance(name, str) for name in accounts.values()):
            raise NotReadable("“signatures” has the name of an account for each page.")
        return self.extended(**given).with_signatures(accounts)

    def with_signatures(self, accounts: Mapping[str, str]) -> TalkTemplates:
        """The same with pages that hold signatures: ``{"User:Ada/sig": "Ada Lovelace"}``."""
        more = {normal_name(page): account for page, account in accounts.items()}
        return replace(self, signatures={**self.signatures, **more})


def normal_name(name: str) -> str:
    """A template's name as the table has it: small letters, single spaces, no ``subst:``."""
    return _PREFIX.sub("", " ".join(name.replace("_", " ").split()).lower())


def edge_by_name(name: str) -> Use | None:
    """Whether a name says that the template opens or closes a box: ``Foo top``, ``Fin de foo``."""
    words = _WORDS.split(normal_name(name))
    ends = {words[-1]}
    if len(words) > 1 and (words[0] in _FIRST or not words[0].isascii()):
        ends.add(words[0])
    if ends & _OPENING:
        return "folded_top"
    return "folded_bottom" if ends & _CLOSING else None


@lru_cache(maxsize=64)
def talk_templates(language: str = "") -> TalkTemplates:
    """The templates of wikis in a language: those of all others are understood as well.

    Where a name means something else on a wiki of this language, that is what it means.
    """
    family = language.partition("-")[0]
    of_all: dict[str, Use] = {}
    of_own: dict[str, Use] = {}
    for use in USES:
        for line in getattr(talk_template_names, use.upper()).strip().split("\n"):
            spoken, _, names = line.partition(":")
            known = [name.strip() for name in names.split("|")]
            if spoken == family:
                of_own.update(dict.fromkeys(known, use))
            elif spoken == EVERYWHERE:
                of_all.update(dict.fromkeys(known, use))
            else:
                for name in known:
                    if len(name) >= SHORTEST:
                        of_all.setdefault(name, use)
    return TalkTemplates({**of_all, **of_own})


TALK_TEMPLATES = talk_templates()
