"""What the templates show that stand within a line on most wikis: names of templates and users, code, style.

The renderer uses it for templates that a wiki does not have, and the reader of conversations for
headings, so that a heading has the same words and the same anchor in both. A wiki's own template of the
name is what is rendered, if it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

MAX_NAMED = 8  # users whom one call names

Arguments = Mapping[str, str]


def shown(name: str, arguments: Arguments) -> str | None:
    """The wikitext that a call shows, None if the template is not one of these.

    ``arguments`` are by number ("1", "2", ...) or name, their texts as they are written.
    """
    make = _MAKERS.get(" ".join(name.replace("_", " ").split()).lower())
    return make(arguments) if make is not None and arguments.get("1", "").strip() else None


def arguments_of(parts: list[str]) -> dict[str, str]:
    """The arguments of a call from what stands between its bars; the last of two with one name counts."""
    found: dict[str, str] = {}
    position = 0
    for part in parts:
        name, equals, value = part.partition("=")
        if equals and not re.search(r"[\[\]{}<>]", name):
            found[name.strip()] = value.strip()
        else:
            position += 1
            found[str(position)] = part
    return found


def _named(arguments: Arguments) -> str:
    """``{{tl|Foo}}`` shows {{Foo}}, with a link."""
    name = arguments["1"].strip()
    target = name.removeprefix("subst:")
    link = f"[[Template:{target}|{name}]]" if _is_title(target) else name
    return "{{" + link + "}}"


def _called(arguments: Arguments) -> str:
    """``{{tlx|Foo|bar}}`` shows the call with its arguments."""
    rest = [arguments[str(number)] for number in range(2, MAX_NAMED + 2) if str(number) in arguments]
    return "<code>" + "|".join([_named(arguments)[:-2], *rest]) + "}}</code>"


def _user(arguments: Arguments) -> str:
    name = arguments["1"].strip()
    return f"[[User:{name}|{arguments.get('2', '').strip() or name}]]" if _is_title(name) else name


def _called_upon(arguments: Arguments) -> str:
    """``{{ping|Ada|Bert}}``: "@Ada, Bert:"."""
    numbers = (str(number) for number in range(1, MAX_NAMED + 1))
    names = [name for number in numbers if (name := arguments.get(number, "").strip())]
    return "@" + ", ".join(f"[[User:{name}|{name}]]" if _is_title(name) else name for name in names) + ":"


def _parameter(arguments: Arguments) -> str:
    return f"<code>|{arguments['1']}={arguments.get('2', '')}</code>"


def _within(tag: str) -> Callable[[Arguments], str]:
    return lambda arguments: f"<{tag}>{arguments['1']}</{tag.partition(' ')[0]}>"


def _is_title(name: str) -> bool:
    return not re.search(r"[\[\]{}<>|\n#]", name)


_MAKERS: dict[str, Callable[[Arguments], str]] = {
    **dict.fromkeys(("tl", "tlg", "tln", "t", "vorlage", "modèle", "шаблон", "sjabloon", "predef"), _named),
    **dict.fromkeys(("tlx", "tlp", "tlc", "tlxc", "tnull", "tlf", "tls", "tlsp", "tj"), _called),
    **dict.fromkeys(("u", "ul", "user link", "user-c", "noping", "no ping"), _user),
    **dict.fromkeys(("ping", "re", "reply to", "replyto", "reply", "pings", "mention"), _called_upon),
    **dict.fromkeys(("para", "param"), _parameter),
    **dict.fromkeys(("code", "c", "tt", "mono", "inline code", "codenowrap"), _within("code")),
    **dict.fromkeys(("small", "smaller", "petit"), _within("small")),
    **dict.fromkeys(("big", "larger"), _within("big")),
    **dict.fromkeys(("nowrap", "nobr", "nobold", "noitalic"), _within("span")),
    **dict.fromkeys(("strike", "strikethrough", "st"), _within("s")),
    **{tag: _within(tag) for tag in ("em", "strong", "kbd", "sub", "sup", "var", "samp")},
    **dict.fromkeys(("tq", "tqi", "tqq", "talk quote inline"), _within("q")),
}
