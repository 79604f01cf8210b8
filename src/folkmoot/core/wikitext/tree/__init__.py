"""The tree of elements that a browser would build, and MediaWiki's paragraphs around bare text in it."""
