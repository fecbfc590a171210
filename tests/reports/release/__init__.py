"""From a proposal to files that never change."""
