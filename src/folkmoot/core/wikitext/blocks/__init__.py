"""Passes that work on lines: tables, headings, rules, lists and paragraphs."""
