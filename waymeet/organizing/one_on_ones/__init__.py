"""Conversations of two people, what was promised in them, and the week they make."""
