"""The directory: HSDS in and out, search, doors."""
