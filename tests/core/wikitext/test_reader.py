"""Reading source into nodes: nothing gets lost, and brackets match as in MediaWiki."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext.preprocess.nodes import Argument, Nodes, SectionHeading, Template
from folkmoot.core.wikitext.preprocess.reader import read_nodes
from folkmoot.core.wikitext.preprocess.source import source_of

BRACKETS = ["{{", "}}", "{{{", "}}}", "{", "}", "[[", "]]", "-{", "}-", "|", "=", "\n", "\n=", "==", " ", "a"]
TAGS = ["<!--", "-->", "<nowiki>", "</nowiki>", "<pre a>", "</pre >", "<ref/>", "<", ">"]
INCLUSION = [
    f"<{slash}{name}>" for name in ("noinclude", "includeonly", "onlyinclude") for slash in ("", "/")
]
texts = st.lists(st.sampled_from(BRACKETS + TAGS + INCLUSION), max_size=40).map("".join)


def shape(nodes: Nodes) -> str:
    """Templates as T(...), arguments as A(...), headings as H<level>(...), all else as its source."""
    out = []
    for node in nodes:
        if isinstance(node, Template):
            out.append(f"T({'|'.join([shape(node.title), *(shape(part.value) for part in node.parts)])})")
        elif isinstance(node, Argument):
            out.append(f"A({shape(node.name)})")
        elif isinstance(node, SectionHeading):
            out.append(f"H{node.level}({shape(node.nodes)})")
        else:
            out.append(source_of((node,)))
    return "".join(out)


@given(texts)
def test_the_sources_of_the_nodes_are_the_text(text: str) -> None:
    assert source_of(read_nodes(text)) == text
    assert source_of(read_nodes(text, "template")) == text


@given(texts)
def test_what_is_read_twice_is_read_the_same(text: str) -> None:
    assert read_nodes(text) == read_nodes(source_of(read_nodes(text)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{{{{a}}}}", "{A(a)}"),
        ("{{{{{a}}}}}", "T(A(a))"),
        ("{{{a}}", "{T(a)"),
        ("{{{{a}}}", "{A(a)"),
        ("{{a|{{b}}", "{{a|T(b)"),
        ("{{a|[[b|c]]}}", "T(a|[[b|c]])"),
        ("{{a|[[b}}", "{{a|[[b}}"),
        ("{{a|-{b}}", "{{a|-{b}}"),
        ("{{a|-{b}-}}", "T(a|-{b}-)"),
        ("-{{{a}}}-", "-A(a)-"),
        ("x{{a|-{{{b}}c}-|d}}", "xT(a|-{T(b)c}-|d)"),
        ("== a ==\nb", "H2(== a ==)\nb"),
        ("=a= <!-- c -->\n=b=c", "H1(=a= <!-- c -->)\n=b=c"),
        ("=====", "H2(=====)"),
        ("==", "=="),
        ("{{a|b\n== c }}\n}}", "T(a|b\n== c }}\n)"),
        ("{{a|b\n=c}}", "T(a|c)"),
        ("<!-- a -->\n== b ==", "<!-- a -->\nH2(== b ==)"),
        ("\n<!-- a -->\n== b ==", "\n<!-- a -->\nH2(== b ==)"),
        ("<nowiki>{{a}}</nowiki>{{b}}", "<nowiki>{{a}}</nowiki>T(b)"),
        ("<nowiki>{{a}}", "<nowiki>T(a)"),
        ("<includeonly>{{a}}</includeonly>", "<includeonly>{{a}}</includeonly>"),
    ],
)
def test_brackets_match_as_in_mediawiki(text: str, read: str) -> None:
    assert shape(read_nodes(text)) == read


def seconds(text: str) -> float:
    """The shortest of three times, in seconds of the processor."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        read_nodes(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("tag", ["</includeonly ", "<includeonly ", "</noinclude ", "<ref ", "</ref "])
def test_where_a_tag_ends_is_not_looked_for_again_and_again(tag: str) -> None:
    """Very many that only one bracket behind them all could end: as fast as without that bracket."""
    text = f"{tag:100}" * 10_000
    assert seconds(text + ">") < 4 * max(seconds(text), 0.01)
