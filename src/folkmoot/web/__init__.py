"""The floor of the site: Django and what it serves.

Rooms, from top to bottom: talk, pages, accounts, shared.
"""
