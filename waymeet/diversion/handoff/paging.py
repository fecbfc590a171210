"""Tells the team's pager that somebody asks for a case manager, and again when the next person is called.

One address of the team's own (WAYMEET_PAGER): a pager, or the phone of whoever is on call, reached by email. It is told
to sign in and nothing else: no place, no person, no officer. Whoever's page looks again tells the pager what is due, so
that nothing has to run beside the server; the page of calls does so every fifteen seconds, an officer's every thirty.
"""

import logging
import smtplib
import threading

from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections
from django.utils.translation import gettext, override

from waymeet.diversion.handoff import queries
from waymeet.diversion.handoff.models import Call
from waymeet.kernel.mailing import backend_of

log = logging.getLogger(__name__)


def ready() -> bool:
    return bool(settings.PAGER and settings.EMAILING["how"] and settings.EMAILING["from"])


def tell_beside() -> None:
    """Beside the request: an officer does not wait for a mail server."""
    if ready() and queries.to_be_told():
        threading.Thread(target=_tell_and_close, name="pager", daemon=True).start()


def _tell_and_close() -> None:
    try:
        tell()
    finally:
        connections.close_all()


def tell() -> int:
    """One message for all that is due now; how many calls it was for. What could not be sent is due again."""
    due = [
        (row, level)
        for row, level in queries.to_be_told()
        if Call.objects.filter(pk=row.pk, reached=row.reached).update(reached=level)  # of two pages one tells it
    ]
    if due and not _sent():
        for row, _level in due:
            Call.objects.filter(pk=row.pk).update(reached=row.reached)
        return 0
    return len(due)


def _sent() -> bool:
    backend, options = backend_of(settings.EMAILING)
    lines = []
    for language in ("en", "es"):
        with override(language):
            lines.append(gettext("Somebody asks for a case manager. Sign in and open Calls."))
    try:
        with get_connection(backend, fail_silently=False, **options) as link:
            EmailMessage(
                "Waymeet", "\n".join(lines), settings.EMAILING["from"], [settings.PAGER], connection=link
            ).send()
    except (OSError, smtplib.SMTPException, AnymailError) as trouble:
        log.warning("The pager was not told: %s", type(trouble).__name__)
        return False
    return True
