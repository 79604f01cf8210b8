"""What runs inside a script process; nothing here is imported by the site itself."""
