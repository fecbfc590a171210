"""Counts only: measures, disclosure control, release."""
