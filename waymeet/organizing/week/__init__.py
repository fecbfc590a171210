"""An organizer's week on the phone: one-on-ones, follow-up calls and the door of an event, with or without a signal.

It stands above canvass, contacts, one-on-ones and events, and teaches the hand-in what records of theirs mean
(apps.py). Canvass knows nothing of any of them.
"""
