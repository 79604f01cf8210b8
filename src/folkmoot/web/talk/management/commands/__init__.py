"""Commands of the talk room."""
