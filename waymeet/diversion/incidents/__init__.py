"""The ledger of eligible incidents."""
