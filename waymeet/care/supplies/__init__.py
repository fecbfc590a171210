"""Quantities only: items, programs, what went out and came back."""
