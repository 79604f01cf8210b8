"""Reading talk pages in tests: what an answer holds, and the names that all of them use."""

from __future__ import annotations

from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

TALK = "/wiki/Talk:Pond"
FRAGMENT = {"X-Folkmoot-Fragment": "1"}
SCRIPT = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'"


def read(client: Client, url: str = TALK, status: int = 200) -> LexborHTMLParser:
    answer = client.get(url)
    assert answer.status_code == status
    return LexborHTMLParser(answer.content.decode())


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    nodes = page.css(selector)
    assert len(nodes) == 1, f"{len(nodes)} of {selector}"
    return nodes[0]


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())
