"""The HTML of a wiki page: its row of tags, its places, its signatures, and what is made of it."""
