"""The talk room: conversations on pages - their index, reading them, replying, importing."""
