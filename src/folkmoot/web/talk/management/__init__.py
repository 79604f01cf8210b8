"""What an operator can ask of the talk room."""
