"""Those who asked to be called, those who chose to be known, and the groups they belong to."""
