"""What every test may ask for: quick passphrases, a stopped clock, a browser, a whole server."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as profiles
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests import environment
from tests.server import Server

# `make test` is short; `make test-deep` looks longer (--hypothesis-profile=deep). Time is never a reason to fail.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
profiles.register_profile("short", max_examples=30, **PATIENT)
profiles.register_profile("deep", max_examples=1500, **PATIENT)
profiles.load_profile("short")

CHROMIUM_FLAGS = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# Tests that take long alone. Two workers take one half of the list each; what is long begins both halves, so that no
# core waits at the end for one of them.
LONG = (
    "tests/wall/linking/",
    "tests/ground/test_demo.py",
    "tests/offline/",
    "tests/wall/noninterference/",
    "tests/wall/test_breaches.py",
    "tests/wall/test_postgres.py",
    "tests/reports/release/test_desk.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    no_browser(items)
    long = [item for item in items if item.nodeid.startswith(LONG)]
    rest = [item for item in items if not item.nodeid.startswith(LONG)]
    first, second = of_each_file_together(long)
    cut = max(len(items) // 2 - len(first), 0)
    items[:] = first + rest[:cut] + second + rest[cut:]


def of_each_file_together(long: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Two parts; the tests of a file stay together and share what was made for it."""
    files = list(dict.fromkeys(item.path for item in long))
    return [i for i in long if i.path in files[::2]], [i for i in long if i.path in files[1::2]]


def no_browser(items: list[pytest.Item]) -> None:
    """`WAYMEET_NO_BROWSER=1` goes without browser tests; otherwise a missing browser fails them, loudly."""
    if os.environ.get("WAYMEET_NO_BROWSER") == "1":
        for item in items:
            if item.get_closest_marker("browser") or "chromium" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason="WAYMEET_NO_BROWSER=1"))


def pytest_unconfigure() -> None:
    environment.take_down()


@pytest.fixture(autouse=True)
def quick_passphrases(settings) -> None:
    """The same Argon2id with less memory, so that a hundred sign-ins take a second; tests of the cost set it back."""
    settings.ARGON2_KIB, settings.ARGON2_PASSES = 64, 1


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    """Each test begins with all counts of config/limits.py at nought, as a process does."""
    from waymeet.config.limits import COUNTS

    COUNTS.forget()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page asked for in Spanish leaves its thread in Spanish until the next page; the next test begins in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A whole Waymeet in processes of its own, on databases of its own, not started yet: `server.start()`."""
    made = Server(tmp_path / "data")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium: the build without a window where it is there (a fifth of the work for each new context)."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium, or WAYMEET_NO_BROWSER=1 to go without.")
    browser = _playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def browsing(chromium: Browser) -> Iterator[BrowserContext]:
    """One person's browser: own cookies, own storage."""
    context = chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(browsing: BrowserContext) -> Page:
    return browsing.new_page()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A small, touchable screen with storage of its own."""
    context = chromium.new_context(
        locale="en-US", viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    yield context
    context.close()
