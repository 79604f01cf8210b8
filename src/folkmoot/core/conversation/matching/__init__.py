"""Comments of two versions of a page, side by side."""
