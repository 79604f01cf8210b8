"""Lua modules of a wiki, run in processes of their own: little time, little memory, no files, no network.

``pool`` is what a site uses. Nothing is imported here: the script processes load this package too, and are
to hold no more than they need.
"""
