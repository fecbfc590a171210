"""The linking attacker: everything the databases, backups and phones hold, and no key."""
