"""Words of case work for templates."""
