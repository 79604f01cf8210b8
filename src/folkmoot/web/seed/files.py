"""The community's files, as they lie in the package."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from folkmoot.web.seed.checks import check
from folkmoot.web.seed.script import Community, ScriptError, parse_page, parse_people, parse_talk


def read_community(folder: Traversable | None = None) -> Community:
    """Read and check a folder of community files; the package's own when none is given.

    Raises ScriptError, with every problem on a line of its own.
    """
    folder = folder or files(__package__) / "community"
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.is_file()
    }
    community = Community(
        people=parse_people(texts.get("people.txt", ""), file="people.txt"),
        talks=tuple(parse_talk(text, file=name) for name, text in texts.items() if name.endswith(".talk")),
        pages=tuple(
            parse_page(text, file=name) for name, text in texts.items() if name.endswith(".wikitext")
        ),
    )
    if problems := check(community):
        raise ScriptError("\n".join(problems))
    return community
