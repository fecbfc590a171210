"""What an import could not use: where it stands in the file, why, and what to do; never what it said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# code -> (what is wrong, what to do)
SENTENCES = {
    "no_street": (
        gettext_noop("No street or path reaches this door; it is kept, but no walk can include it."),
        gettext_noop("Draw the missing path in the map, or reach it another way, and import the map again."),
    ),
    "broken_way": (
        gettext_noop("A street is cut off at the edge of the file."),
        gettext_noop("Export a slightly larger piece of the map if doors are missing there."),
    ),
    "not_in_map": (
        gettext_noop("This building is no longer in the map; its doors are kept."),
        gettext_noop("If the building is gone, mark its doors as not found when somebody passes."),
    ),
    "no_number": (
        gettext_noop("There is no house number."),
        gettext_noop("Fill in the number, or leave the row out: a lot without a number has no door to find."),
    ),
    "no_street_name": (
        gettext_noop("There is no street name."),
        gettext_noop("Fill in the street and import the file again."),
    ),
    "no_place": (
        gettext_noop("There is no usable latitude and longitude."),
        gettext_noop("Fill in both as degrees, as in 42.65 and -73.75, and import the file again."),
    ),
    "swapped_place": (
        gettext_noop("Latitude and longitude are exchanged in this row."),
        gettext_noop("Exchange the two values and import the file again."),
    ),
    "no_sign": (
        gettext_noop("This place has a minus sign too few or too many."),
        gettext_noop(
            "West of Greenwich a longitude begins with a minus, as in -73.75. Mend it and import the file again."
        ),
    ),
    "too_long": (
        gettext_noop("This value is longer than any real one; something else stands in this column."),
        gettext_noop("Look at the row for a missing or extra separator, and import the file again."),
    ),
    "wrong_columns": (
        gettext_noop("The row has more or fewer values than there are columns."),
        gettext_noop("Look for a missing or extra separator or quotation mark, and import the file again."),
    ),
    "not_json": (
        gettext_noop("This line is not a GeoJSON feature."),
        gettext_noop("Look for a cut or doubled line, and import the file again."),
    ),
    "cut_short": (
        gettext_noop("The file ends in the middle of a row; what came before was read."),
        gettext_noop("Download or export the file again, compare its size with the source's, and import it again."),
    ),
}


@dataclass(frozen=True)
class Problem:
    """One thing that was not used; `thing` is the source's own name where there is no row ("osm:w123")."""

    file: str
    code: str
    row: int | None = None
    column: str = ""
    thing: str = ""

    @property
    def sentence(self) -> str:
        return _(SENTENCES[self.code][0])

    @property
    def remedy(self) -> str:
        return _(SENTENCES[self.code][1])

    @property
    def where(self) -> str:
        """As in "albany.csv, row 17, column NUMBER", in the reader's language."""
        parts = [self.file]
        if self.row is not None:
            parts.append(_("row %(row)d") % {"row": self.row})
        if self.thing:
            parts.append(self.thing)
        if self.column:
            parts.append(_("column %(column)s") % {"column": self.column})
        return ", ".join(parts)
