"""Links that put a page into a category: they stand among what people say and show nothing."""

from __future__ import annotations

import re

from folkmoot.core.site import CATEGORY, SiteConfig


def category_pattern(site: SiteConfig) -> str:
    """Such a link as a regular expression, to be searched for in small and capital letters."""
    names = "|".join(map(re.escape, site.names_of(CATEGORY)))
    return rf"\[\[\s*(?:{names or 'category'})\s*:[^\[\]\n]*\]\]"
