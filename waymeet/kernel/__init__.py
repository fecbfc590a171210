"""Small things each side may use; imports nothing of ours."""
