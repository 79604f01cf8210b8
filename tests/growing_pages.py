"""Talk pages that Hypothesis grows line by line, and what was said on them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import strategies as st
from shared_data import SHARED

from folkmoot.core.conversation import read
from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import FoundHeading
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 2, 5, 18, 30, tzinfo=UTC)
SIGNATURE = write_signature("Zoë", SITE, now=LATER)


def signed(author: str) -> str:
    return write_signature(author, SITE, now=NOON)


def said_in(text: str, site: SiteConfig = SITE) -> list[tuple[object, ...]]:
    """Who said what at which depth, in page order."""
    comments = read(text, form="wikitext", site=site).comments()
    return [(one.author, one.timestamp, one.level, one.body) for one in comments]


def signers(text: str) -> list[str]:
    return [one.author for one in read(text, form="wikitext", site=SITE).comments()]


# -- pages that grow: lines of a talk page in any order --------------------------------------------

prefixes = st.text(alphabet=":*#", max_size=4) | st.just(";")
words = st.sampled_from(
    ["Yes.", "No, ''never''.", "See [[Pond]].", "One<br>two", "<small>quiet</small>", "{{tick}} ok"]
)
said = st.builds(
    lambda prefix, text, who: f"{prefix}{text} {signed(who)}", prefixes, words, st.sampled_from("ABC")
)
others = st.sampled_from(
    [
        *(
            "",
            "",
            "== Pond ==",
            "=== Deep ===",
            ": unsigned",
            "<div>",
            "</div>",
            "{|",
            "| cell",
            "|}",
            "----",
        ),
        *(
            "<!-- x -->",
            "{{od}}",
            "[[Category:Pond]]",
            "<blockquote>old</blockquote>",
            ";term",
            " preformatted",
        ),
        *("{{archive top}}", "{{archive bottom}}", f"* joint {signed('A')}, {signed('B')}"),
        f"<ul><li>in HTML {signed('C')}</li></ul>",
    ]
)
pages = st.lists(said | said | others, min_size=1, max_size=12).map("\n".join) | st.lists(
    said | others, min_size=1, max_size=12
).map(lambda lines: "\n".join(lines) + "\n")

pages_with_topics = st.builds(lambda first, then: f"{first}\n== Pond ==\n{then}", pages, pages)

BODIES = [
    "Agreed.",
    "One paragraph.\n\nAnother.",
    "A list:\n* one\n** deeper\n# two",
    "* only\n* a list",
    "{| class=wikitext\n| cell\n|}",
    "<pre>\n  poem\n</pre>",
    "Code: <syntaxhighlight lang=python>\nif x:\n    == y ==\n</syntaxhighlight> done",
    "== Not a heading ==\nwords\n<h2>nor this</h2>",
    "{{quote\n|wise words\n}} and mine",
    f"See {signed('Ghost')}\n\nand there.",
    "</div> }} ]] |} <!-- {{ [[ <nowiki> <div> <blockquote>",
    "<blockquote>\nlong\n\nago\n</blockquote>\nI know.",
    " indented\n: and more",
    "Signed here ~~~~",
    "a\r\nb\u2028c\x00\x07d",
    "'''bold\n----\n;term",
    "Seen:\n<gallery>\nFile:A.png|one\n</gallery>",
    ": deeper",
    "a | b = c || d",
]
pieces = st.sampled_from(
    [*"ab \n:*#;=|'", "<", ">", "{{", "}}", "[[", "]]", "<!--", "-->", "<div>", "</div>", "{|", "|}", "<pre>"]
)
bodies = st.sampled_from(BODIES) | st.lists(pieces, min_size=1, max_size=25).map("".join)


def sections_of_real_pages() -> list[tuple[str, SiteConfig, str]]:
    """Some sections of every real page: reading whole pages again for each reply would take long."""
    sections = []
    for folder in sorted((SHARED / "conversations" / "wikitext-real").iterdir()) if SHARED else []:
        site = SiteConfig.from_discussiontools(json.loads((folder / "site.json").read_text(encoding="utf-8")))
        text = (folder / "page-flat.wikitext").read_text(encoding="utf-8")
        starts = [item.start or 0 for item in find_in_wikitext(text, site) if isinstance(item, FoundHeading)]
        cuts = [0, *starts, len(text)]
        parts = [text[start:end] for start, end in pairwise(cuts) if start < end]
        step = max(1, len(parts) // 12)
        sections += [
            (f"{folder.name}-{number}", site, parts[number]) for number in range(0, len(parts), step)
        ]
    return sections
