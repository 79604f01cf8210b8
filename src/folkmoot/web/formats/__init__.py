"""How dates are written in the interface, where Django's own form is not the one that wikis use."""
