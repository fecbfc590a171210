"""Every setting a host can give, and what it is when nothing is given."""

SETTINGS = {
    "WAYMEET_DATA": ("./var", "Where databases, keys of this machine and released files lie. Back it up; guard it."),
    "WAYMEET_RELEASED": ("WAYMEET_DATA/released", "Where released files lie; the public site reads nothing else."),
    "WAYMEET_SIDES": (
        "all four",
        "Sides this server holds, as in `care,consent`: no address, table or password of others. Files need `consent`.",
    ),
    "WAYMEET_DATABASE": ("sqlite", "`sqlite`, or `postgresql` after `waymeet databases create`."),
    "WAYMEET_POSTGRES_HOST": ("127.0.0.1", "Where PostgreSQL is: a host, or the folder of its socket."),
    "WAYMEET_POSTGRES_PORT": ("5432", "Its port."),
    "WAYMEET_HOSTS": ("localhost,127.0.0.1,[::1]", "Names this server answers to, with commas."),
    "WAYMEET_ORIGINS": ("none", "Addresses forms may come from behind a proxy, as in `https://walk.example.org`."),
    "WAYMEET_HTTPS": ("0", "`1` where people reach it over HTTPS: cookies then never travel without."),
    "WAYMEET_IDLE_MINUTES": (
        "30",
        "After how many minutes without a request a desk is signed out: 5 to 120. After 12 hours it is in any case.",
    ),
    "WAYMEET_HSTS": (
        "1",
        "With HTTPS, browsers remember it for a year. `subdomains`: of every name below it, too. `0`: not at all.",
    ),
    "WAYMEET_PROXIES": (
        "1 with HTTPS, else 0",
        "How many proxies of your own stand before it; so many last entries of `X-Forwarded-For` are believed.",
    ),
    "WAYMEET_LIMITS": ("1", "`0` where the proxy before it keeps floods away already. Addresses are never kept."),
    "WAYMEET_STORY_NOTES": (
        "0",
        "`1` where the group decided to keep stories people tell in a one-on-one, sealed. Otherwise nobody is asked.",
    ),
    "WAYMEET_GROUP_NAME": ("none", "What the group is called in its texts and emails."),
    "WAYMEET_SITE": ("where the page was opened", "Where links in emails lead, as in `https://walk.example.org`."),
    "WAYMEET_WRITING_HOURS": ("9-20", "Between which hours people are emailed and texted, local time."),
    "WAYMEET_PHONE_COUNTRY": ("US", "The country of numbers that are written without one."),
    "WAYMEET_EMAIL": (
        "none",
        "`smtp`, or brevo, mailersend, mailgun, mailjet, mailtrap, postmark, resend, sparkpost.",
    ),
    "WAYMEET_EMAIL_FROM": ("none", "Who they come from, as in `South End United <hello@example.org>`."),
    "WAYMEET_EMAIL_KEY": ("none", "The provider's key, or the password at the mail server."),
    "WAYMEET_EMAIL_USER": ("none", "The name at the mail server, or Mailjet's public key."),
    "WAYMEET_EMAIL_DOMAIN": ("none", "The sending domain, where the provider asks for it (Mailgun)."),
    "WAYMEET_EMAIL_HOST": ("127.0.0.1", "The mail server, for `smtp`."),
    "WAYMEET_EMAIL_PORT": ("587", "Its port."),
    "WAYMEET_EMAIL_TLS": ("starttls", "`starttls`, `tls`, or `no` for a mail server on this very machine."),
    "WAYMEET_PAGER": (
        "none",
        "The email address of the case team's pager or on-call phone. An officer's call tells it to sign in, no more.",
    ),
    "WAYMEET_TEXT_ADDRESS": ("none", "A gateway that speaks Twilio's Messages API, as in `https://api.twilio.com`."),
    "WAYMEET_TEXT_ACCOUNT": ("none", "The account there."),
    "WAYMEET_TEXT_SECRET": ("none", "Its secret (auth token). It also signs what the gateway tells us."),
    "WAYMEET_TEXT_FROM": ("none", "The number texts come from, or a messaging service (MG...)."),
    "WAYMEET_DAILY": (
        "set by the server itself",
        "`1` in the process that lets go once a day what was kept for its time.",
    ),
    "WAYMEET_TIME_ZONE": ("America/New_York", "Where the organization works; days begin there."),
    "WAYMEET_SECRET_KEY": ("made at first start", "Signs cookies; kept in `WAYMEET_DATA/secret.key` unless given."),
}
INTRODUCTION = """# Settings

All settings come from the environment. A value that makes no sense stops the start with a sentence.

| setting | when not given | what it is |
|---|---|---|
"""


def page() -> str:
    return INTRODUCTION + "\n".join(
        f"| `{name}` | {default} | {words} |" for name, (default, words) in SETTINGS.items()
    )
