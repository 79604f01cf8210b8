"""Whom the links in a page's HTML lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from folkmoot.core.conversation.html.markup import attribute
from folkmoot.core.languages.signatures import LinkedUser, user_of_link, user_of_title
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import title_from_url

TIMESTAMP_LINK = "ext-discussiontools-init-timestamplink"
MAX_KEPT = 500  # characters of an address that is worth keeping


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page, whose own ``title`` may be known: a page has no address on itself.

    ``exact``: a link to somebody's contributions names them only by the site's own name of that
    page, as for DiscussionTools; else by any name that the site accepts.
    """

    site: SiteConfig
    title: str | None
    exact: bool

    def user(self, tag: str) -> LinkedUser | None:
        """The person whom the link that this tag opens leads to."""
        if TIMESTAMP_LINK in tag:  # on somebody's talk page these look like signatures
            return None
        if "mw-selflink" in tag:
            return user_of_link(self.title, self.site) if self.title else None
        address = attribute(tag, "href")
        # Who is meant stands behind the name of a namespace, or of another wiki, and a colon.
        if not address or not (":" in address or "%3a" in address.lower() or "&" in address):
            return None
        look_up = user_of_address if len(address) <= MAX_KEPT else user_of_address.__wrapped__
        return look_up(address, self.site, self.exact)


@lru_cache(maxsize=8192)  # the same people sign page after page
def user_of_address(address: str, site: SiteConfig, exact: bool) -> LinkedUser | None:
    """The person whose page an address leads to, or None."""
    title = title_from_url(address, site)
    user = user_of_title(title, site) if title else None
    if user is None or title is None or not exact or user.kind != "contributions":
        return user
    return user if title.text.partition("/")[0] == site.special_contributions[0].replace("_", " ") else None


def shown_name(user: LinkedUser, shown: str) -> str | None:
    """The name that the text of a link to somebody's page shows, if it is not their own."""
    if user.kind != "user":
        return None
    return shown if shown and shown.lower() != user.name.lower() else None
