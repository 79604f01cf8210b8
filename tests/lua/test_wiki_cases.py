"""Modules in the way of real wikis: pings, boxes, navigation. ``NAME.wikitext`` renders as ``NAME.html``."""

from __future__ import annotations

from pathlib import Path

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, render
from folkmoot.lua.pool import LuaPool
from folkmoot.page_folder import pages_in

FOLDER = Path(__file__).parents[1] / "cases" / "lua"
SITE = SiteConfig.for_language("en")


@pytest.mark.parametrize("case", sorted(FOLDER.glob("*.wikitext")), ids=lambda path: path.stem)
def test_a_page_with_modules_renders_as_written_down(case: Path, pool: LuaPool) -> None:
    pages = pages_in(str(FOLDER / "wiki"), SITE)
    around = Surroundings(scripts=pool)
    html = render(case.read_text("utf-8"), site=SITE, title="Talk:Cases", pages=pages, around=around).html
    assert html.strip() == case.with_suffix(".html").read_text("utf-8").strip()
