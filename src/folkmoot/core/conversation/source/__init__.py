"""The source of a wikitext page: its blocks, lists, boxes, calls and signatures, each with its place."""
