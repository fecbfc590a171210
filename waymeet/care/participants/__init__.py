"""Files of outreach participants who want one. Giving a name stays their choice."""
