"""Extension tags: ``<name>content</name>`` whose content is not, or not simply, wikitext. One tag per file."""
