"""People who chose to be known: doors, conversations, and those who asked to be called."""
