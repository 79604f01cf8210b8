"""The first pass: comments, extension tags, templates and their arguments."""
