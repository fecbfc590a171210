"""Numbers on their way out: what may be printed, and what an attacker makes of it."""
