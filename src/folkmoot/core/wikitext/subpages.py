"""What ``/Part`` and ``../Other`` mean on a page that can have subpages."""

from __future__ import annotations

from folkmoot.core.titles import Title, prefixed

from .run import Run


def relative_title(name: str, page: str) -> str | None:
    """The prefixed title that a relative name means on ``page``; None for one above the topmost page.

    A name that is not relative is given back. A ``#fragment`` stays behind the title.
    """
    path, hash_sign, fragment = name.partition("#")
    if path.startswith("/"):
        return page + "/" + path.strip("/") + hash_sign + fragment
    up, rest = levels_up(path)
    if not up:
        return name
    above = page.split("/")
    if up >= len(above):
        return None
    own = rest.strip("/")
    return "/".join([*above[:-up], *([own] if own else [])]) + hash_sign + fragment


def levels_up(path: str) -> tuple[int, str]:
    """How many levels a path goes up by ``../``, and what stands behind these. Linear in its length."""
    up = 0
    while path.startswith("../", 3 * up):
        up += 1
    return up, path[3 * up :]


def named_on(page: Title, name: str, run: Run) -> str | None:
    """The name of a page as it is meant on ``page``: relative ones in full where there are subpages."""
    if not name.startswith(("/", "../")) or not run.site.has_subpages(page.namespace):
        return name
    return relative_title(name, prefixed(page, run.site))
