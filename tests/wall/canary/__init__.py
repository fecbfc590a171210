"""Canaries: words that stand nowhere else, entered everywhere, and looked for in everything that is left on a disk."""
