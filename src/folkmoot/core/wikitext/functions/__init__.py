"""Parser functions: ``{{name:first|rest}}``. One family per file, one table of their names."""

from .call import Call, Function, error
from .names import function_named, split_call
from .table import FUNCTIONS

__all__ = ["FUNCTIONS", "Call", "Function", "error", "function_named", "split_call"]
