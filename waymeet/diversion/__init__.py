"""Decisions by officials, and the cases of those who said yes."""
