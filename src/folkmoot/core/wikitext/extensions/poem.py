"""``<poem>``: verses keep their lines and their indentation."""

from __future__ import annotations

import re

from folkmoot.core.wikitext.sanitize.attributes import checked_attributes, written_attributes

from .model import Html, Tag

# A verse behind its colons; the end of a line, but for that of a rule; spaces that a line begins with.
_INDENTED = re.compile(r"^(:++)(.+)$", re.MULTILINE)
_LINE_END = re.compile(r"(?<!^----)\n", re.MULTILINE)
_SPACES = re.compile(r"^ +", re.MULTILINE)


def poem(tag: Tag) -> Html:
    """The content with a break at each line's end; ``:`` indents a verse, and so do spaces before it."""
    line_break = tag.run.held.extension("<br />")
    text = _INDENTED.sub(_indented, tag.text)
    text = _LINE_END.sub(f"{line_break}\n", text.removeprefix("\n").removesuffix("\n"))
    text = _SPACES.sub(lambda found: "&#160;" * len(found[0]), text)
    verses = tag.parse(text).replace(f"<hr />{line_break}", "<hr />").strip()
    edge = "" if "compact" in tag.attributes else "\n"
    return Html(f"<div{_attributes(tag)}>{edge}{verses}{edge}</div>")


def _indented(found: re.Match[str]) -> str:
    style = f"display: inline-block; margin-inline-start: {len(found[1])}em;"
    return f'<span class="mw-poem-indented" style="{style}">{found[2]}</span>'


def _attributes(tag: Tag) -> str:
    kept = checked_attributes("div", tag.written)
    kept["class"] = f"poem {kept.get('class', '')}".strip()
    return written_attributes(kept)
