"""What a person has written, made fit to stand inside a page.

A comment may contain any wikitext, but it must not change the page around it: what it opens it
closes, what it did not open it cannot close, its lines keep the indentation of its place, and
neither a heading nor somebody else's signature in it is taken for one. What already does no harm
stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundComment
from folkmoot.core.conversation.source.blocks import find_blocks
from folkmoot.core.conversation.source.text import readable
from folkmoot.core.conversation.talk_templates import talk_templates
from folkmoot.core.languages.switches import switch_pattern
from folkmoot.core.languages.timestamps import timestamp_reader
from folkmoot.core.site import SiteConfig

_OWN_SIGNATURE = re.compile(r"(?<!~)~{4}(?!~)")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")

_LITERAL_TAGS = "nowiki|pre|syntaxhighlight|source|math|chem|score|timeline|gallery|ref|templatedata|graph"
_TAGS = (
    "abbr|b|bdi|bdo|big|blockquote|caption|center|cite|code|data|dd|del|dfn|div|dl|dt|em|font|h1|h2|h3|h4|h5|h6|"
    "i|ins|kbd|li|mark|noinclude|onlyinclude|includeonly|ol|p|q|rb|rp|rt|rtc|ruby|s|samp|small|span|strike|"
    "strong|sub|sup|table|td|th|time|tr|tt|u|ul|var"
)
_MARKUP = re.compile(
    rf"<!--|<(?P<literal>{_LITERAL_TAGS})(?=[\s/>])[^<>]*?(?P<empty>/?)>"
    rf"|<(?P<slash>/?)(?P<tag>{_TAGS}|{_LITERAL_TAGS})(?=[\s/>])[^<>]*?(?P<self>/?)>"
    r"|\{\{|\}\}|\[\[|\]\]|^[ \t]*:*[ \t]*\{\||^[ \t]*\|\}",
    re.IGNORECASE | re.MULTILINE,
)
_ARGUMENT = re.compile(
    rf"<!--.*?-->|<({_LITERAL_TAGS})\b[^<>]*>.*?</\1\s*>|\[\[|\]\]|\{{\{{|\}}\}}|[|=]",
    re.DOTALL | re.IGNORECASE,
)
_CALL = re.compile(r"\{\{([^{}|]*)(?:\|[^{}]*)?\}\}\n?")  # of a template, on its own
_ENTITY = {"<": "&lt;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "|": "&#124;", "=": "&#61;"}
_LONGEST_ARGUMENT = 5_000  # characters looked at for its name: what is never closed in it costs the square
_ARGUMENT_ENTITY = {"|": "{{!}}", "=": "{{=}}"}
_CLOSER_OF = {"{{": "}}", "[[": "]]", "{|": "|}"}
# Tags that may be left open without harm: they end where their list or table ends.
_ENDS_BY_ITSELF = {"li", "dd", "dt", "tr", "td", "th", "p", "caption", "rb", "rp", "rt", "rtc"}
_OWN_LINE = (*"*#:; ", "{|", "----")  # how lines begin that cannot go on from the one before
_BLOCK_END = re.compile(
    r"(?:</(?:div|blockquote|table|ul|ol|dl|center|p|gallery|pre|syntaxhighlight|source|h[1-6])\s*>|<hr\s*/?>|\|\})$",
    re.IGNORECASE,
)
# What a frame around a text must not meet open.
_BLOCKS = {"div", "table", "center", "blockquote", "ul", "ol", "dl", "{|", "|}", "<!--", "literal"}
_STRAY = re.compile(r"</([a-zA-Z]+)|\|\}")
_KEPT_BREAK = "\x00"  # no typed text holds one, see `clean`


def clean(body: str) -> str:
    """What was typed, without characters that no page can hold, and without blank edges."""
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", body))
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).strip()


def contained(body: str) -> str:
    """The text with everything that would reach beyond it closed or shown as it was typed.

    Linear time. Balanced text comes back unchanged.
    """
    opened, strays, _ = _match(body)
    escapes = set(strays)
    closing = []
    for token, position in reversed(opened):
        if token in _CLOSER_OF or token in ("<!--", "literal"):
            escapes.add(position)
        elif token not in _ENDS_BY_ITSELF:
            closing.append(f"</{token}>")
    return _escaped(body, sorted(escapes)) + "".join(closing)


def is_balanced(text: str) -> bool:
    """Whether nothing reaches over an edge of the text: all that opens closes, and the other way round."""
    opened, closed, _ = _match(text)
    return not closed and all(token in _ENDS_BY_ITSELF for token, _ in opened)


def enclosing_end(text: str, start: int, end: int) -> int:
    """The end of what opens between ``start`` and ``end`` and closes later; ``end`` if nothing does."""
    if not _MARKUP.search(text, start, end):
        return end
    for opens, closes, _ in _outermost(_match(text[start:])[2]):
        if start + opens < end < start + closes:
            return start + closes
    return end


def strays(text: str) -> list[int]:
    """Where something closes that was never opened in this text."""
    return _match(text)[1]


def has_open_blocks(text: str) -> bool:
    """Whether a block (a box, a table, a list in HTML) reaches over an edge of the text."""
    opened, strays, _ = _match(text)
    closing = [_STRAY.match(text, position) for position in strays]
    return any(token in _BLOCKS for token, _ in opened) or any(
        mark is not None and (mark[1] or mark[0]).lower() in _BLOCKS for mark in closing
    )


def _match(body: str) -> tuple[list[tuple[str, int]], list[int], list[tuple[int, int, str]]]:
    """Bring together what opens and what closes.

    What is never closed as (token, position), where something closes that was never opened, and
    what is both as (start, end, token), inner ones before the outer.
    """
    opened: list[tuple[str, int]] = []
    strays: list[int] = []
    pairs: list[tuple[int, int, str]] = []
    for start, end, token in _structure(body):
        if token in ("whole", "comment"):
            pairs.append((start, end, token))
        elif token in _CLOSER_OF or token[0] not in "/}]|":
            opened.append((token, start))
        elif (pair := _take_opened(opened, token)) is None:
            strays.append(start)
        else:
            pairs.append((pair[1], end, pair[0]))
    return opened, strays, pairs


def _structure(body: str) -> Iterator[tuple[int, int, str]]:
    """What opens and closes something, in order: brackets as they are, tags as ``b`` and ``/b``.

    Comments and literal tags come out as one piece (``comment``, ``whole``) when they are closed,
    else as ``<!--`` and ``literal``.
    """
    position, never_closed = 0, set[str]()
    while (mark := _MARKUP.search(body, position)) is not None:
        position = mark.end()
        name = (mark["literal"] or "").lower()
        if mark[0] == "<!--" or (name and not mark["empty"]):
            close = -1 if name in never_closed else _find_close(body, name, position)
            if close < 0:
                never_closed.add(name)
                yield mark.start(), mark.end(), "literal" if name else "<!--"
            else:
                position = close
                yield mark.start(), close, "whole" if name else "comment"
        elif mark["tag"]:
            if not mark["self"]:
                yield mark.start(), mark.end(), mark["slash"] + mark["tag"].lower()
        elif not name:
            yield mark.end() - 2, mark.end(), mark[0][-2:]


def _find_close(body: str, name: str, position: int) -> int:
    """The end of what closes a comment (no name) or a literal tag; -1 where nothing does."""
    if not name:
        found = body.find("-->", position)
        return found + 3 if found >= 0 else -1
    close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(body, position)
    return close.end() if close else -1


def _take_opened(opened: list[tuple[str, int]], token: str) -> tuple[str, int] | None:
    """Take the newest open thing that ``token`` closes from the list, None where there is none."""
    for index in range(len(opened) - 1, max(len(opened) - 50, 0) - 1, -1):
        name = opened[index][0]
        if _CLOSER_OF.get(name, f"/{name}") == token:
            return opened.pop(index)
        if name in _CLOSER_OF and token in _CLOSER_OF.values():
            return None  # brackets do not cross
    return None


def _escaped(text: str, positions: list[int]) -> str:
    """The text with the characters at these positions (and their twins) shown instead of read."""
    parts, done = [], 0
    for position in positions:
        width = 1 if text[position] == "<" else 2
        parts.append(text[done:position])
        parts += [_ENTITY.get(character, character) for character in text[position : position + width]]
        done = position + width
    return "".join(parts) + text[done:]


def without_headings(body: str, *, allowed_from: int = 7) -> str:
    """Headings of a level below ``allowed_from`` are shown as they were typed."""
    page = readable(body)
    for heading in reversed(find_blocks(page.text).headings):
        start = page.start(heading.start)
        if heading.level >= allowed_from:
            continue
        if body[start] == "=":
            body = f"{body[:start]}<nowiki>=</nowiki>{body[start + 1 :]}"
        else:
            body = f"{body[:start]}&lt;{body[start + 1 :]}"
    return contained(body)


def without_signatures(body: str, site: SiteConfig, keep: str = "") -> str:
    """Dates that would sign a part of the text as a comment of its own stay words.

    They are put into an element that talk page readers leave out, here and on MediaWiki. The
    signature ``keep`` goes on to sign.
    """
    if keep and keep in body:
        return keep.join(without_signatures(piece, site) for piece in body.split(keep, 1))
    for _ in range(20):
        places = [item.source for item in find_in_wikitext(body, site) if isinstance(item, FoundComment)]
        signed = [(place.start, place.end) for place in places if place is not None]
        if not signed:
            return body
        parts, done = [], 0
        for start, end in _dates_in(body, signed, site):
            parts += [body[done:start], f'<span class="mw-notalk">{body[start:end]}</span>']
            done = end
        body = "".join([*parts, body[done:]])
    return body


def _dates_in(body: str, ranges: list[tuple[int, int]], site: SiteConfig) -> Iterator[tuple[int, int]]:
    """All dates that stand in the ranges: of several signatures on a line each would sign it."""
    page = readable(body)
    number = 0
    for date in timestamp_reader(site).finditer(page.text):
        start = page.start(date.start)
        while number < len(ranges) and ranges[number][1] <= start:
            number += 1
        if number < len(ranges) and ranges[number][0] <= start:
            yield start, page.end(date.end)


def with_switches_shown(body: str, site: SiteConfig) -> str:
    """Behaviour switches (``__NOTALK__``) are words: they would change the page, or close it to answers."""
    if "__" not in body and "\uff3f\uff3f" not in body:
        return body
    page = readable(body)
    for switch in reversed(list(switch_pattern(site.language).finditer(page.text))):
        start = page.start(switch.start())
        body = f"{body[:start]}&#{ord(body[start])};{body[start + 1 :]}"
    return body


def without_outdents(body: str, site: SiteConfig) -> str:
    """The text without the templates that let a thread go on at the left edge."""
    if "{{" not in body:
        return body
    use_of = talk_templates(site.language).use_of
    return _CALL.sub(lambda call: "" if use_of(call[1]) == "outdent" else call[0], body).strip()


def in_argument(text: str, start: int, words: str) -> str:
    """The words fit for an argument of the template call that is open at ``start`` of the text, if one is.

    What would part the argument or give it a name is written with the templates that stand for it.
    """
    calls = [pair for pair in _match(text)[2] if pair[2] == "{{" and pair[0] < start < pair[1]]
    if not calls:
        return words
    begun = max(pair[0] for pair in calls) + 2
    parts = _top_level(text[begun:start]) if start - begun < _LONGEST_ARGUMENT else []
    is_named = "=" in "".join(mark[0] for mark in parts).rpartition("|")[2]
    for mark in reversed(_top_level(words)):
        if mark[0] == "|" or not is_named:
            words = words[: mark.start()] + _ARGUMENT_ENTITY[mark[0]] + words[mark.end() :]
    return words


def _top_level(text: str) -> list[re.Match[str]]:
    """The bars and equals signs that stand in no link, call or literal text."""
    found, depth = [], 0
    for mark in _ARGUMENT.finditer(text):
        if mark[0] in ("[[", "{{"):
            depth += 1
        elif mark[0] in ("]]", "}}"):
            depth = max(depth - 1, 0)
        elif not depth and len(mark[0]) == 1:
            found.append(mark)
    return found


def indented(body: str, prefix: str) -> str:
    """The lines of a text as list items of one depth; empty lines go, for they would end the list.

    What goes over several lines by itself (a table, a template, preformatted text) stays one
    piece; other elements are put on one line, because a new line would end their list. Where items
    show a bullet or a number, the paragraphs of a comment share one: they would count as several.
    """
    if not prefix:
        return body
    items: list[str] = []
    blank, plain = False, False
    for line in _kept_together(body).split("\n"):
        if not line.strip():
            blank = True
            continue
        was_plain, plain = plain, not line.startswith(_OWN_LINE)
        if plain and was_plain and prefix[-1] in "*#":
            items[-1] += ("<p>" if blank else "<br />") + line
        else:
            items.append(_item(prefix, line))
        blank = False
    return "\n".join(items).replace(_KEPT_BREAK, "\n")


def _item(prefix: str, line: str) -> str:
    if line.startswith("{|"):
        return ":" * len(prefix) + line  # only colons can indent a table
    spaced = prefix[-1:] in ("*", "#") and not line.startswith((*"*#:; ",))
    return f"{prefix} {line}" if spaced else prefix + line


def _kept_together(body: str) -> str:
    """The text with its line breaks inside of elements marked as kept, or replaced."""
    if "\n" not in body:
        return body
    parts, done = [], 0
    for start, end, token in _outermost(_match(body)[2]):
        inside = body[start:end]
        if "\n" in inside:
            parts += [body[done:start], _without_breaks(inside, token)]
            done = end
    return "".join(parts) + body[done:]


def _without_breaks(inside: str, token: str) -> str:
    if token in ("whole", "comment", "{{", "{|"):
        return inside.replace("\n", _KEPT_BREAK)
    return re.sub(r"\n+", lambda breaks: " " if len(breaks[0]) == 1 else "<br /><br />", inside)


def _outermost(pairs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    outer: list[tuple[int, int, str]] = []
    for pair in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not outer or pair[0] >= outer[-1][1]:
            outer.append(pair)
    return outer


def signed(body: str, signature: str, prefix: str) -> str:
    """The indented text with the signature where it belongs.

    Where the last line signs itself with four tildes the signature goes there; else after the last
    words, or on a line of its own after a list, a table or another block. Tildes further up are
    written out as well, but do not sign: a comment ends where it is signed.
    """
    page = readable(body)
    own = [page.start(tildes.start()) for tildes in _OWN_SIGNATURE.finditer(page.text)]
    last_line = body.rfind("\n") + 1
    for position in reversed(own):
        written = signature if position >= last_line else f'<span class="mw-notalk">{signature}</span>'
        body = body[:position] + written + body[position + 4 :]
    text = indented(body, prefix)
    if own and own[-1] >= last_line:
        return text
    if _ends_with_block(body):
        own_line = f"{prefix}: {signature}" if prefix.endswith("#") else _item(prefix, signature)
        return f"{text}\n{own_line}"
    return f"{text} {signature}"


def _ends_with_block(body: str) -> bool:
    last = body.rsplit("\n", 1)[-1]
    if last.startswith((*"*#:; ", "----")) or _BLOCK_END.search(last):
        return True
    return last.endswith("}}") and "\n" in body  # what a call shows may end with anything
