"""Lists as agencies publish them, invented: names, days of birth, Hispanic written three ways, slips and repeats."""

import csv
import io
import json
from collections.abc import Sequence

import openpyxl

HEAD = (
    "Arrest Number",
    "Full Name",
    "Date of Birth",
    "ArrestDate",
    "Age",
    "Race",
    "Ethnicity",
    "Charge",
    "Beat",
    "Location",
)
ROWS = (
    ("A-1", "Invented, Person", "04/02/1991", "07/01/2026", "35", "B", "N", "220.03", "Beat 1", "12 Elm Street"),
    ("A-1", "Invented, Person", "04/02/1991", "07/01/2026", "35", "B", "N", "155.25", "Beat 1", "12 Elm Street"),
    ("A-2", "Made-Up, Other", "09/30/1998", "07/02/2026", "27", "H", "", "220.03", "Beat 2", "9 Oak Avenue"),
    ("A-3", "Nobody, Real", "01/15/1985", "07/03/2026", "41", "W", "Y", "155.25", "Beat 1", "40 Pine Road"),
    ("A-4", "Figure, Paper", "11/11/1979", "07/03/2026", "46", "WHITE/HISPANIC", "", "220.03", "Beat 1", "7 Ash Lane"),
    ("A-5", "Shade, Mere", "02/20/1946", "02/20/1946", "80", "W", "N", "220.03", "Beat 1", "1 Elm Street"),
    ("A-6", "Echo, Only", "05/05/2000", "07/09/2026", "26", "W", "U", "240.20", "Beat 9", "3 Oak Avenue"),
    ("A-7", "Trace, No", "06/06/2001", "", "25", "W", "U", "220.03", "Beat 1", "5 Pine Road"),
    ("A-8", "Blank, Quite", "07/07/2003", "07/10/2026", "old", "", "", "220.03", "Beat 1", "6 Ash Lane"),
    ("", "", "", "", "", "", "", "", "", ""),
    ("A-9", "Muñoz, Inventada", "08/08/1990", "07/12/2026", "36", "", "U", "", "", "8 Elm Street"),
)
COLUMNS = {
    "day": "ArrestDate",
    "age": "Age",
    "race": "Race",
    "ethnicity": "Ethnicity",
    "charge": "Charge",
    "area": "Beat",
    "same": "Arrest Number",
}
VALUES = {
    "race": {"B": "black", "W": "white", "H": "hispanic", "WHITE/HISPANIC": "white+hispanic"},
    "ethnicity": {"Y": "hispanic", "N": "not_hispanic", "U": "untold"},
    "charge": {"220.03": "PL 220.03", "155.25": "PL 155.25"},
    "area": {"Beat 1": "1", "Beat 2": "2"},
}


def as_csv(rows: Sequence[Sequence[str]] = ROWS, head: Sequence[str] = HEAD, encoding: str = "latin-1") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """With a line of a title and an empty one above."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Arrests of an invented town, July 2026"])
    sheet.append([])
    for row in (HEAD, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """As Socrata gives it: objects, with what is empty left out, and columns of its own."""
    told = [{":id": "row-x", **{name: value for name, value in zip(HEAD, row, strict=True) if value}} for row in rows]
    return json.dumps(told).encode()
