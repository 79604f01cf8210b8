"""Extension tags, one per file: ``<name>content</name>`` whose content is not, or not simply, wikitext."""
