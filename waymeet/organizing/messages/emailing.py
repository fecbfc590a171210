"""Email through whichever provider the group has: plain SMTP, or an API by way of Anymail.

One message a person. Plain words: no picture that reports back, no link that is rewritten. The rest of Waymeet sends
no mail at all, so the connection is opened here and is nobody's default.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import Plain
from waymeet.kernel.mailing import backend_of
from waymeet.organizing.messages.texting import Later, Refused, Trouble, Unsure


def ready() -> bool:
    return bool(settings.EMAILING["how"] and settings.EMAILING["from"])


@contextmanager
def connection() -> Iterator[Any]:
    """Open for one run of sending; `Later` where the provider is away."""
    backend, options = backend_of(settings.EMAILING)
    link = get_connection(backend, fail_silently=False, **options)
    try:
        yield link
    finally:
        link.close()


def letter(*, to: str, subject: str, body: str, stop_at: str, link: Any) -> EmailMessage:
    """One email to one person. Mail programs show the button of RFC 8058 beside it."""
    stops = {"List-Unsubscribe": f"<{stop_at}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    headers = {**stops, "Auto-Submitted": "auto-generated", "Precedence": "bulk"}
    made = EmailMessage(
        " ".join(subject.split()), body, settings.EMAILING["from"], [to], headers=headers, connection=link
    )
    vars(made).update(track_opens=False, track_clicks=False)  # Anymail tells the provider
    return made


def send(made: EmailMessage) -> str:
    """Hand it over; answers the provider's reference where it gives one."""
    try:
        _open(made.connection)
        made.send(fail_silently=False)
    except smtplib.SMTPRecipientsRefused as refused:
        raise _refused(refused.recipients) from refused
    except smtplib.SMTPServerDisconnected as broken:
        raise Unsure from broken
    except smtplib.SMTPResponseException as answer:
        later = 400 <= answer.smtp_code < 500
        raise (Later() if later else Refused()) from answer
    except AnymailRecipientsRefused as refused:
        raise Refused(no_number=True) from refused
    except AnymailAPIError as answer:
        raise _of_api(answer) from answer
    except (OSError, smtplib.SMTPException) as broken:
        raise Unsure from broken
    return str(getattr(getattr(made, "anymail_status", None), "message_id", "") or "")[:64]


def _open(link: Any) -> None:
    """Before anything is handed over: what fails here can be tried again without harm."""
    try:
        link.open()
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as wrong:
        raise Plain(_("The email provider did not accept our sign-in. Look at the WAYMEET_EMAIL settings.")) from wrong
    except (OSError, smtplib.SMTPException) as away:
        raise Later from away


def _refused(recipients: Any) -> Trouble:
    codes = [code for code, _words in recipients.values()]
    return (
        Later() if all(400 <= code < 500 for code in codes) else Refused(no_number=any(code == 550 for code in codes))
    )


def _of_api(answer: AnymailAPIError) -> Trouble:
    status = answer.status_code
    if status is None:
        return Unsure()
    if status in (429, 503):
        return Later()
    return Unsure() if status >= 500 else Refused()
