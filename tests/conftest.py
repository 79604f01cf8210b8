"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# The first example of a property pays for imports and caches; a test never asserts a time.
# "steady" tries the same examples each time, so that a change is judged by what it changes;
# "seeking" looks for new ones (`make fuzz`).
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("seeking", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("FOLKMOOT_EXAMPLES", "steady"))
