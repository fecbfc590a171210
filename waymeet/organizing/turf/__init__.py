"""The town, its doors, and the turfs they are walked in."""
