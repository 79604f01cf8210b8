"""The last wall: what it takes away, what it lets through, and that it gives back the same a second time."""

from __future__ import annotations

import pytest

from folkmoot.core.wikitext.wall import clean


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<a href="http://a.b/c">x</a>', None),
        ('<a href="ftp://%7Cx">x</a>', None),
        ('<a href="https://a.b:c/">x</a>', None),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="java&#x09;script:alert(1)">x</a>', "<a>x</a>"),
        ('<a data-fm-href="javascript:alert(1)">x</a>', None),
        ('<a href="http://%7C&quot; onclick=x">x</a>', None),
        ('<p title=" href=&quot;ftp://%&quot;">x</p>', None),
        ("<script>x</script><p onclick=y>z</p>", "<p>z</p>"),
        ('<span xmlns:a="http://b">x</span>', None),
        ('<pre class="a">\n\nx</pre>', None),
    ],
)
def test_only_what_a_page_may_hold_is_left(html: str, left: str | None) -> None:
    cleaned = clean(html)
    assert cleaned == (html if left is None else left)
    assert clean(cleaned) == cleaned
