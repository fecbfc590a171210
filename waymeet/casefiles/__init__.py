"""Files about participants, written once for the rooms that keep them: below the sides, knowing none of them."""
