"""People who may stay unknown: kits, strips and what was heard, counted and never named."""
