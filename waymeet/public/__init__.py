"""The public site: opens released files, has no database."""
