"""The page a member opens from a letter: their own next step, promises, shifts and record."""
