"""Email and texts to a list: only to who wants them, only at an hour that is right."""
