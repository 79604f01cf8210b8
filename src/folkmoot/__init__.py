"""Folkmoot: wiki talk pages that a community can run itself on."""

__version__ = "0.1.0"
