"""What is put around headings when a page is read: the table of contents and the links to edit sections.

Neither is part of a kept rendering: both speak the reader's language, and both depend on the page and not
on the section that was rendered. A rendering only keeps their places open (``slots``).
"""

from .edit_links import edit_links, edit_path
from .lines import hint_of, line_of
from .table import Entry, contents_html, entries, is_wanted

__all__ = [
    "Entry",
    "contents_html",
    "edit_links",
    "edit_path",
    "entries",
    "hint_of",
    "is_wanted",
    "line_of",
]
