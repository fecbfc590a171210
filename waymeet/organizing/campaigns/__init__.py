"""Structure tests: an ask to all of a place, its wall chart, and what it proves."""
