"""A partner's webhook receiver on 127.0.0.1, for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Subscriber:
    """What came, and where to; the first try of each address is answered with 503, as on a bad day."""

    url: str
    heard: list[Heard] = field(default_factory=list)
    refused: list[Heard] = field(default_factory=list)

    def answer(self, one: Heard) -> int:
        """Refuse the first, take the others."""
        first = not any(before.path == one.path for before in self.refused)
        (self.refused if first else self.heard).append(one)
        return 503 if first else 204


@contextmanager
def subscriber() -> Iterator[Subscriber]:
    """A receiver that listens on a free port."""

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            named = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(at.answer(Heard(self.path, named, body)))
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    at = Subscriber(f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield at
    finally:
        server.shutdown()
        server.server_close()
