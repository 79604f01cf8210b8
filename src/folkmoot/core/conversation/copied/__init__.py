"""Reading a talk page that was copied out of a browser: its frame, headings, signatures, answers."""
