"""People who sign in: their roles, their passphrase and the keys they can open."""
