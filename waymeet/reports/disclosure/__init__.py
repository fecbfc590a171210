"""Statistical disclosure control in plain Python: knows tables of counts and no Django."""
