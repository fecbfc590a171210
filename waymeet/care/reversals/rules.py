"""How doses, lots and counts of reports are read and shown. Pure."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from waymeet.care.naloxone.rules import BANDS
from waymeet.care.supplies.rules import plain_lot

MOST_DOSES = 11  # "more than ten"
DOSES: Sequence[tuple[str, object]] = (
    *((str(number), str(number)) for number in range(1, MOST_DOSES)),
    (str(MOST_DOSES), _("more than 10")),
    ("unknown", _("I do not know")),
)
LOT = re.compile(r"(?=[A-Z0-9-]*\d)[A-Z0-9-]{3,12}")


def doses_of(choice: str) -> int | None:
    """None where nobody knows: such a report is left out of sums and averages of doses, and counted beside them."""
    return int(choice) if choice.isdigit() else None


def lot_as_printed(typed: str) -> str:
    """The lot as our stock writes it; "" for what cannot be one: no words are kept in this field."""
    lot = plain_lot(typed)
    return lot if LOT.fullmatch(lot) else ""


def shown_count(count: int) -> str | int:
    """A count for the team's own page: 10 and fewer read the same, so that no single report stands out."""
    return _("10 or fewer") if count in BANDS[0] else count  # type: ignore[return-value] # a lazy text
