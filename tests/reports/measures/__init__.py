"""What is counted, from the rows of care to the table."""
