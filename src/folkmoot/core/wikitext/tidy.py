"""The last pass before the wall: makes a tree of tags out of what the passes wrote.

It does what an HTML5 tree builder does for the tags wikitext can hold - implied ends, misnested
bold and italic, text that stands wrongly in tables - and what MediaWiki's clean-up adds: text outside
of paragraphs gets one, empty items are marked. One scan; the depth and the amount of reopened
formatting are bounded, since a browser has to build this tree too. The room ``tree`` does the work.
"""

from __future__ import annotations

import re

from .tree.builder import Builder

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")


def tidy(html: str) -> str:
    """The same HTML with every element closed where a browser would close it."""
    if " />" in html:  # as HTML is written out, so that the wall need not do it
        html = html.replace("<br />", "<br>").replace("<hr />", "<hr>")
    builder = Builder(len(html))
    done = builder.run(html, 0)
    while found := _TOKEN.search(html, done):
        if found.start() > done:
            builder.text(html[done : found.start()])
        slash, name, attributes = found.groups()
        if slash:
            builder.end(name)
        else:
            builder.start(name, attributes.rstrip(" /"))
        done = builder.run(html, found.end())
    builder.text(html[done:])
    return builder.finish()
