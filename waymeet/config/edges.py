"""What every answer tells the browser: what may load and run there, who may frame it, what it may remember.

One place for all of it, outermost, so that errors, files, the phone's API and refusals of Django itself carry the same
headers. Why each is as it is: docs/decisions/0022-edges.md.
"""

from collections.abc import Callable

from csp.constants import NONE, SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

NO_STORE = "no-store"
# The town's streets, as any map has them: the one picture behind a sign-in that a browser may keep for a day.
KEPT = ("/organizing/town/streets.svg",)
API = ("/field/organizing/", "/field/care/")

NOWHERE = {"default-src": [NONE], "base-uri": [NONE], "form-action": [NONE], "frame-ancestors": [NONE]}
OWN_FILES = {"img-src": [SELF], "style-src": [SELF], "font-src": [SELF]}
# No string becomes a program: every script address passes one policy of ours, or is refused (Trusted Types).
TYPED = {"require-trusted-types-for": ["'script'"]}
# place -> what a page there may do; the rest is refused by `default-src 'none'`
POLICIES = {
    "desk": NOWHERE
    | OWN_FILES
    | TYPED
    | {
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "trusted-types": ["default"],
    },
    "phone": NOWHERE
    | OWN_FILES
    | TYPED
    | {
        "img-src": [SELF, "data:", "blob:"],
        # the phone derives its key with Argon2id in WebAssembly; no eval, no inline code
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "worker-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "trusted-types": ["default", "waymeet"],
    },
    "public": NOWHERE | OWN_FILES,
    "api": NOWHERE,
}

# What a page may ask the browser for. Whatever is not named in a place is off there, for us as for anybody.
FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
# The desk signs in with passkeys. The phone scans codes, and shows where one stands: on its own screen only.
ALLOWED = {
    "desk": {"publickey-credentials-create", "publickey-credentials-get"},
    "phone": {"camera", "geolocation"},
}


def place_of(path: str) -> str:
    """Which of the four kinds of answers this path gives."""
    if path.startswith(API):
        return "api"
    if path.startswith("/field/"):
        return "phone"
    return "public" if path.startswith("/public/") else "desk"


def headers_of(place: str) -> dict[str, str]:
    """The same for every answer of that place."""
    allowed = ALLOWED.get(place, set())
    features = ", ".join(f"{name}=({'self' if name in allowed else ''})" for name in FEATURES)
    headers = {
        "Content-Security-Policy": policy_of(place),
        "Permissions-Policy": features,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": settings.REFERRERS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Origin-Agent-Cluster": "?1",
    }
    if place != "public":
        headers["X-Robots-Tag"] = "noindex, nofollow"
    if settings.HTTPS and settings.HSTS:
        headers["Strict-Transport-Security"] = settings.HSTS
    return headers


def policy_of(place: str) -> str:
    """Always in the same order: two servers must not be told apart by it."""
    https = {"upgrade-insecure-requests": True} if settings.HTTPS else {}
    return "; ".join(sorted(part.strip() for part in build_policy(POLICIES[place] | https).split(";")))


class EdgesMiddleware:
    """Outermost: puts the headers on whatever comes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = {place: headers_of(place) for place in POLICIES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        place = place_of(request.path_info)
        for name, value in self.headers[place].items():
            answer.headers[name] = value
        if place in ("desk", "api") and not may_be_kept(request.path_info):
            answer.headers["Cache-Control"] = NO_STORE
        elif "Cache-Control" not in answer.headers:
            answer.headers["Cache-Control"] = "no-cache"
        if request.method == "POST" and request.path_info == "/sign-out":
            # Never "storage": the phone app lives on the same name, and its sealed, unsent work with it.
            answer.headers["Clear-Site-Data"] = '"cache"'
        return answer


def may_be_kept(path: str) -> bool:
    """Styles, scripts and pictures of ours hold nothing of anybody; WhiteNoise says how long they last."""
    return path.startswith(settings.STATIC_URL) or path in KEPT


def quickly() -> list[tuple[str, str]]:
    """For the short way of a hand-in, which no middleware sees."""
    return [*headers_of("api").items(), ("Cache-Control", NO_STORE)]
