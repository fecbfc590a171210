"""Pure rules of town and turf: no Django, no database."""
