"""Pieces other pages of the organizers show."""
