"""An invented sign-up sheet that was brought in, with some rows and cells that could not be taken."""

import csv
import tempfile
from collections.abc import Mapping
from pathlib import Path

from waymeet.demo.people import Invited
from waymeet.organizing.imports.reading import open_sheet
from waymeet.organizing.imports.rules.columns import guess
from waymeet.organizing.imports.services import Reading, bring_in

SHEET = (
    ("Sign-up at the tenants' fair",),
    ("Name", "Phone", "Email", "Language", "Do not call", "Date joined", "Notes"),
    ("Okafor, Ngozi", "518-555-0181", "ngozi@example.org", "English", "", "3/14/2026", "Can lend a van."),
    ("Teo Marín", "five one eight, 555 0182", "", "Spanish", "", "3/14/2026", ""),
    ("Salma Haddad", "518.555.0183", "salma@example.org", "Arabic", "Y", "3/14/2026", ""),
    ("", "", "", "", "", "", "the man with the green hat"),
    ("June Whitaker", "ask her sister", "june@example", "English", "", "3/14/2026", ""),
    ("Pa Htoo", "518-555-0184", "", "Karen", "maybe", "3/14/2026", "", "8 pm"),
    ("Ruth Ellison", "518-555-0185", "", "English", "", "someday", ""),
)


def bring(people: Mapping[str, Invited]) -> None:
    """As Rosa typed the sheet from the fair into a spreadsheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tenants-fair.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(SHEET)
        sheet = open_sheet(path)
        how = Reading(fields=guess(sheet.columns), source="list")
        bring_in(sheet=sheet, how=how, by=people["rosa"].person, dry_run=False)
