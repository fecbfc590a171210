"""How organizing goes, in counts with their definitions: for the organizers themselves, never for the public."""
