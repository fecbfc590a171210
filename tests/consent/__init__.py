"""The gate and what lies below all sides."""
