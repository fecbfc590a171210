"""Template tags of leadership."""
