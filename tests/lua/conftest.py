"""One pool of script processes for all tests of Lua: starting one takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from folkmoot.lua.pool import LuaLimits, LuaPool


@pytest.fixture(scope="session")
def pool() -> Iterator[LuaPool]:
    one = LuaPool(LuaLimits(seconds=20.0, total_seconds=30.0))
    yield one
    one.shut()


@pytest.fixture
def hurried() -> Iterator[LuaPool]:
    """A pool whose scripts have next to no time."""
    one = LuaPool(LuaLimits(seconds=0.5, total_seconds=2.0, processes=1, wait_seconds=5.0))
    yield one
    one.shut()
