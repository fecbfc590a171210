"""Which of Django's mail backends a group's provider is, and what it needs. Who writes to whom, the rooms say."""

from typing import Any

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 20


def backend_of(given: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """Django's name of the backend, and what it needs; `given` is settings.EMAILING."""
    how, key, more = given["how"], given["key"], given["domain"]
    if how == "smtp":
        secure = {"use_tls": given["tls"] == "starttls", "use_ssl": given["tls"] == "tls"}
        where = {"host": given["host"], "port": int(given["port"]), "timeout": SECONDS}
        return SMTP, where | {"username": given["user"], "password": key} | secure
    options = {
        "mailgun": {"api_key": key, "sender_domain": more},
        "mailjet": {"api_key": given["user"], "secret_key": key},
        "postmark": {"server_token": key},
        "mailersend": {"api_token": key},
        "mailtrap": {"api_token": key},
    }
    return f"anymail.backends.{how}.EmailBackend", options.get(how, {"api_key": key})
