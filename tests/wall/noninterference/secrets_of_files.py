"""Secrets of the rooms that keep files about a person, of hand-offs between them, and of legal demands."""
