"""The papers of an own page, in both languages, for printing."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from waymeet.casefiles.room import Room

LANGUAGES = ("en", "es")


def of_page(request: HttpRequest, room: Room, secret: str) -> list[dict[str, Any]]:
    """The secret stands after the # of the scanned address: no server and no log ever sees it there."""
    sheets = []
    for language in LANGUAGES:
        with override(language):
            words = [
                _("Scan this, or open the address and type the code."),
                _("You see your goals and what is written about you, say what is wrong, and take a copy."),
            ]
            keep = _("Whoever has this paper reads it too. Keep it like a key; lost, the team closes it at once.")
            sheets.append(_sheet(request, room, secret, _("Your own page"), words, keep, scanned=True))
    return sheets


def of_second(request: HttpRequest, room: Room, secret: str) -> list[dict[str, Any]]:
    """It has no code to scan: it opens nothing by itself."""
    sheets = []
    for language in LANGUAGES:
        with override(language):
            words = [
                _("With this code you take back what you agreed to, or erase everything."),
                _("Open your own page first, with your other paper; then type this code where the page asks for it."),
            ]
            keep = _("Keep it away from the other paper. Alone it opens nothing.")
            sheets.append(_sheet(request, room, secret, _("Your second paper"), words, keep, scanned=False))
    return sheets


def _sheet(
    request: HttpRequest, room: Room, secret: str, heading: str, words: list[str], keep: str, *, scanned: bool
) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse(f"{room.urls}:own"))
    return {
        "language": get_language(),
        "heading": heading,
        "words": words,
        "keep": keep,
        "scan": _("A code to scan that opens your own page"),
        "address": address,
        "scanned": f"{address}#{secret}" if scanned else "",
        "groups": secret.split("-"),
    }
