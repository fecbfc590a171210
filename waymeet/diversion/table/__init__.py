"""The operational group's table: what may be said there, the screen of a meeting, decisions, minutes."""
