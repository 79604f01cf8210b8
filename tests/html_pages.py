"""Talk pages in HTML as nobody would write them: everything that the rules of reading speak of, at random."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote

PEOPLE = (
    "Ada",
    "béla",
    "Chi di",
    "Dao_X",
    "2001:db8::a",
    "10.0.0.1",
    "~2024-1234",
    "A+B",
    "x" * 100,
    "O'Neil",
)
_WORDS = ("Hi", "there \u2014 ", "&amp; so", "long " * 15, "é", "", " ", "\n", "0")
_ODD = (
    *("<br>", "<hr>", "<!-- c -->", '<img src="x">', "<wbr>", '<span class="outdent-template">od</span>'),
    *('<span class="mw-notalk">n</span>', '<span class="x mw-trackedTemplate">T</span>', "<style>a</style>"),
    *('<link rel="mw:PageProp/Category" href="./C">', '<meta property="x">', '<link rel="x"><br>'),
    *('<span typeof="mw:Transclusion" about="#mwt1"></span>', '<span data-mw-comment-start=""></span>'),
    *('<span typeof="mw:Transclusion" about="#mwt2"> </span><b about="#mwt2"></b>', "<q>q</q>"),
    *('<span class="ext-discussiontools-init-replylink-buttons"><a>r</a></span>', "<math><mi>x</mi></math>"),
    *("<audio>a</audio>", "<a><span><img></span></a>", "<button>b</button>", "<noscript>n</noscript>"),
)
_LINES = (
    *("\n", "<!--x-->", "<p><br></p>", "<hr>", "<dl><dt>head</dt></dl>", "<dl><dt>h</dt><dd>x</dd></dl>"),
    '<figure typeof="mw:File"><a><img></a><figcaption>c</figcaption></figure>',
    '<div class="thumb"><div><a><img></a></div></div>',
)
_HEADINGS = (
    '<h{0} id="{1}">{2}</h{0}>',
    '<h{0}><span class="mw-headline" id="{1}">{2}</span><span class="mw-editsection">[e]</span></h{0}>',
    '<h{0} data-mw-anchor="{1}">{2}</h{0}>',
    "<h{0}>{2}</h{0}>",
)
_DEEPEST = 5


def page(random: Random) -> str:
    """A page with a few blocks."""
    return _Page(random).html()


class _Page:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.templates = 2  # so many are used up by single nodes

    def html(self) -> str:
        blocks = (self.block(0) + self.one_of("", "\n") for _ in range(self.random.randrange(1, 9)))
        # The last words: a comment without any, at the end of a page, begins nowhere.
        return f'<div class="mw-parser-output">{"".join(blocks)}<p>The end.</p></div>'

    def one_of(self, *choices: str) -> str:
        return self.random.choice(choices)

    def sometimes(self, text: str, chance: float) -> str:
        return text if self.random.random() < chance else ""

    # -- blocks --------------------------------------------------------------------------------

    def block(self, depth: int) -> str:
        if depth > _DEEPEST:
            return self.line()
        kinds = (
            *[lambda: f"<p>{self.line()}</p>"] * 3,
            *[lambda: self.list_of_lines(depth)] * 4,
            *[lambda: self.heading(), lambda: self.box(depth), self.line, lambda: self.template(depth)],
            *[lambda: self.one_of(*_LINES), lambda: f"<blockquote>{self.line()}</blockquote>"],
            *[lambda: f"<pre>{self.signature()}</pre>", lambda: f"<section>{self.blocks(depth)}</section>"],
            lambda: (
                f"<table><tbody><tr><td>{self.line()}</td><td>{self.blocks(depth)}</td></tr></tbody></table>"
            ),
            lambda: f'<ol class="references"><li>{self.signature()}</li></ol>',
        )
        make: Callable[[], str] = self.random.choice(kinds)
        return make()

    def blocks(self, depth: int) -> str:
        return "".join(self.block(depth + 1) for _ in range(self.random.randrange(3)))

    def list_of_lines(self, depth: int) -> str:
        kind = self.one_of("dl", "dl", "ul", "ol")
        item = self.one_of("dd", "dd", "dd", "dt") if kind == "dl" else "li"
        items = (
            f"<{item}>{self.line()}{self.blocks(depth)}</{item}>" for _ in range(self.random.randrange(1, 3))
        )
        return f"<{kind}>{self.one_of('', chr(10)).join(items)}</{kind}>"

    def heading(self) -> str:
        anchor = self.one_of("Foo", "Foo_2", "_bar_", "", "日本" * 30, "a-b", "x" * 90)
        words = self.one_of("Foo", "<i>b</i> x", "", "A &amp; B", self.signature())
        return self.random.choice(_HEADINGS).format(self.random.randrange(1, 7), anchor, words)

    def box(self, depth: int) -> str:
        marks = ("", "", ' class="mw-notalk"', ' class="outdent-template"', ' id="toc"', ' class="toc"')
        return f"<div{self.random.choice(marks)}>{self.line()}{self.blocks(depth)}</div>"

    def template(self, depth: int) -> str:
        """Elements side by side that one template made."""
        self.templates += 1
        made = f' about="#mwt{self.templates}"'
        first = f' typeof="mw:Transclusion" data-mw="{escape(json.dumps({"parts": self.parts()}))}"'
        elements = []
        for number in range(self.random.randrange(1, 4)):
            tag = self.one_of("p", "div", "span", "dl")
            inside = self.line() if tag in ("p", "span") else self.blocks(depth)
            elements.append(f"<{tag}{made}{'' if number else first}>{inside}</{tag}>")
        return self.one_of("", "", "", "\n").join(elements)

    def parts(self) -> list[object]:
        pages = ("Template:Foo", "Template:A_b%3F", "User:X/Talk_%26", "Special:X", "%5Bbad", "Talk:There")
        templates = [{"template": {"target": {"href": f"./{one}"}}} for one in pages]
        other: list[object] = [{"template": {"target": {"function": "if"}}}, "words"]
        return [self.random.choice([*templates, *other]) for _ in range(self.random.choice((1, 1, 1, 2, 3)))]

    # -- lines ---------------------------------------------------------------------------------

    def line(self) -> str:
        inside = "".join(self.inline(0) for _ in range(self.random.randrange(1, 4)))
        return inside + self.sometimes(self.signature(), 0.5) + self.sometimes(self.inline(0), 0.2)

    def inline(self, depth: int) -> str:
        kind = self.random.randrange(10)
        if kind < 4:
            return self.random.choice(_WORDS)
        if kind < 6:
            return self.signature()
        if kind == 6:
            return self.link(self.one_of("talk", "<b>Bob</b>", "", "<img src=x>", "Ada", "BÉLA", self.date()))
        if kind == 7 and depth < _DEEPEST:
            tag = self.one_of("b", "i", "span", "small", "sup", "font", "q", "cite", "del")
            return f"<{tag}>{self.inline(depth + 1)}{self.inline(depth + 1)}</{tag}>"
        return self.random.choice(_ODD) if kind > 7 else self.date()

    def signature(self) -> str:
        links = self.link("Ada") + self.sometimes(self.one_of(" ", " (", "<br>") + self.link("talk"), 0.5)
        signed = self.one_of("", " -- ", " \u2014 ") + links + self.one_of(" ", ") ", "", ", ") + self.date()
        return self.one_of(
            signed, signed, signed, f"<span>{signed}</span>", f"<small><i>{signed}</i></small>"
        )

    def link(self, words: str) -> str:
        name = self.random.choice(PEOPLE)
        title = self.one_of(
            *(f"User:{name}", f"User:{name}", f"User_talk:{name}", f"Special:Contributions/{name}"),
            *(f"user:{name}", f"User:{name}/sub", f"User:{name}#top", f"Special:Contribs/{name}", "Main", ""),
        )
        title = quote(title.replace(" ", "_"), safe=":/#~")
        address = self.one_of(
            *(f"/wiki/{title}", f"/wiki/{title}", f"./{title}", f"https://xx.example.org/wiki/{title}"),
            f"/w/index.php?title={title}&amp;redlink=1",
        )
        generated = self.sometimes(' class="extiw"', 0.1)
        return f'<a href="{address}"{generated}>{words}</a>'

    def date(self) -> str:
        hour, minute = self.random.randrange(26), self.random.choice((0, 7, 59))
        day, month = self.random.choice((1, 12, 31, 35)), self.one_of("January", "May", "June", "December")
        year = self.random.choice((2019, 2020, 2022, 0))
        date = f"{hour:02}:{minute:02}, {day} {month} {year:04} (UTC)"
        return self.one_of(*[date] * 9, date.replace(" ", "\u200e ", 1), date.replace(" ", "\u00a0", 1))
