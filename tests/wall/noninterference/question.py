"""One question, exactly as it is put in both worlds."""

from dataclasses import dataclass

PAIR = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ask:
    """A request: method, address, body and headers."""

    method: str
    path: str
    body: bytes = b""
    kind: str = "application/x-www-form-urlencoded"
    headers: PAIR = ()

    @property
    def words(self) -> str:
        told = self.body[:60].decode(errors="replace")
        return f"{self.method} {self.path}" + (f" [{told}]" if told else "") + (" htmx" if self.headers else "")
