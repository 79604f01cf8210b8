"""Pages: the texts of the wiki, every revision of them, and what is rendered from them."""
