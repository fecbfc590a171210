"""Template tags of coalitions."""
