"""An invented organization over real Albany streets, made through the same services people use."""
