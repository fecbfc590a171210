"""What stands behind each `waymeet` command, a file a command."""
