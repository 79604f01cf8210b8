"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# The first example of a property pays for imports and caches; a test never asserts a time.
settings.register_profile("folkmoot", deadline=None)
settings.load_profile("folkmoot")
