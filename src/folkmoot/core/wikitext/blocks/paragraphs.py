"""Lists, paragraphs and indented text: the block pass, line by line, as MediaWiki's.

A line's prefix of ``* # : ;`` says in which lists it stands; a line without one is part of a
paragraph, unless a tag on it opens or closes a block.
"""

from __future__ import annotations

import re

from folkmoot.core.wikitext.markers import MARK

MAX_LIST_DEPTH = 80  # deeper indentation is drawn at this depth; its text is all there

_SPACE = " \t\n\r\v\f"  # a no-break space is text
_PREFIX = re.compile(r"[*#:;]+")
_PRE_OPEN = re.compile(r"<pre\b", re.IGNORECASE)
_PRE_CLOSE = re.compile(r"</pre", re.IGNORECASE)
_BLOCKS = "table|h1|h2|h3|h4|h5|h6|pre|p|ul|ol|dl"
_OPENS = re.compile(rf"<(?:(?:{_BLOCKS})|/(?:td|th)|/?(?:tr|caption|dt|dd|li))\b", re.IGNORECASE)
_CLOSES = re.compile(
    rf"<(?:/(?:{_BLOCKS})|td|th|/?(?:center|blockquote|div|hr|article|aside))\b|{MARK}p[0-9]", re.IGNORECASE
)
_BLOCKQUOTE = re.compile(r"<(/?)blockquote[\s>]", re.IGNORECASE)
_COMMENT_LINE = re.compile(f"{MARK}b([0-9]+){MARK}\\Z")
_STYLE_LINE = re.compile(f"(?:{MARK}y[0-9]+{MARK}[ \t]*)+")
_TERM_TOKEN = re.compile(f":|<(/?)[a-zA-Z][^>]*?(/?)>|({MARK}l[0-9]+{MARK})|-\\{{|\\}}-")

_LISTS = {"*": ("<ul><li>", "</li></ul>"), "#": ("<ol><li>", "</li></ol>"), ":": ("<dl><dd>", "</dd></dl>")}
_VOID = re.compile(r"<(?:br|hr|wbr|link|meta|img|source|track)\b", re.IGNORECASE)


def render_paragraphs(text: str) -> str:
    """The text with its lists, paragraphs and indented blocks as elements."""
    return _BlockPass().render(text.split("\n"))


class _BlockPass:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.prefix = ""  # of the last line, with ";" read as ":"
        self.paragraph = ""  # "p", "pre" or "" for none
        self.pending = ""  # opening of a paragraph that waits for its text
        self.term_open = False
        self.in_pre = False
        self.in_block = False
        self.in_quote = False

    def render(self, lines: list[str]) -> str:
        last = len(lines) - 1
        for number, line in enumerate(lines):
            if line.startswith(MARK) and (found := _COMMENT_LINE.match(line)):
                self._comment_line(int(found[1]))
            else:
                self._line(line, is_last=number == last)
        self._close_lists("")
        self.out.append(self._closed_paragraph().rstrip("\n"))
        return "".join(self.out)

    def _comment_line(self, number: int) -> None:
        """A comment's block begins (even) or ends (odd): nothing stays open across it."""
        self._close_lists("")
        self.out.append(self._closed_paragraph())
        self.pending = ""
        self.in_block = False
        tag = "</article>" if number % 2 else f'<article data-fm-comment="{number // 2}" data-fm-box="0">'
        self.out.append(tag + "\n")

    def _line(self, line: str, *, is_last: bool) -> None:
        has_tag = "<" in line
        opens_pre = has_tag and _PRE_OPEN.search(line) is not None
        closes_pre = has_tag and _PRE_CLOSE.search(line) is not None
        written = "" if self.in_pre else self._prefix_of(line)
        text = line[len(written) :]
        prefix = written[:MAX_LIST_DEPTH]
        self.in_pre = self.in_pre or opens_pre
        if prefix or self.prefix:
            text = self._lists(prefix, text)
        if not prefix:
            self._paragraphs_around(text, opens_pre=opens_pre, closes_pre=closes_pre)
            if self.paragraph == "pre" and text[:1] == " " and not self.pending:
                text = text[1:]
        if closes_pre:
            self.in_pre = False
        if not self.pending:
            self._put(text, in_list=bool(prefix), is_last=is_last)

    def _put(self, text: str, *, in_list: bool, is_last: bool) -> None:
        if in_list:
            self.out.append(text.strip(_SPACE))
        elif is_last and not self.paragraph:
            self.out.append(text)
        else:
            self.out.append(text + "\n")

    def _prefix_of(self, line: str) -> str:
        found = _PREFIX.match(line)
        return found[0] if found else ""

    # -- lists

    def _lists(self, written: str, text: str) -> str:
        """Opens, continues and closes lists; gives the text of the item (after its term, if any)."""
        self.pending = ""
        compared = written.replace(";", ":")
        if written and compared == self.prefix:
            self.out.append(self._next_item(written[-1]))
            return self._term(text) if written[-1] == ";" else text
        common = _common(written, self.prefix)  # the prefix as written: a new term is a new list
        had_list = bool(self.prefix)
        self._close_lists(self.prefix[:common])
        if common and len(written) <= common:
            self.out.append(self._next_item(written[common - 1]))
        elif common and self.term_open and written[common - 1] == ":":
            self.out.append(self._next_item(":"))
        if had_list and len(written) > common:
            self.out.append("\n")
        for character in written[common:]:
            self.out.append(self._open_list(character))
            if character == ";":
                text = self._term(text)
        if had_list and not written:
            self.out.append("\n")
        self.prefix = compared
        return text

    def _close_lists(self, kept: str) -> None:
        while len(self.prefix) > len(kept):
            self.out.append(self._close_list(self.prefix[-1]))
            self.prefix = self.prefix[:-1]

    def _open_list(self, character: str) -> str:
        closed = self._closed_paragraph()
        if character == ";":
            self.term_open = True
            return closed + "<dl><dt>"
        return closed + _LISTS[character][0]

    def _close_list(self, character: str) -> str:
        if character == ":" and self.term_open:
            self.term_open = False
            return "</dt></dl>"
        return _LISTS[character][1]

    def _next_item(self, character: str) -> str:
        if character in "*#":
            return "</li>\n<li>"
        closed = "</dt>\n" if self.term_open else "</dd>\n"
        self.term_open = character == ";"
        return closed + ("<dt>" if self.term_open else "<dd>")

    def _term(self, text: str) -> str:
        """``; term : definition`` on one line."""
        at = _colon(text)
        if at is None:
            return text
        self.out.append(text[:at].strip(_SPACE) + self._next_item(":"))
        return text[at + 1 :]

    # -- paragraphs

    def _closed_paragraph(self) -> str:
        closed = f"</{self.paragraph}>\n" if self.paragraph else ""
        self.in_pre = False
        self.paragraph = ""
        return closed

    def _paragraphs_around(self, text: str, *, opens_pre: bool, closes_pre: bool) -> None:
        marked = "<" in text or MARK in text
        closes = marked and _CLOSES.search(text) is not None
        if closes or (marked and _OPENS.search(text) is not None):
            self._block_tag(text, closes=closes, opens_pre=opens_pre, closes_pre=closes_pre)
        elif not self.in_block and not self.in_pre:
            self._text_line(text)

    def _block_tag(self, text: str, *, closes: bool, opens_pre: bool, closes_pre: bool) -> None:
        self.pending = ""
        if not self.in_pre or opens_pre:
            self.out.append(self._closed_paragraph())
        if opens_pre and not closes_pre:
            self.in_pre = True
        for found in _BLOCKQUOTE.finditer(text):
            self.in_quote = not found[1]
        self.in_block = not closes

    def _text_line(self, text: str) -> None:
        blank = not text.strip(_SPACE)
        if text[:1] == " " and (self.paragraph == "pre" or not blank) and not self.in_quote:
            self._indented_line()
        elif blank:
            self._blank_line()
        elif MARK in text and _STYLE_LINE.fullmatch(text):
            self._style_line()
        elif self.pending:
            self._begin(self.pending)
        elif self.paragraph != "p":
            self._begin(self._closed_paragraph() + "<p>")

    def _indented_line(self) -> None:
        if self.paragraph != "pre":
            self.pending = ""
            self.out.append(self._closed_paragraph() + "<pre>")
            self.paragraph = "pre"

    def _blank_line(self) -> None:
        if self.pending:
            self._begin(self.pending + "<br />")
        elif self.paragraph != "p":
            self.out.append(self._closed_paragraph())
            self.pending = "<p>"
        else:
            self.pending = "</p><p>"

    def _style_line(self) -> None:
        """A style sheet alone on a line neither begins nor ends a paragraph."""
        if self.pending:
            self.out.append(self._closed_paragraph())
            self.pending = ""

    def _begin(self, opening: str) -> None:
        self.out.append(opening)
        self.pending = ""
        self.paragraph = "p"


def _common(left: str, right: str) -> int:
    """How many characters two prefixes share."""
    shortest = min(len(left), len(right))
    return next((at for at in range(shortest) if left[at] != right[at]), shortest)


def _colon(text: str) -> int | None:
    """Where the colon stands that ends a term: outside of tags, links and rules for variants (``-{ }-``)."""
    depth = rules = 0
    for found in _TERM_TOKEN.finditer(text) if ":" in text else ():
        written = found[0]
        if written in ("-{", "}-"):
            rules = max(0, rules + (1 if written == "-{" else -1))
        elif rules:
            continue
        elif written == ":":
            if not depth:
                return found.start()
        elif found[1]:
            depth = max(0, depth - 1)
        elif not found[2] and _VOID.match(written) is None:
            depth += 1
    return None
