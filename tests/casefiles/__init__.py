"""Files of both rooms that keep them: every test runs for each."""
