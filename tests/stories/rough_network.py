"""A network as it is between two hills: loses requests, loses answers, sends twice, sends the old one late."""

import http.client
import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "host"}
HAND_INS = ("/field/organizing/hand-in", "/field/care/slots")


class RoughNetwork:
    """A proxy before a server. While `rough`, every hand-in meets one of four accidents before one comes through."""

    def __init__(self, port: int, seed: int) -> None:
        self.port, self.rough = port, False
        self.chance, self.accidents = random.Random(seed), 0
        self.late: list[tuple[str, str, bytes, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_arguments: Any) -> None:
                """Says nothing."""

            def _serve(self) -> None:
                outer.serve(self)

            do_GET = do_POST = do_PUT = do_HEAD = _serve  # noqa: N815 - names the library calls

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in handler.headers.items() if name.lower() not in HOP}
        headers["Host"] = f"127.0.0.1:{self.server.server_port}"
        accident = self._accident(handler.path)
        request = (handler.command, handler.path, body, headers)
        if accident == "lost on the way":
            handler.close_connection = True
            handler.connection.close()
            return
        if accident == "sent twice":
            self._ask(*request)
        if accident == "late":
            self.late.append(request)
        answer = self._ask(*request)
        if accident == "answer lost":
            handler.close_connection = True
            handler.connection.close()
            return
        self._answer(handler, *answer)
        if not accident:
            for old in self.late[-2:]:
                self._ask(*old)

    def _accident(self, path: str) -> str:
        if not self.rough or path not in HAND_INS:
            return ""
        picked = self.chance.choice(["lost on the way", "answer lost", "sent twice", "late", ""])
        self.accidents += bool(picked)
        return picked

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, list, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except OSError:
            return 502, [], b""
        finally:
            connection.close()

    def _answer(self, handler: BaseHTTPRequestHandler, status: int, headers: list, body: bytes) -> None:
        handler.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
