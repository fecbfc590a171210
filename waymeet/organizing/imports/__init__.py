"""Lists of people coming in: read, shown, tried, brought in, and undone by the batch."""
