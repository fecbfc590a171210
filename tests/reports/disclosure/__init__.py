"""Suppression, and the attacker it has to satisfy."""
