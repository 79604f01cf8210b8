"""Floor 1: pure rules. Values in, values out; no Django, files, network, clock or dice."""
