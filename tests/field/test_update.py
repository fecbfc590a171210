"""A newer version waits until the person takes it, and what is stored on the phone stays."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.field.bench import FIELD

BUILT = FIELD.parent / "waymeet" / "field_build"

pytestmark = pytest.mark.browser


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the built app as the desk does."""

    def do_GET(self) -> None:
        if self.path == "/field/":
            self.path = "/field/index.html"
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the built app that may be changed, and its address."""
    copy = tmp_path / "served"
    shutil.copytree(BUILT, copy / "field")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(copy)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield copy / "field", f"http://127.0.0.1:{server.server_address[1]}/field/"
    server.shutdown()
    server.server_close()


def release(folder: Path) -> None:
    """A newer page, and a service worker that knows it."""
    page, worker = folder / "index.html", folder / "sw.js"
    page.write_text(page.read_text().replace("<head>", '<head><meta name="newer" content="yes">'))
    worker.write_text(re.sub(r'(url:"index.html",revision:")[0-9a-f]+', r"\g<1>0123456789", worker.read_text()))


def test_the_newer_version_comes_only_when_asked_for(page: Page, app: tuple[Path, str]) -> None:
    folder, address = app
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("Español").check()  # the one thing stored before anybody signs in
    release(folder)
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    expect(page.get_by_text("Hay un Waymeet más nuevo.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Hay un Waymeet más nuevo.")).to_be_visible()
    assert page.locator('meta[name="newer"]').count() == 0
    page.get_by_role("button", name="Usar el nuevo").click()
    expect(page.locator('meta[name="newer"]')).to_have_count(1)
    expect(page.get_by_role("heading", name="Entrar")).to_be_visible()
