"""How an import tells how far it is."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what); `total` is 0 while nobody can know it, `what` is a key of STEPS."""

STEPS = {
    "map": _("Reading the map"),
    "doors": _("Placing doors on their streets"),
    "write": _("Writing"),
    "rows": _("Reading rows"),
    "addresses": _("Giving addresses their doors"),
    "streets": _("Reading the streets"),
    "cut": _("Cutting along the streets"),
    "walk": _("Finding the way round each turf"),
}


def silent(_done: int, _total: int, _what: str) -> None:
    """For callers that show nothing."""
