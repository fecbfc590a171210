"""How emails and texts of the group go out, from the environment; a bad value stops the start with a sentence."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from waymeet.organizing.messages.rules import Hours, hours_of

# Plain SMTP, or an interface of Anymail's. What each needs: docs/how-to/send-email-and-texts.md.
PROVIDERS = (
    "smtp",
    "brevo",
    "mailersend",
    "mailgun",
    "mailjet",
    "mailtrap",
    "postmark",
    "resend",
    "sparkpost",
)
SECURE = ("starttls", "tls", "no")
HERE = ("127.0.0.1", "localhost", "::1")


def hours(given: str) -> Hours:
    try:
        return hours_of(given)
    except ValueError as wrong:
        raise SystemExit("WAYMEET_WRITING_HOURS must be two hours of a day, as in 9-20.") from wrong


def emailing(environ: Mapping[str, str]) -> dict[str, str]:
    """`how` is "" where no email is set up."""
    found = {
        "how": environ.get("WAYMEET_EMAIL", ""),
        "from": environ.get("WAYMEET_EMAIL_FROM", ""),
        "host": environ.get("WAYMEET_EMAIL_HOST", "127.0.0.1"),
        "port": environ.get("WAYMEET_EMAIL_PORT", "587"),
        "user": environ.get("WAYMEET_EMAIL_USER", ""),
        "key": environ.get("WAYMEET_EMAIL_KEY", ""),
        "domain": environ.get("WAYMEET_EMAIL_DOMAIN", ""),
        "tls": environ.get("WAYMEET_EMAIL_TLS", "starttls"),
    }
    if found["how"] and found["how"] not in PROVIDERS:
        raise SystemExit(f"WAYMEET_EMAIL must be one of: {', '.join(PROVIDERS)}.")
    if found["how"] and not found["from"]:
        raise SystemExit("WAYMEET_EMAIL needs WAYMEET_EMAIL_FROM: who the emails come from.")
    if found["tls"] not in SECURE:
        raise SystemExit(f"WAYMEET_EMAIL_TLS must be one of: {', '.join(SECURE)}.")
    if found["tls"] == "no" and found["how"] == "smtp" and found["host"] not in HERE:
        raise SystemExit("WAYMEET_EMAIL_TLS=no is only for a mail server on this very machine.")
    if not found["port"].isdecimal():
        raise SystemExit("WAYMEET_EMAIL_PORT must be a number.")
    return found


def pager(environ: Mapping[str, str]) -> str:
    """One address of the team's own, or none."""
    found = environ.get("WAYMEET_PAGER", "")
    if found and "@" not in found:
        raise SystemExit("WAYMEET_PAGER must be an email address.")
    if found and not environ.get("WAYMEET_EMAIL", ""):
        raise SystemExit("WAYMEET_PAGER needs WAYMEET_EMAIL: through whom it is told.")
    return found


def texting(environ: Mapping[str, str]) -> dict[str, str]:
    """All four, or texting is not set up."""
    found = {
        "address": environ.get("WAYMEET_TEXT_ADDRESS", ""),
        "account": environ.get("WAYMEET_TEXT_ACCOUNT", ""),
        "secret": environ.get("WAYMEET_TEXT_SECRET", ""),
        "from": environ.get("WAYMEET_TEXT_FROM", ""),
    }
    if any(found.values()) and not all(found.values()):
        missing = ", ".join(f"WAYMEET_TEXT_{name.upper()}" for name, value in found.items() if not value)
        raise SystemExit(f"Texting needs {missing}, too.")
    where = urlsplit(found["address"])
    if found["address"] and where.scheme != "https" and where.hostname not in HERE:
        raise SystemExit("WAYMEET_TEXT_ADDRESS must be an https address.")
    return found
