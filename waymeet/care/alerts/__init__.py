"""Warnings to people who use drugs: a rule finds what stands out, a person says it in plain words, and it ends."""
