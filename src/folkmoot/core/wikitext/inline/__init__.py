"""Passes that work inside lines: quotes, links, addresses."""
