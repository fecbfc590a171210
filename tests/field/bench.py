"""The phone's screens on a bench: built once, served with the real page policy, in any situation a test names."""

import functools
import http.server
import json
import shutil
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote

from waymeet.config import edges

FIELD = Path(__file__).parents[2] / "field"
POLICY = edges.policy_of("phone")


def build(target: Path) -> None:
    """Vite's build of `field/dev`, which stands on a core in memory; the real app never contains it."""
    node = shutil.which("node")
    assert node is not None, "node is missing: make test brings it"
    vite = FIELD / "node_modules" / "vite" / "bin" / "vite.js"
    command = [
        node,
        str(vite),
        "build",
        "-c",
        "dev/vite.config.ts",
        "--outDir",
        str(target / "bench"),
        "--logLevel",
        "error",
    ]
    subprocess.run(command, cwd=FIELD, check=True, timeout=120)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for one on their own
            self.send_response(204)
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Bench:
    """`address(**situation)` is a page whose core stands in that situation (see field/dev/memory-core.ts)."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, fragment: str = "", **situation: object) -> str:
        port = self._server.server_address[1]
        return f"http://127.0.0.1:{port}/bench/?situation={quote(json.dumps(situation))}{fragment}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
