"""How many naloxone kits a place needs a year, by published curves: always a band, never one number."""
