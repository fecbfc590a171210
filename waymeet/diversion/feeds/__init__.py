"""What agencies publish or send."""
