"""Courses that participants have: counted without names, with certificates on paper, and under a card for who wants."""
