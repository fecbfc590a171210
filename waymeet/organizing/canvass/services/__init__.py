"""Taking in what phones send, and deciding on what was put aside."""
