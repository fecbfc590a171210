"""Lists of people, below the desk."""
