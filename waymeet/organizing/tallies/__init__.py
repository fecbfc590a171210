"""How organizing goes, in counts with their definitions."""
