"""Reversals: what people tell of overdoses they turned back. No account, no name, nothing that has to be answered."""
