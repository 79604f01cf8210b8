"""What the room of pages announces to the rooms above it.

Both are sent with ``saved`` (a ``services.SavedRevision``) and ``now``.
"""

from __future__ import annotations

from django.dispatch import Signal

# Inside the transaction of the save: a receiver that raises undoes the save. For what must never
# disagree with the text, such as an index of it.
revision_written = Signal()

# After the commit; a receiver that fails is logged and undoes nothing.
revision_saved = Signal()
