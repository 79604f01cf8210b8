"""Texts that make work: a piece of markup again and again, at any length."""

from __future__ import annotations

from collections.abc import Callable, Mapping

# Name -> what is repeated. What stands before "¦" is not repeated, "§" stands for the number.
REPEATED = {
    "[[": "[[",
    "[[a|": "[[a|",
    "{{": "{{",
    "{{{": "{{{",
    "{{a|": "{{a|",
    "apostrophes": "''''",
    "five and a letter": "'''''x",
    "<<<<": "<<<<",
    "<b>, blank line": "<b>\n\n",
    "<i><b>": "<i><b>",
    "<small><div>": "<small><div>",
    "<div> unclosed": "<div>x",
    "<table>x": "<table>x",
    "{|, line": "{|\n",
    "{|{|{|": "{|{|{|",
    "cells of a table": "{|\n¦\n| a || b ",
    "rules": "----\n",
    "one long rule": "-",
    "colons": ":",
    "deeper and deeper": "",  # made by length
    "terms": ";a:b ",
    "-{": "-{",
    "-{zh:a;": "-{zh:a;-{",
    "<!--": "<!--",
    "<nowiki>": "<nowiki>",
    "<ref>": "<ref>",
    "refs in order": "<ref>a</ref>",
    "refs of one name": '<ref name="a">b</ref>',
    "nested refs": "{{#tag:ref|a",
    "attributes": '<div ¦a="b" ',
    "spaces in a tag": "<div ¦ ",
    "options of a file": "[[File:Example.jpg¦|thumb",
    "captions of files": "[[File:Example.jpg|thumb|a ",
    "headings of one name": "== a ==\n",
    "headings": "== § ==\n",
    "equals signs": "=",
    "[http://a": "[http://a",
    "one long address": "[http://¦a",
    "ampersands": "&",
    "references": "&amp;&#58;",
    "{{#if:a||": "{{#if:a||",
    "{{#switch:a": "{{#switch:a¦|b=c",
    "categories": "[[Category:A§]]\n",
    "links": "[[a]] ",
    "one long word": "a",
    "galleries": "<gallery>¦\nFile:A.jpg|b",
    "__TOC__": "__TOC__",
    "RFC": "RFC 1 ",
    "tildes": "~~~~",
    "lines that begin with a space": " a\n",
}

MAKERS: Mapping[str, Callable[[int], str]] = {
    "deeper and deeper": lambda size: "\n".join(":" * number for number in range(int((2 * size) ** 0.5))),
}

DOUBLING = {f"Template:Double {n}": "{{Double §}}x{{Double §}}".replace("§", str(n + 1)) for n in range(60)}


def hostile_text(name: str, size: int) -> str:
    """A text of about so many characters."""
    if name in MAKERS:
        return MAKERS[name](size)
    start, _, piece = REPEATED[name].rpartition("¦")
    repeated = piece * (size // len(piece))
    if "§" not in repeated:
        return start + repeated
    return start + "".join(f"{text}{number}" for number, text in enumerate(repeated.split("§")))
