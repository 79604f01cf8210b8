"""Floor 2: files in, tables out. Reads and writes what other wikis exchange."""
