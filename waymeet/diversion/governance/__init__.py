"""Who decides, and what was asked of whom."""
