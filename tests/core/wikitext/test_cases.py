"""Pages as files: what each construct becomes. ``NAME.wikitext`` renders as ``NAME.html``."""

from __future__ import annotations

from pathlib import Path

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import FileFacts, Settings, Surroundings, render

CASES = sorted((Path(__file__).parents[2] / "cases" / "wikitext").glob("*.wikitext"))
PAGES = {
    "Known": "A page.",
    "Template:Greet": "Hello, {{{1|{{{name|you}}}}}}!<noinclude> (for the page itself)</noinclude>",
    "Template:Box": '<div style="color: {{{colour}}}">{{{1}}}</div>',
    "Template:Box/styles.css": (
        ".box, html.dark .box > i:hover { color: red; background: url(x) } @import 'x';"
    ),
    "Template:Loop": "round {{loop}}",
}
FILES = (
    FileFacts("Mill.jpg", "/files/Mill.jpg", "image/jpeg", 800, 600, copies="/copies/Mill.jpg"),
    FileFacts("Small.png", "/files/Small.png", "image/png", 90, 60),
    FileFacts("Map.svg", "/files/Map.svg", "image/svg+xml", 300, 200, copies="/copies/Map.svg"),
    FileFacts(
        "Book.djvu", "/files/Book.djvu", "image/vnd.djvu", 900, 1200, pages=9, copies="/copies/Book.djvu"
    ),
    FileFacts("Talk.webm", "/files/Talk.webm", "video/webm", 640, 360, 65.5, copies="/copies/Talk.webm"),
    FileFacts("Song.oga", "/files/Song.oga", "audio/ogg", duration=3.2),
)
AROUND = Surroundings(
    files={file.name: file for file in FILES},
    settings=Settings(upload_address="/give?name=$1"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_page_renders_as_written_down(case: Path) -> None:
    site = SiteConfig.for_language("en")
    rendered = render(case.read_text("utf-8"), site=site, title="Talk:Cases", pages=PAGES, around=AROUND)
    assert rendered.html.strip() == case.with_suffix(".html").read_text("utf-8").strip()
