"""Those who asked to be called, and who calls them."""
