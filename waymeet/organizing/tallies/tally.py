"""What every tally is: a sentence, a table whose columns say what they mean, and bars to look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from waymeet.design.tables import Table
from waymeet.organizing.tallies.rules import Stretch, share


@dataclass(frozen=True)
class Tally:
    """`words` is its name, `sentence` what it counts; `bars` are (label, count) pairs of the table's main column."""

    code: str
    words: Any
    sentence: Any
    table: Table
    bars: Sequence[tuple[Any, int]]


Count = Callable[[list[Stretch]], Tally]


def share_words(some: int, of: int) -> str:
    """As in "29 % (14 of 48)"; where nothing was counted, that we cannot tell."""
    found = share(some, of)
    if found is None:
        return _("we cannot tell")
    return _("%(percent)d %% (%(some)d of %(all)d)") % {"percent": round(100 * found), "some": some, "all": of}
