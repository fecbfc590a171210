"""Every setting, from the environment; a bad value stops the start with a sentence."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.config import databases, writing

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("WAYMEET_DATA", PACKAGE.parent / "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
RELEASED_DIR = Path(os.environ.get("WAYMEET_RELEASED", DATA_DIR / "released"))
FIELD_BUILD = PACKAGE / "field_build"


def _secret_key() -> str:
    """`WAYMEET_SECRET_KEY`, or one made at the first start and kept beside the databases, for the owner's eyes only."""
    given = os.environ.get("WAYMEET_SECRET_KEY")
    path = DATA_DIR / "secret.key"
    if given:
        return given
    if not path.exists():
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        os.write(descriptor, secrets.token_urlsafe(50).encode())
        os.close(descriptor)
    return path.read_text()


def _minutes(name: str, *, otherwise: int, fewest: int, most: int) -> int:
    given = os.environ.get(name, str(otherwise))
    if not given.isdecimal() or not fewest <= int(given) <= most:
        raise SystemExit(f"{name} must be a whole number of minutes, {fewest} to {most}.")
    return int(given)


def _one_of(name: str, usual: str, words: dict[str, Any]) -> Any:
    given = os.environ.get(name) or usual
    if given not in words:
        raise SystemExit(f"{name} must be one of: {', '.join(words)}.")
    return words[given]


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("WAYMEET_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("WAYMEET_ORIGINS", "").split(",") if origin]
HTTPS = os.environ.get("WAYMEET_HTTPS", "") == "1"

SIDES = databases.chosen_sides(os.environ.get("WAYMEET_SIDES", ""))
DATABASES = databases.settings_for(DATA_DIR, SIDES)
DATABASE_ROUTERS = ["waymeet.config.router.Rooms"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files of participants are opened, handed on and taken back through the gate: a server without consent has none.
HAS_FILES = "consent" in SIDES
SIDE_APPS = {
    "organizing": [
        "waymeet.organizing",
        "waymeet.organizing.turf",
        "waymeet.organizing.canvass",
        "waymeet.organizing.contacts",
        "waymeet.organizing.one_on_ones",
        "waymeet.organizing.imports",
        "waymeet.organizing.duplicates",
        "waymeet.organizing.events",
        "waymeet.organizing.week",
        "waymeet.organizing.leadership",
        "waymeet.organizing.members",
        "waymeet.organizing.campaigns",
        "waymeet.organizing.coalitions",
        "waymeet.organizing.lists",
        "waymeet.organizing.messages",
        "waymeet.organizing.tallies",
    ],
    "care": [
        "waymeet.care",
        "waymeet.care.supplies",
        "waymeet.care.codes",
        "waymeet.care.naloxone",
        "waymeet.care.reversals",
        "waymeet.care.alerts",
        "waymeet.care.referrals",
        "waymeet.care.teaching",
        "waymeet.care.peers",
        "waymeet.care.directory",
        "waymeet.care.saturation",
        "waymeet.care.questions",
        "waymeet.care.funders",
    ],
    "diversion": [
        "waymeet.diversion",
        "waymeet.diversion.agencies",
        "waymeet.diversion.incidents",
        "waymeet.diversion.handoff",
        "waymeet.diversion.governance",
        "waymeet.diversion.feeds",
    ],
    "consent": ["waymeet.consent"],
}
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "waymeet.design",
    "waymeet.accounts",
    "waymeet.accounts.trainings",
    "waymeet.keeping",
    *[app for side in databases.SIDES if side in SIDES for app in SIDE_APPS[side]],
    *(["waymeet.casefiles"] if HAS_FILES and {"care", "diversion"} & set(SIDES) else []),
    *(["waymeet.care.participants"] if HAS_FILES and "care" in SIDES else []),
    *(["waymeet.diversion.casework", "waymeet.diversion.table"] if HAS_FILES and "diversion" in SIDES else []),
    "waymeet.demands",
    "waymeet.reports.release",
    "waymeet.public",
]
MIDDLEWARE = [
    "waymeet.config.edges.EdgesMiddleware",
    "waymeet.config.phones.PhonesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "waymeet.accounts.middleware.PersonMiddleware",
    "waymeet.config.troubles.TroublesMiddleware",
    "waymeet.config.default_deny.DefaultDenyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "waymeet.config.navigation.rooms",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "libraries": {"released": "waymeet.config.released"},
            "builtins": ["template_partials.templatetags.partials", "django.templatetags.i18n"],
        },
    }
]
ROOT_URLCONF = "waymeet.config.urls"
WSGI_APPLICATION = "waymeet.config.wsgi.application"

# Sessions end with the browser, after half a day at the latest, and after a while without a request. Who is signed in
# and their private key, wrapped, lie under the cookie that opens (accounts/desk_sessions.py); Django's own session
# carries messages, and whoever stands between passphrase and second step.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Over HTTPS a browser itself refuses these cookies from any other host or path of the name (__Host-). The phone's has a
# path of its own, which keeps it away from the care half, and takes the next best prefix.
HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{HOST_ONLY}waymeet_session"
CSRF_COOKIE_NAME = f"{HOST_ONLY}csrftoken"
OPENING_COOKIE_NAME = f"{HOST_ONLY}waymeet_opens"
PHONE_COOKIE_NAME = f"{'__Secure-' if HTTPS else ''}waymeet_phone"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = _minutes("WAYMEET_IDLE_MINUTES", otherwise=30, fewest=5, most=120)
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Not "no-referrer": a form of ours would then be sent with `Origin: null`, and refused. Other sites learn nothing.
REFERRERS = "same-origin"
# The proxy before it says that it speaks HTTPS (WAYMEET_HTTPS=1), so that posters carry an https address.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# What browsers are told to remember about this name, with HTTPS: config/edges.py sets this and all other headers.
HSTS_WORDS = {"0": "", "1": "max-age=31536000", "subdomains": "max-age=31536000; includeSubDomains"}
HSTS = _one_of("WAYMEET_HSTS", "1", HSTS_WORDS)
# How many proxies of ours stand before it: only their word about where a request comes from is believed.
PROXIES = _one_of("WAYMEET_PROXIES", "1" if HTTPS else "0", {str(number): number for number in range(10)})
# Stories people tell in a one-on-one are kept only where the group decided to, sealed; off, no line asks for one.
STORY_NOTES = _one_of("WAYMEET_STORY_NOTES", "0", {"1": True, "0": False})
# What the rooms of this process do by themselves once a day (waymeet.keeping.daily).
DAILY_WORK = [
    *(["waymeet.organizing.leadership.moving.settle_today"] if "organizing" in SIDES else []),
    *(["waymeet.diversion.handoff.services.end_forgotten"] if "diversion" in SIDES else []),
]
# What each room holds about one person, opened by an organizer when somebody asks for everything (organizing/members).
HELD_ABOUT_A_PERSON = [
    f"waymeet.organizing.{room}.held.held"
    for room in ("leadership", "campaigns", "coalitions", "lists", "imports", "duplicates", "week")
]
LIMITS = _one_of("WAYMEET_LIMITS", "1", {"1": True, "0": False})
# Messages of the group to its people (organizing/messages): who sends, when people may be written to, and through whom.
GROUP_NAME = os.environ.get("WAYMEET_GROUP_NAME", "")[:60]
SITE = os.environ.get("WAYMEET_SITE", "").rstrip("/")
PHONE_COUNTRY = os.environ.get("WAYMEET_PHONE_COUNTRY", "US")
WRITING_HOURS = writing.hours(os.environ.get("WAYMEET_WRITING_HOURS", "9-20"))
EMAILING = writing.emailing(os.environ)
TEXTING = writing.texting(os.environ)
PAGER = writing.pager(
    os.environ
)  # where a call of an officer is told (diversion/handoff): to sign in, and nothing else
ANYMAIL = {
    "IGNORE_UNSUPPORTED_FEATURES": True
}  # where a provider has no switch for tracking, there is none to turn off
# Otherwise no mail is sent, of errors least of all: it would carry what people typed through strangers' machines.
ADMINS: list[tuple[str, str]] = []
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LANGUAGE_COOKIE_NAME = "waymeet_language"
LANGUAGE_COOKIE_SAMESITE = "Strict"
USE_I18N = True
TIME_ZONE = os.environ.get("WAYMEET_TIME_ZONE", "America/New_York")
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "locale"]

# What rooms above the time to forget end each day: it never imports them, so this is said here by its name.
ENDS_EACH_DAY = ["waymeet.consent.gate.expire_due"] if "consent" in SIDES else []

# What is done once addresses have come in: the two sides never import each other, so this is said here by its name.
AFTER_ADDRESSES = "waymeet.config.areas.share"
WORDS_FOR_HELD = "waymeet.config.held.WORDS"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# DESIGN, the seal: one Argon2id run of at least 64 MiB, three passes.
ARGON2_KIB = 64 * 1024
ARGON2_PASSES = 3

# Warnings and errors only, one line each, and no request line: an address or an id in a log is a list of its own.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "filters": {"no_values": {"()": "waymeet.config.troubles.NoValues"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_values"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
