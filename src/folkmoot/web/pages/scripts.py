"""The wiki's modules in Lua: one pool of processes for the site, as the operator wants it."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from folkmoot.core.wikitext.scripting.model import Scripts
from folkmoot.lua.pool import LuaLimits, LuaPool


def scripts_for_page() -> Scripts | None:
    """What runs the modules of one page, all its sections together; None where the operator wants none."""
    pool = _pool() if settings.FOLKMOOT_LUA else None
    return None if pool is None else pool.for_page()


@cache
def _pool() -> LuaPool:
    limits = LuaLimits(seconds=settings.FOLKMOOT_LUA_SECONDS, processes=settings.FOLKMOOT_LUA_PROCESSES)
    return LuaPool(limits)
