"""What is counted for others: one file, one measure, one sentence that prints."""
