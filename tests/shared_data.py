"""Where the shared test data lies, if this checkout has it beside itself.

Tests that read it carry ``@needs_shared``: without the data they are skipped, never failed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"

SHARED: Path | None = _BESIDE if _BESIDE.is_dir() else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="the shared test data is not beside this checkout")
