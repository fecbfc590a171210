"""Hand-offs from officers to case managers."""
