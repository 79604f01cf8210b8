"""What was drawn a moment ago, kept in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

_all_recent: list[RecentViews[Any]] = []


def forget_recent() -> None:
    """Forget every view kept in this process, as when the database behind it is another one."""
    for recent in _all_recent:
        recent.clear()


View = TypeVar("View")
Key = tuple[object, ...]


class RecentViews(Generic[View]):
    """What was drawn a moment ago, for the next visitor of the same page; the oldest goes first.

    A key says everything that a view depends on, the minute included, so nothing is ever wrong for
    longer than the times on the page are. ``most`` bounds what is kept, as ``weigh`` counts it.
    """

    def __init__(self, *, weigh: Callable[[View], int], most: int = 32_000_000) -> None:
        self._views: OrderedDict[Key, View] = OrderedDict()
        self._weigh = weigh
        self._most = most
        self._weight = 0
        self._lock = Lock()
        _all_recent.append(self)

    def get_or_make(self, key: Key, make: Callable[[], View]) -> View:
        """The view kept under this key, or a new one, kept from now on."""
        with self._lock:
            known = self._views.get(key)
        if known is not None:
            return known
        made = make()
        with self._lock:
            if key not in self._views:
                self._views[key] = made
                self._weight += self._weigh(made)
            while self._weight > self._most:
                self._weight -= self._weigh(self._views.popitem(last=False)[1])
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._views.clear()
            self._weight = 0
