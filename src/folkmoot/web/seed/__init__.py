"""A community to try the site with: written by hand in ``community/``, replayed through the services.

What a visitor of the demonstration sees has come about as it would in life: every comment was
posted by its author at its time, so that histories, signatures and the index are real.
"""

from __future__ import annotations

from folkmoot.web.seed.files import read_community
from folkmoot.web.seed.replay import Login, SeedReport, seed_demo

__all__ = ["Login", "SeedReport", "read_community", "seed_demo"]
