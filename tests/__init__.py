"""Tests by behaviour: a story a promise, a table a rule, and what must never happen."""
