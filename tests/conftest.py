"""What every test may ask for: quick passphrases, a stopped clock, a browser, a whole server."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
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
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
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
