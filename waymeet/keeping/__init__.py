"""What is kept, how long, and how anybody can see that it was kept honestly."""
