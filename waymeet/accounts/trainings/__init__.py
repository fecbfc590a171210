"""Courses, and who of the team has had which: shown to others only by whoever said so."""
