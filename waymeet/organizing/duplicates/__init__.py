"""Two rows that may be one person: found with reasons, joined by a person, taken apart again."""
