"""Rendering pages with modules in Lua, for tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Rendered, Surroundings, render
from folkmoot.lua.pool import LuaPool

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TITLE = "Talk:Some page/Part"


def rendered(
    pool: LuaPool, text: str, pages: Mapping[str, str], *, language: str = "en", now: datetime | None = NOW
) -> Rendered:
    """A page of a wiki with these pages."""
    site = SiteConfig.for_language(language)
    around = Surroundings(now=now, scripts=pool, statistics={"pages": 7, "users": 3})
    return render(text, site=site, title=TITLE, pages=pages, around=around)


def said(
    pool: LuaPool,
    body: str,
    *,
    call: str = "",
    pages: Mapping[str, str] | None = None,
    language: str = "en",
) -> str:
    """What a function with this body gives, as plain text; ``frame`` is its argument."""
    module = "local p = {}\nfunction p.main(frame)\n" + body + "\nend\nreturn p"
    known = {"Module:Test": module, **(pages or {})}
    html = rendered(pool, f"{{{{#invoke:Test|main{call}}}}}", known, language=language).html
    return unescape(re.sub("<[^>]*>", "", html)).strip()
