"""All parser functions that come with Folkmoot, by their English names; each family has a file of its own.

A name here is that of MediaWiki's magic word, with ``#`` where the function is called with one: by it the
words of other languages are found.
"""

from __future__ import annotations

from .call import Function
from .conditions import CONDITIONS
from .dates import DATES
from .encoding import ENCODING
from .expressions import EXPRESSIONS
from .invoke import INVOKE
from .labelled_sections import SECTIONS
from .languages import LANGUAGES
from .links import LINKS
from .messages import MESSAGES
from .other_wikis import OTHER_WIKIS
from .pages import PAGES
from .properties import PROPERTIES
from .statistics import NUMBERS
from .strings import STRINGS
from .tags import TAG
from .time import TIME
from .titles import TITLES
from .words import WORDS

FUNCTIONS: dict[str, Function] = {
    **CONDITIONS,
    **EXPRESSIONS,
    **STRINGS,
    **ENCODING,
    **TITLES,
    **LINKS,
    **WORDS,
    **LANGUAGES,
    **TIME,
    **DATES,
    **MESSAGES,
    **TAG,
    **SECTIONS,
    **PROPERTIES,
    **PAGES,
    **NUMBERS,
    **OTHER_WIKIS,
    **INVOKE,
}
