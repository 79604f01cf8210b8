"""Pages as files: what each construct becomes. ``NAME.wikitext`` renders as ``NAME.html``."""

from __future__ import annotations

from pathlib import Path

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import render

CASES = sorted((Path(__file__).parents[2] / "cases" / "wikitext").glob("*.wikitext"))
PAGES = {
    "Known": "A page.",
    "Template:Greet": "Hello, {{{1|{{{name|you}}}}}}!<noinclude> (for the page itself)</noinclude>",
    "Template:Box": '<div style="color: {{{colour}}}">{{{1}}}</div>',
    "Template:Loop": "round {{loop}}",
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_page_renders_as_written_down(case: Path) -> None:
    site = SiteConfig.for_language("en")
    rendered = render(case.read_text("utf-8"), site=site, title="Talk:Cases", pages=PAGES)
    assert rendered.html.strip() == case.with_suffix(".html").read_text("utf-8").strip()
