"""What stands in lists of people, as pure functions: columns, names, numbers, days."""
