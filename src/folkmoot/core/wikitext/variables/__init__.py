"""Variables: ``{{PAGENAME}}`` and its kin, words in braces without arguments. One family per file."""

from .names import variable
from .table import VARIABLES
from .title import encode_path

__all__ = ["VARIABLES", "encode_path", "variable"]
