"""The bench for screens, built once, and a phone in either language on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.field.bench import Bench, build

SMALL = {"width": 360, "height": 640}
LOCALES = {"en": "en-US", "es": "es-MX"}


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("bench")
    build(folder)
    served = Bench(folder)
    yield served
    served.stop()


def small_phone(chromium: Browser, language: str = "en") -> BrowserContext:
    return chromium.new_context(locale=LOCALES[language], viewport=SMALL, has_touch=True, is_mobile=True)


@pytest.fixture
def hand(chromium: Browser) -> Iterator[Page]:
    """A small phone in a hand: 360 by 640, touch, English."""
    context = small_phone(chromium)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
