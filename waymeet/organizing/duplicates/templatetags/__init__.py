"""Template tags of duplicates."""
