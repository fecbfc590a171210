"""What of a package could not be taken as it stands: what is wrong, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# code -> (what is wrong, what to do)
SENTENCES = {
    "broken_line": (
        gettext_noop("The line could not be told apart into cells."),
        gettext_noop("Look for a quotation mark without its other half, and bring it in again."),
    ),
    "extra_cells": (
        gettext_noop("The row has more cells than there are columns, so nobody knows which one stands where."),
        gettext_noop("Look for an extra comma in the row, and bring it in again."),
    ),
    "no_object": (
        gettext_noop("Here should stand one thing with its fields, between { and }."),
        gettext_noop("Look at this place in the file, and bring it in again."),
    ),
    "no_id": (
        gettext_noop("The row has no id."),
        gettext_noop("Give it one of its own (a UUID), and bring it in again."),
    ),
    "long_id": (
        gettext_noop("The id is longer than 100 characters."),
        gettext_noop("Give it a shorter one (a UUID), and bring it in again."),
    ),
    "lacks": (
        gettext_noop("This field is empty, and the row is nothing without it."),
        gettext_noop("Fill it in, and bring the row in again."),
    ),
    "no_service": (
        gettext_noop("This place has no service."),
        gettext_noop("Give it one, and bring it in again."),
    ),
    "twice": (
        gettext_noop("Another row of this table has the same id; the first one was taken."),
        gettext_noop("Give one of them another id, and bring it in again."),
    ),
    "too_deep": (
        gettext_noop("Things stand inside each other more than twelve deep here."),
        gettext_noop("Bring the package in as tables."),
    ),
    "says_otherwise": (
        gettext_noop("The same id stands elsewhere in the file and says something else here; the first was kept."),
        gettext_noop("Decide which one is right, and bring it in again."),
    ),
    "points_nowhere": (
        gettext_noop("This points to something that is not in the package."),
        gettext_noop("Bring both in together, or correct the id."),
    ),
    "no_number": (
        gettext_noop("This should be a number. It is kept, left out of the JSON form, and not used."),
        gettext_noop("Write digits only."),
    ),
    "nowhere": (
        gettext_noop("No place on earth has this latitude or longitude. It is kept, and not on the map."),
        gettext_noop("Correct it; latitude and longitude may have changed places."),
    ),
    "no_choice": (
        gettext_noop("HSDS does not know this word here. It is kept as it came."),
        gettext_noop("Use one of the words the specification lists."),
    ),
    "no_time": (
        gettext_noop("This is no time of day, so nobody can tell whether it is open."),
        gettext_noop("Write times as in 09:30."),
    ),
    "no_day": (
        gettext_noop("This is no day."),
        gettext_noop("Write days as in 2026-03-05."),
    ),
    "no_hours": (
        gettext_noop("These hours could not be read. They are shown in their own words."),
        gettext_noop("Open the service and write its hours day by day."),
    ),
}


def sentence(code: str) -> str:
    return _(SENTENCES[code][0])


def remedy(code: str) -> str:
    return _(SENTENCES[code][1])
