"""LEAD case files: the case team's, and nobody else's."""
