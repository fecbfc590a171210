"""What looking along an audit chain found, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.audit_check import Fault, Wrong
from waymeet.kernel.audit_witness import Compared, Verdict

DATABASES: dict[str, Any] = {
    "default": _("sign-in and releases"),
    "organizing": _("organizing"),
    "care": _("care"),
    "diversion": _("diversion"),
    "consent": _("consent"),
}
FAULTS: dict[Wrong, Any] = {
    Wrong.CHANGED: _("Line %(number)s was changed, or a line before it was put in or moved."),
    Wrong.MISSING: _("Lines are missing, from number %(number)s on."),
    Wrong.CUT_OFF: _("Lines are missing at the end: there was once a line %(number)s."),
    Wrong.REWRITTEN: _("History was rewritten: line %(number)s is not the one its checkpoint vouches for."),
    Wrong.SIGNATURE: _("The checkpoint after line %(number)s was changed: its signature does not fit."),
    Wrong.KEY: _("The checkpoint after line %(number)s was signed by a key this server never had."),
}
VERDICTS: dict[Verdict, Any] = {
    Verdict.SAME: _("The same history, up to line %(number)s of %(day)s."),
    Verdict.CHANGED: _("Line %(number)s was changed. Up to line %(since)s everything is as the witness saw it."),
    Verdict.MISSING: _(
        "Lines are missing, from number %(number)s on; the witness saw them on %(day)s. "
        "A restore from a backup does this too: ask when the last one was."
    ),
    Verdict.REWRITTEN: _(
        "History was rewritten after line %(since)s: line %(number)s is not the one the witness saw on %(day)s."
    ),
    Verdict.OTHER_FILE: _("The witness's file was changed: its checkpoint after line %(number)s is not signed."),
    Verdict.NOT_HERE: _("This server does not hold this database; compare it where it is held."),
    Verdict.NOT_WITNESSED: _("The file has no checkpoint of it. Extend the file."),
}


def fault(found: Fault) -> str:
    return str(FAULTS[found.wrong] % {"number": found.number})


def verdict(found: Compared) -> str:
    return str(VERDICTS[found.verdict] % {"number": found.number, "since": found.since, "day": found.day})
