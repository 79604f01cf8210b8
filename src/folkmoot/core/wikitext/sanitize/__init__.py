"""Which HTML may be written in wikitext, and how it is made safe."""
