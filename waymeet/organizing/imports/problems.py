"""What of a list could not be taken: what is wrong, and what to do. Never what the cell said."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# code -> (what is wrong, what to do)
SENTENCES = {
    "nothing_to_find_by": (
        gettext_noop("The row has no name, number, email or address."),
        gettext_noop("Fill in one of them, or choose its column, and bring the row in again."),
    ),
    "broken_line": (
        gettext_noop("The line could not be told apart into cells."),
        gettext_noop("Look for a quotation mark without its other half, and bring the row in again."),
    ),
    "extra_cells": (
        gettext_noop("The row has more cells than there are columns, so nobody knows which one stands where."),
        gettext_noop("Look for an extra separator in the row, and bring the row in again."),
    ),
    "no_phone": (
        gettext_noop("This is no phone number we know."),
        gettext_noop("Write it with its area code on the person's page."),
    ),
    "more_than_phone": (
        gettext_noop("More than a phone number stands here; the number was taken."),
        gettext_noop("If the words matter, write them on the person's page."),
    ),
    "no_email": (
        gettext_noop("This is no email address."),
        gettext_noop("Correct it on the person's page."),
    ),
    "no_day": (
        gettext_noop("This is no day we can read."),
        gettext_noop("Write days as in 2026-03-05, and bring the row in again."),
    ),
    "day_to_come": (
        gettext_noop("This day is in the future, or before anybody's time."),
        gettext_noop("Correct the day, and bring the row in again."),
    ),
    "no_language": (
        gettext_noop("We have no word for this language."),
        gettext_noop("Write it among the notes on the person's page."),
    ),
    "too_long": (
        gettext_noop("This is longer than any real one; something else stands in this column."),
        gettext_noop("Look whether the right column was chosen, and correct the person's page."),
    ),
    "only_one": (
        gettext_noop("Another column for the same thing was taken; this one says something else."),
        gettext_noop("Choose the column that is right, or write this on the person's page."),
    ),
    "note_again": (
        gettext_noop("Notes come in once, with the person; this person was here already."),
        gettext_noop("If the note is new, write it on the person's page."),
    ),
    "code_unnamed": (
        gettext_noop("The file gives the code's number and not its name, so nobody can tell whether it may hurt."),
        gettext_noop("Add a column activistcodename with the name, and bring the row in again."),
    ),
    "unclear_refusal": (
        gettext_noop("It is not clear whether they refuse this; it was taken as a no."),
        gettext_noop("Ask them, and correct the person's page."),
    ),
    "differs": (
        gettext_noop("Something else stands on the person's page already; ours was kept."),
        gettext_noop("If the list is right, correct the person's page."),
    ),
    "unknown_id": (
        gettext_noop("Nobody here has this number of that tool."),
        gettext_noop("Bring in the tool's contacts first, then this file again."),
    ),
    "no_id": (
        gettext_noop("The row does not say whom it is about."),
        gettext_noop("Fill in the tool's own number, and bring the row in again."),
    ),
    "formula": (
        gettext_noop("A formula stands here, and the workbook does not carry what it comes to."),
        gettext_noop("Open the workbook, save it again, or save it as CSV, and bring the row in again."),
    ),
    "code_hurts": (
        gettext_noop("This code says something that can hurt people who are found with it."),
        gettext_noop("Make a guarded group for it, and add the people by hand."),
    ),
}


def sentence(code: str) -> str:
    return _(SENTENCES[code][0])


def remedy(code: str) -> str:
    return _(SENTENCES[code][1])
