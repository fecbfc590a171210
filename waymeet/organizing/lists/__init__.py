"""Lists of people, built from plain sentences; call sheets, letters and files out."""
