"""Codes of participants who want to be found again without a name. A code only finds."""
