"""Knocking on doors: what was saved on phones, how it came in, what it adds up to."""
