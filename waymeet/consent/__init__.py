"""The gate: below all sides and knowing none of them."""
