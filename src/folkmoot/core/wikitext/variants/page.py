"""Turns the HTML of a page into a variant of its language, by its rules and by itself.

It looks at finished HTML, where everything but the pieces from nowiki is in its place. Tags, references
and code stay as they are; the texts that readers see in attributes are turned over like any other. A rule
holds from where it stands: the words that it adds are those of the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import unescape

from folkmoot.core.wikitext.markers import MARK, RAW_MARK
from folkmoot.core.wikitext.sanitize.attributes import escape_text
from folkmoot.core.wikitext.sanitize.facts import PROTOCOL_OR_RELATIVE_PATTERN

from .model import Translate, VariantLanguage, unchanged
from .rule import Rule, read_rule
from .words import Words

MAX_DEPTH = 10
_BETWEEN = "\x00"  # no page can hold it
# Elements whose text is no language: at all, and outside of rules; of links those that show an address.
_NEVER = "script|style|math|svg"
_CODE = f"code|pre|a|{_NEVER}"
_TAG = r"<(?:({})(?=[\s>]))?[^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+>|<[\s\S]*+"
_OUTSIDE = re.compile(rf"{_TAG.format(_NEVER)}|-\{{")
_BRACKET = re.compile(r"-\{|\}-")
_KEPT = re.compile(
    rf"{_TAG.format(_CODE)}|&[a-zA-Z#][a-zA-Z0-9]*+;|{MARK}[^{MARK}]*+{MARK}"
    rf"|{RAW_MARK}[^{RAW_MARK}]*+{RAW_MARK}|^[^<>]*+>"
)
_LINK = f"{MARK}l"
_READ = re.compile(r'(\s(?:title|alt)=")([^"]*)(")')
_ADDRESS = re.compile(PROTOCOL_OR_RELATIVE_PATTERN, re.IGNORECASE)

Error = Callable[[str], str]  # name of a message -> HTML


class PageConverter:
    """The conversion of one page: the words its rules have added so far, and the title they gave it.

    ``links`` are the numbers of the links that it met outside of what rules keep as it is.
    ``error(name)`` gives the HTML of a message by MediaWiki's name: ``converter-manual-rule-error`` and
    ``language-converter-depth-warning``.
    """

    def __init__(self, language: VariantLanguage, variant: str, error: Error) -> None:
        self.language = language
        self.variant = variant
        self.title: str | None = None
        self.links: set[int] = set()
        self._error = error
        self._in_attribute = False  # tags in attributes are text: else tags in tags would be read without end
        self._words: dict[str, Words] = {}
        self._translators: dict[str, Translate] = {}

    def convert(self, html: str) -> str:
        """The HTML in the reader's variant, without rules; linear in its length."""
        if "-{" not in html and self._leaves(self.variant):
            return html
        outer = not self._is_written_in(html, self.variant)
        plain = partial(self.plain, variant=self.variant) if outer else unchanged
        if "-{" not in html:
            return plain(html)
        return self._with_rules(html, plain)

    @property
    def reaches_on(self) -> bool:
        """Whether rules have added words that hold for what follows."""
        return bool(self._words.get(self.variant))

    def plain(self, html: str, variant: str) -> str:
        """HTML without rules in a variant; ``-{`` in attributes are rules."""
        if self._leaves(variant) and "-{" not in html and "-&#123;" not in html:
            return html
        if self._is_written_in(html, variant):
            return html
        texts, kept = self._apart(html, variant)
        words = self.words(_BETWEEN.join(texts), variant).split(_BETWEEN)
        return words[0] + "".join([keep + word for keep, word in zip(kept, words[1:], strict=True)])

    def attribute(self, value: str) -> str:
        """A text that readers see in an attribute, in their variant; it may have rules of its own."""
        return self._attribute(value, self.variant)

    def words(self, text: str, variant: str) -> str:
        """Text without any markup in a variant."""
        if not text.strip(f" \t\n{_BETWEEN}"):
            return text
        translate = self._translators.get(variant)
        if translate is None:
            translate = self._translators[variant] = self.language.translator(variant)
        own = self._words.get(variant)
        return own.apply(text, translate) if own else translate(text)

    def _leaves(self, variant: str) -> bool:
        """Whether text stays as it is: that of the plain variant, without rules."""
        return not self._words.get(variant) and self.language.translator(variant) is unchanged

    def _is_written_in(self, text: str, variant: str) -> bool:
        guess = self.language.is_written_in
        return guess is not None and guess(text, variant)

    # -- rules

    def _with_rules(self, html: str, plain: Translate) -> str:
        out: list[str] = []
        unclosed: set[str] = set()
        done = at = 0
        while found := _OUTSIDE.search(html, at):
            if found[0] != "-{":
                at = _after_element(html, found, unclosed) if found[1] else found.end()
                continue
            out.append(plain(html[done : found.start()]))
            shown, end = self._rule(html, found.end(), 1)
            out.append(self.plain(shown, self.variant) if end is None else shown)
            done = at = len(html) if end is None else end
        return "".join([*out, plain(html[done:])])

    def _rule(self, html: str, start: int, depth: int) -> tuple[str, int | None]:
        """What a rule shows and where it ends; ``start`` is after its opening bracket.

        What nothing closes is no rule: all of it is text to turn over, and there is no end.
        """
        inner: list[str] = []
        warned = False
        at = start
        while found := _BRACKET.search(html, at):
            inner.append(html[at : found.start()])
            at = found.end()
            if found[0] == "}-":
                return self._applied("".join(inner)), at
            if depth < MAX_DEPTH:
                shown, end = self._rule(html, at, depth + 1)
                inner.append(shown)
                if end is None:
                    return "-{" + "".join(inner), None
                at = end
            else:
                inner.append("-{" if warned else "-{" + self._error("language-converter-depth-warning"))
                warned = True
        return "-{" + "".join([*inner, html[at:]]), None

    def _applied(self, text: str) -> str:
        rule = read_rule(text, self.variant, self.language, self.plain)
        if rule.title is not None:
            self.title = rule.title
        self._note(rule)
        return self._error("converter-manual-rule-error") if rule.shown is None else rule.shown

    def _note(self, rule: Rule) -> None:
        for variant, words in rule.words.items():
            known = self._words.setdefault(variant, Words())
            if rule.action == "add":
                known.add(words)
            else:
                known.remove(words)

    # -- markup

    def _apart(self, html: str, variant: str) -> tuple[list[str], list[str]]:
        """The texts to turn over, and what stands between them."""
        texts: list[str] = []
        kept: list[str] = []
        done = at = 0
        unclosed: set[str] = set()
        while found := _KEPT.search(html, at):
            at = _after_element(html, found, unclosed) if found[1] else found.end()
            tag = found[0]
            if tag.startswith(_LINK):
                self.links.add(int(tag[len(_LINK) : -1]))
            texts.append(html[done : found.start()])
            kept.append(self._attributes(tag, variant) + html[found.end() : at])
            done = at
        texts.append(html[done:])
        return texts, kept

    def _attributes(self, tag: str, variant: str) -> str:
        """A tag with the texts that readers see in it."""
        if self._in_attribute or (' title="' not in tag and ' alt="' not in tag):
            return tag

        def turned(found: re.Match[str]) -> str:
            value = unescape(found[2]).replace(_BETWEEN, "")
            if "://" in value:
                return found[0]
            other = self._attribute(value, variant)
            return found[0] if other == value else found[1] + escape_text(other) + found[3]

        return _READ.sub(turned, tag)

    def _attribute(self, value: str, variant: str) -> str:
        plain = unchanged if self._is_written_in(value, variant) else partial(self.plain, variant=variant)
        self._in_attribute = True
        try:
            return self._with_rules(value, plain) if "-{" in value else plain(value)
        finally:
            self._in_attribute = False


def _after_element(html: str, tag: re.Match[str], unclosed: set[str]) -> int:
    """Where to go on after the tag of an element whose text stays: after that element.

    ``unclosed`` collects names whose end was looked for in vain: once is enough.
    """
    name = tag[1]
    if name in unclosed or (name == "a" and not _shows_address(html, tag)):
        return tag.end()
    end = html.find(f"</{name}>", tag.end())
    if end >= 0:
        return end + len(name) + 3
    unclosed.add(name)
    return tag.end()


def _shows_address(html: str, tag: re.Match[str]) -> bool:
    """Whether a link shows the address it leads to."""
    if 'class="external ' not in tag[0]:
        return False
    return _ADDRESS.match(unescape(html[tag.end() : tag.end() + 40])) is not None
