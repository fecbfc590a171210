"""The way to the directory on the phone, and an invented one to find there."""

from playwright.sync_api import Page

from tests.field.bench import Bench


def directory(page: Page, bench: Bench) -> None:
    """One tap: near, open now, no ID; the one that fits, with all that is told of it."""
    at_directory(page, bench)
    page.locator(".tap-map").click()
    page.locator(".services li").first.wait_for()


def directory_not_here_yet(page: Page, bench: Bench) -> None:
    page.route("**/field/care/directory", lambda route: route.fulfill(status=204))
    page.goto(bench.address(session="signed_out", turf=False))
    page.locator(".button:has(svg)").last.click()
    page.locator(".notice-caution").wait_for()


def at_directory(page: Page, bench: Bench) -> None:
    """From the sign-in page: nobody signs in for it."""
    page.route("**/field/care/directory", lambda route: route.fulfill(json=DIRECTORY, headers={"ETag": '"one"'}))
    page.goto(bench.address(session="signed_out", turf=False))
    page.locator(".button:has(svg)").last.click()
    page.locator(".tap-map").wait_for()


ALWAYS = [[day, 0, 1440] for day in range(7)]
DIRECTORY = {
    "kind": "waymeet-directory-1",
    "day": "2026-11-27",
    "stale": 180,
    "needs": {"food": {"en": "food", "es": "comida"}, "wound_care": {"en": "wound care", "es": "curar heridas"}},
    "doors": {
        "id_required": {
            "easy": "no",
            "yes": {"en": "asks for an ID", "es": "pide identificación"},
            "no": {"en": "no ID asked", "es": "sin identificación"},
        },
        "walk_in": {
            "easy": "yes",
            "yes": {"en": "walk in", "es": "sin cita"},
            "no": {"en": "appointment needed", "es": "con cita"},
        },
    },
    "areas": [
        ["Arbor Hill", 42_660_000, -73_750_000, [42_665_000, -73_755_000, 0, 10_000, -10_000, 0, 0, -10_000]],
        ["South End", 42_640_000, -73_755_000, [42_645_000, -73_760_000, 0, 10_000, -10_000, 0, 0, -10_000]],
    ],
    "services": [
        {
            "i": "1",
            "n": "Soup at noon",
            "o": "Invented Kitchen",
            "a": "A bowl and bread.",
            "w": "Everybody.",
            "!": "Round the corner this week.",
            "f": "Nothing.",
            "p": ["518-555-0100"],
            "s": ["1 Lark Street, Albany"],
            "at": [[42_650_000, -73_752_000]],
            "h": ALWAYS,
            "k": ["food"],
            "d": {"id_required": ["no", "2026-11-20"], "walk_in": ["yes", "2025-01-01"]},
        },
        {"i": "2", "n": "Pantry nobody told of", "at": [[42_651_000, -73_752_000]], "h": ALWAYS, "k": ["food"]},
        {"i": "3", "n": "By telephone", "t": "Evenings, as the volunteers can."},
    ],
}
