"""Lists as people really send them."""
