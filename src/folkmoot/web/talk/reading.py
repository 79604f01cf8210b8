"""Headings and comments of sections: read once per text and rules, then kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from folkmoot.core.conversation.from_wikitext import find_in_wikitext
from folkmoot.core.conversation.model import Found
from folkmoot.core.site import SiteConfig
from folkmoot.web.pages.models import Derived
from folkmoot.web.pages.queries import section_texts
from folkmoot.web.talk.found_codec import pack_found, unpack_found

READING_RULES = "3"  # bump it when the reader finds something else in the same text
_KIND = "found"
_PER_QUERY = 5_000


def found_in_sections(section_ids: Iterable[int], site: SiteConfig) -> dict[int, tuple[Found, ...]]:
    """What is found in each of these sections; those never read before are read and kept."""
    wanted = list(dict.fromkeys(section_ids))
    key = _key(site)
    found: dict[int, tuple[Found, ...]] = {}
    for start in range(0, len(wanted), _PER_QUERY):
        kept = Derived.objects.filter(section_id__in=wanted[start : start + _PER_QUERY], kind=_KIND, key=key)
        found.update((pk, unpack_found(blob)) for pk, blob in kept.values_list("section_id", "blob"))
    missing = [pk for pk in wanted if pk not in found]
    if missing:
        texts = section_texts(missing)
        read = {pk: read_section(texts[pk], site) for pk in missing}
        Derived.objects.bulk_create(
            [
                Derived(section_id=pk, kind=_KIND, key=key, blob=pack_found(items))
                for pk, items in read.items()
            ],
            ignore_conflicts=True,
            batch_size=500,
        )
        found.update(read)
    return found


@lru_cache(maxsize=256)
def read_section(text: str, site: SiteConfig) -> tuple[Found, ...]:
    """What is found in this text of a section. Every reading of stored text comes through here.

    The save that indexes a section and the first view that draws it read it once between them.
    """
    return find_in_wikitext(text, site)


def _key(site: SiteConfig) -> bytes:
    return blake2b(f"{READING_RULES}:{site.fingerprint()}".encode(), digest_size=20).digest()
