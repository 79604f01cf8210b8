"""The inside of a block: its links and texts, and the signature that stands before a date.

A signature is found from its date: from there to the left, the nearest link to a user says whose
it is, and further links to the same user belong to it. The walk ends at the edge of the block, at
the comment before, and after a hundred characters of text; DiscussionTools' rules.
"""

from __future__ import annotations

import html
import re
from typing import Literal, NamedTuple

from folkmoot.core.conversation.talk_templates import TalkTemplates, normal_name
from folkmoot.core.languages.signatures import LinkedUser, user_of_link, user_of_title
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import normalise_username, title_from_url

# The signatures of most comments: a link to the user, then mostly one to their talk page in brackets, then
# the date. Labels with markup in them are left to the walk over the pieces.
_ONE_LINK = re.compile(r"\[\[([^\[\]{}<>|\n]*)(?:\|([^\[\]{}<>&'\n]*))?\]\] ?")
_TWO_LINKS = re.compile(
    r"\[\[([^\[\]{}<>|\n]*)\|([^\[\]{}<>&'\n]*)\]\] \(\[\[([^\[\]{}<>|\n]*)\|([^\[\]{}<>&'\n]*)\]\]\) ?"
)
_PAGE_LINK = re.compile(r"\[\[[^\[\]{}<>|\n:&]*(?:\|[^\[\]{}<>&'\n]*)?\]\]")  # leads to no user
# A bracket that begins no such link, and is none's second one.
_OTHER_BRACKET = re.compile(r"\[(?<!\[\[)(?!\[[^\[\]{}<>|\n:&]*(?:\|[^\[\]{}<>&'\n]*)?\]\])")
_MARK_CHARACTER = re.compile(r"[<>\[\]}]")
_MARK = re.compile(r"[<>\[\]]|''|\}\}")
_MARKS = "\u200e\u200f"
MAX_ARGUMENTS = 4  # of a call that says who has written and when
SCAN_LIMIT = 100  # characters of text between a link and its date
_ENOUGH = 120  # characters of source that hold so many of text if they are nothing but words
_REACH = 300  # characters of source that hold so many of text, mostly
_PAIRS = (("[", "]"), ("[[", "]]"), ("{", "}"), ("<", ">"))  # what pieces begin and end with

Kind = Literal["text", "link", "tag", "template"]

_MARKUP = re.compile(
    r"\[\[(?P<target>[^\[\]{}<>|\n]*)(?:\|(?P<label>(?:[^\[\]]|\[(?!\[)|\](?!\]))*))?\]\]"
    r"|\[(?P<url>(?:https?:)?//[^\s\[\]<>]+)(?P<words>[^\[\]\n]*)\]"
    r"|\{\{(?P<call>[^{}\[\]<>]*)\}\}"
    r"|</?[a-zA-Z][^<>]*>|''+|\{\{|\}\}|\[\[|\]\]",
)
_LABEL_MARKUP = re.compile(r"<[^<>]*>|'{2,5}")
_DASHES = frozenset(" \t\u00a0-~_\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_ENDS_OF_WORDS = frozenset(".!?,)abcdefghijklmnopqrstuvwxyz")  # before most signatures, none of theirs
_DASH_ENTITY = re.compile(r"&(?:mdash|ndash|#8212|#8211|minus);$")
_OPENING_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>$")
_QUOTES = re.compile(r"'{2,}")
_TAG_BEFORE = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>\s*\Z")
_TABLE_BEFORE = re.compile(r"\{\|[^\n]*\n(?:[ \t]*\|-[^\n]*\n)*[ \t]*[|!][ \t]*\Z")
_TABLE_EDGE = re.compile(r"^[ \t]*:*[ \t]*\{\||^[ \t]*\|\}", re.MULTILINE)
_TAG_AFTER = re.compile(r"[ \t]*\n?[ \t]*</([a-zA-Z][a-zA-Z0-9]*)\s*>")
_EDGES = (">", "|", "!")  # what a tag ends with, and what a cell begins with
_MAX_WRAPPERS = 8  # nested tags around a comment that are looked at
_WIDEN_LIMIT = 300  # characters in which dashes and opening tags before a signature are looked for


class Token(NamedTuple):
    """A piece of a block. For a link, ``target`` and ``label``; for a call, its inside."""

    kind: Kind
    start: int
    end: int
    target: str = ""
    label: str | None = None


class Signature(NamedTuple):
    """Whose a date is: the account, the name shown for it, and where the signature begins."""

    author: str
    display_name: str | None
    start: int


def tokenize(text: str, start: int, end: int, *, until: int | None = None) -> list[Token]:
    """The pieces of ``text[start:end]`` in order, without gaps. Linear time.

    With ``until`` the pieces after the one that holds this position are left out.
    """
    tokens: list[Token] = []
    position = start
    last = end if until is None else until
    for mark in _MARKUP.finditer(text, start, end):
        begin, after = mark.span()
        if begin > position:
            tokens.append(Token("text", position, begin))
        position = begin
        if begin >= last:
            return tokens
        kind = mark.lastgroup
        if kind is None:
            tokens.append(Token("tag", begin, after))
        elif kind == "call":
            tokens.append(Token("template", begin, after, mark["call"]))
        elif kind == "words":
            tokens.append(Token("link", begin, after, mark["url"], mark["words"]))
        else:
            tokens.append(Token("link", begin, after, mark["target"], mark["label"]))
        position = after
    if position < end:
        tokens.append(Token("text", position, end))
    return tokens


def tokenize_before(text: str, start: int, end: int, date: tuple[int, int]) -> list[Token]:
    """The pieces of ``text[start:end]`` that matter to the signature of its only date.

    Of a long comment these are the last few: as many as hold the characters that a signature can
    reach over, and the same that reading from the start would give.
    """
    begin = _edge_of_words(text, start, date[0] - _REACH)
    tokens = tokenize(text, begin, end, until=date[1])
    if begin > start:
        passed = sum(
            len(text[token.start : min(token.end, date[0])].strip())
            for token in tokens
            if token.kind == "text" and token.start < date[0]
        )
        if passed < SCAN_LIMIT:
            return tokenize(text, start, end, until=date[1])
    return tokens


def _edge_of_words(text: str, start: int, position: int) -> int:
    """A place near ``position`` that lies in no link, call or tag, or between two; else ``start``.

    Such a piece holds nothing like its own ends, so that the last opening before the place tells.
    """
    space = text.find(" ", position, position + _REACH) if position > start else -1
    if space < 0:
        return start
    for opening, closing in _PAIRS:
        if text.rfind(opening, start, space) > text.rfind(closing, start, space):
            return start
    return space + 1


class SignatureFinder:
    """Finds signatures on one site; remembers the links it has seen, a page repeats them."""

    def __init__(self, site: SiteConfig, templates: TalkTemplates) -> None:
        self._site = site
        self._templates = templates
        self._users: dict[str, LinkedUser | None] = {}
        self._seen: dict[str, tuple[str, str, str | None]] = {}  # whole, author, name; by the last link

    def usual(self, text: str, start: int, date: int) -> Signature | None:
        """The signature right before ``date`` if it has the usual form, else None: ``before`` tells.

        ``start`` is where the block begins, or the last thing before it that no signature reaches over.
        Nothing else may stand near that could belong to the signature, so that the walk would end there.
        """
        last = text.rfind("[[", start, date)
        if last < 0:
            return None
        seen = self._seen.get(text[last:date]) if date - last < _REACH else None
        if seen is None or not text.startswith(seen[0], max(start, date - len(seen[0]))):
            seen = self._usual_form(text, text.rfind("[[", start, last), last, date)
        if seen is None:
            return None
        written, author, shown = seen
        begin = date - len(written)
        if not _only_words(text, start, begin):
            return None
        return Signature(author, shown, _widened(text, begin, start, date))

    def _usual_form(self, text: str, begin: int, last: int, date: int) -> tuple[str, str, str | None] | None:
        """A signature of one of the forms that most have: it begins with the last link or the one before."""
        found = _TWO_LINKS.fullmatch(text, begin, date) if begin >= 0 else None
        if found is not None:
            user = self._user(Token("link", begin, date, found[1], found[2]))
            same = self._user(Token("link", last, date, found[3], found[4]))
            if user is None or same is None or user.name != same.name:
                return None
            if len(found[2]) + len(found[4]) + 2 >= SCAN_LIMIT:
                return None
            shown = self._shown_name(found[2], user) or self._shown_name(found[4], same)
            return self._remember(found[0], user.name, shown)
        found = _ONE_LINK.fullmatch(text, last, date)
        if found is None:
            return None
        user = self._user(Token("link", last, date, found[1], found[2]))
        if user is None:
            return None
        return self._remember(found[0], user.name, self._shown_name(found[2], user))

    def _remember(self, written: str, author: str, shown: str | None) -> tuple[str, str, str | None]:
        """Keep a signature as it is written, from its first link to its date: a page repeats them."""
        last = written.rfind("[[")
        if last >= 0 and len(written) < _REACH:
            self._seen[written[last:]] = written, author, shown
        return written, author, shown

    def before(
        self, text: str, tokens: list[Token], index: int, date: int, not_before: int
    ) -> Signature | None:
        """The signature that ends at ``date`` in the text piece ``tokens[index]``, or None.

        It begins at ``not_before`` or later: pieces that begin further left are not looked at.
        """
        author: str | None = None
        display_name: str | None = None
        start = date
        passed = len(text[tokens[index].start : date].strip())
        for position in range(index - 1, -1, -1):
            if passed >= SCAN_LIMIT:
                break
            token = tokens[position]
            if token.start < not_before:
                break
            if token.kind == "text":
                passed += len(text[token.start : token.end].strip())
                continue
            if token.kind == "tag":
                continue
            if token.kind == "link":
                passed += _shown_length(token)
            user = self._user(token)
            if user is None or author not in (None, user.name):
                continue
            author, start = user.name, token.start
            display_name = self._shown_name(token.label, user) or display_name
        if author is None:
            return None
        self._remember(text[start:date], author, display_name)
        return Signature(author, display_name, _widened(text, start, not_before, date))

    def names_somebody(self, token: Token) -> bool:
        """Whether a piece is a link to a user."""
        return self._user(token) is not None

    def _user(self, token: Token) -> LinkedUser | None:
        target = token.target
        if token.kind == "template":
            return self._remembered("{" + target, token)
        if ":" not in target and "&" not in target:
            return None  # in no namespace, so no page of a user
        return self._remembered(target, token)

    def _remembered(self, key: str, token: Token) -> LinkedUser | None:
        if key not in self._users:
            self._users[key] = self._look_up(token)
        return self._users[key]

    def _look_up(self, token: Token) -> LinkedUser | None:
        if token.kind == "template":
            return self._user_of_call(token.target)
        if token.target.startswith(("http:", "https:", "//")):
            title = title_from_url(token.target, self._site)
            return user_of_title(title, self._site) if title else None
        return user_of_link(token.target, self._site)

    def of_call(self, text: str, token: Token, date: tuple[int, int]) -> Signature | None:
        """Who a call such as ``{{unsigned|Ada|12:00, 1 May 2010 (UTC)}}`` says has written, or None.

        Wikis name these templates in their own languages; what they share is that one argument is the
        date and one of the few others a user's name. Of an unknown template the date is an argument alone.
        """
        name, *arguments = text[token.start + 2 : token.end - 2].split("|")
        use = self._templates.use_of(name)
        if use is None and (signer := self._user(Token("template", token.start, token.end, name))):
            return Signature(signer.name, None, token.start)  # somebody's own signature, given the date
        if not 1 < len(arguments) <= MAX_ARGUMENTS or use not in (None, "unsigned"):
            return None
        whole = text[date[0] : date[1]].strip(_MARKS)
        values = [_value(argument) for argument in arguments]
        dates = [value for value in values if (whole in value if use else whole == value)]
        named = (normalise_username(value, self._site) for value in values if value not in dates)
        author = next(filter(None, named), None) if dates else None
        return None if author is None else Signature(author, None, token.start)

    def _user_of_call(self, call: str) -> LinkedUser | None:
        """``{{u|Ada}}`` links to Ada; ``{{User:Ada/sig}}`` is Ada's own signature."""
        name, _, rest = call.partition("|")
        if account := self._templates.signatures.get(normal_name(name)):
            return LinkedUser(account, "user")
        if self._templates.use_of(name) in ("user_link", "unsigned"):
            first = _value(rest.split("|")[0])
            return user_of_link(f"User:{first}", self._site) if first else None
        page, slash, _ = name.strip().removeprefix("subst:").partition("/")
        return user_of_link(page, self._site) if slash and ":" in page else None

    def _shown_name(self, label: str | None, user: LinkedUser) -> str | None:
        """The name a link to the user's page shows, where it differs by more than case."""
        if user.kind != "user" or not label:
            return None
        shown = label.strip()
        if shown == user.name:
            return None
        shown = html.unescape(_LABEL_MARKUP.sub("", shown)).strip()
        return shown if shown and shown.casefold() != user.name.casefold() else None


def _value(argument: str) -> str:
    """An argument without its name, and without the marks that copying leaves at the ends of a date."""
    name, equals, value = argument.partition("=")
    return (value if equals else name).strip().strip(_MARKS).strip()


def _only_words(text: str, start: int, end: int) -> bool:
    """Whether no user is linked before ``end`` as far as a signature reaches, and no tag stands around it."""
    tag = text.rfind("<", start, end)
    if tag >= 0 and text.find(">", tag, end) < 0:
        return False
    enough = end - _ENOUGH
    if enough > start and _MARK_CHARACTER.search(text, enough, end) is None:
        words = text[enough:end]
        if "''" not in words and len(words.strip()) >= SCAN_LIMIT:
            return True
    near = end - _REACH
    if near <= start:
        return text.find("{{", start, end) < 0 and _OTHER_BRACKET.search(text, start, end) is None
    words = _PAGE_LINK.sub("", text[near:end])
    return "{{" not in words and _MARK.search(words) is None and len(words.strip()) >= SCAN_LIMIT


def _shown_length(link: Token) -> int:
    label = link.target if link.label is None else link.label
    if "<" in label or "'" in label:
        label = _LABEL_MARKUP.sub("", label)
    return len(label.strip())


def _widened(text: str, start: int, limit: int, date: int) -> int:
    """Take in the dashes before a signature, and the quotes and tags that open there for it alone.

    What closes before the signature belongs to the words; so does what stays open behind it.
    """
    if start - limit > 1 and text[start - 1] == " " and text[start - 2] in _ENDS_OF_WORDS:
        return start
    limit = max(limit, start - _WIDEN_LIMIT)
    position = begin = start
    while position > limit:
        last = text[position - 1]
        if last in _DASHES:
            position -= 1
        elif last in ">;'" and (mark := _mark_ending(text, position, limit, date)) is not None:
            position = mark
        else:
            break
        if not text[position].isspace():
            begin = position
    return begin


def _mark_ending(text: str, position: int, limit: int, date: int) -> int | None:
    """Where the signature's own opening tag or quotes, or the written-out dash, begins that ends here.

    It is the signature's own if what it opens is closed on the line of the date, and not opened again.
    """
    line = text.find("\n", date, date + _WIDEN_LIMIT)
    end = min(len(text), date + _WIDEN_LIMIT) if line < 0 else line
    last = text[position - 1]
    if last == "'":
        begin = position - 1
        while begin > limit and text[begin - 1] == "'":
            begin -= 1
        kinds = _kinds(text[begin:position])
        return begin if kinds and kinds <= _left_open(text, position, end) else None
    begin = text.rfind("<" if last == ">" else "&", limit, position)
    if begin < 0:
        return None
    if last == ";":
        return begin if _DASH_ENTITY.match(text[begin:position]) else None
    tag = _OPENING_TAG.match(text[begin:position])
    if tag is None:
        return None
    return begin if tag[1].lower() == "br" or _surplus(text, position, end, tag[1]) < 0 else None


def _kinds(quotes: str) -> frozenset[int]:
    """What a run of quotes switches: 2 for italics, 3 for bold; none if it is one apostrophe."""
    return frozenset({1: (), 2: (2,), 3: (3,), 4: (3,)}.get(len(quotes), (2, 3)))


def _left_open(text: str, start: int, end: int) -> frozenset[int]:
    """What quotes have switched an odd number of times in a stretch of a line."""
    switched: frozenset[int] = frozenset()
    for quotes in _QUOTES.finditer(text, start, end):
        switched ^= _kinds(quotes[0])
    return switched


def wrapped(text: str, start: int, end: int, not_before: int) -> tuple[int, int]:
    """A comment's edges moved out over block tags whose other half stands inside of it.

    A quotation or a table that begins a comment belongs to it with both its edges, a frame around
    several comments with neither.
    """
    if text[max(not_before, start - _WIDEN_LIMIT) : start].rstrip()[-1:] not in _EDGES:
        return start, _wrapped_end(text, start, end)
    table = _TABLE_BEFORE.search(text, max(not_before, start - _WIDEN_LIMIT), start)
    if table is not None and _closes_table(text, start, end):
        start = table.start()
    for _ in range(_MAX_WRAPPERS):
        opening = _TAG_BEFORE.search(text, max(not_before, start - _WIDEN_LIMIT), start)
        if opening is None or _surplus(text, start, end, opening[1]) >= 0:
            break
        start = opening.start()
    return start, _wrapped_end(text, start, end)


def _wrapped_end(text: str, start: int, end: int) -> int:
    for _ in range(_MAX_WRAPPERS):
        closing = _TAG_AFTER.match(text, end)
        if closing is None or _surplus(text, start, end, closing[1]) <= 0:
            break
        end = closing.end()
    return end


def _surplus(text: str, start: int, end: int, name: str) -> int:
    """How many more elements of this name are opened in a stretch than closed."""
    tags = re.finditer(rf"<(/?){name}(?=[\s/>])[^<>]*>", text[start:end], re.IGNORECASE)
    return sum(-1 if tag[1] else 1 for tag in tags)


def _closes_table(text: str, start: int, end: int) -> bool:
    """Whether a stretch closes one table more than it opens."""
    return sum(-1 if edge[0].endswith("}") else 1 for edge in _TABLE_EDGE.finditer(text[start:end])) == -1
