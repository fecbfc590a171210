"""Agencies we have to do with."""
