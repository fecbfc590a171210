"""The operational group around the table."""
