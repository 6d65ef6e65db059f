"""The front door of a local stack on 127.0.0.1: console, APIs and sign-in under one short address.

It stands where CloudFront stands on AWS, and sends the same headers.
"""

from __future__ import annotations

import json
import mimetypes
import os
import socket
import sys
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from offing.local.paths import CONSOLE_DIST, LOOPBACK
from offing.local.state import Stack

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# The emulator's sign-in page carries its style inline, and its form ends in a redirect.
SIGN_IN_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SIGN_IN = ("/oauth2/", "/login", "/logout")
_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "host", "content-length"}
_SECONDS = 60
LARGEST = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Routes:
    """Where the front door leads: path prefix → path on the emulator."""

    emulator: int
    apis: dict[str, str]
    pool: str
    config: dict[str, str]
    console: Path = CONSOLE_DIST

    def upstream(self, path: str) -> str | None:
        """The emulator's path for a path of ours; None when a file is wanted."""
        for prefix, target in self.apis.items():
            if path.startswith(prefix):
                return target + path[len(prefix) - 1 :]
        if path.startswith((*SIGN_IN, f"/{self.pool}/.well-known/")):
            return path
        return None

    def file(self, path: str) -> Path | None:
        """The console's file for a path; the page itself for the console's own addresses."""
        root = self.console.resolve()
        wanted = (root / path.lstrip("/")).resolve()
        if wanted.is_file() and wanted.is_relative_to(root):
            return wanted
        page = root / "index.html"
        return page if page.is_file() and "." not in path.rpartition("/")[2] else None


def routes(stack: Stack) -> Routes:
    """The routes of a deployed stack."""
    return Routes(
        emulator=stack.ports["emulator"],
        apis={("/api/" if n == "officer" else f"/{n}/"): path for n, path in stack.apis.items()},
        pool=stack.output("OfficersPool"),
        config=console_config(stack),
    )


def console_config(stack: Stack) -> dict[str, str]:
    """`/config.json`: what the web stack would write for the console."""
    front = f"http://{LOOPBACK}:{stack.ports['front']}"
    return {
        "authority": f"{front}/{stack.output('OfficersPool')}",
        "client_id": stack.output("ConsoleClientId"),
        "authorize_url": f"{front}/oauth2/authorize",
        "token_url": f"{front}/oauth2/token",
        "logout_url": f"{front}/logout",
        "redirect_uri": f"{front}/",
        "stage": stack.stage,
        "api": "/api",
    }


class Door(BaseHTTPRequestHandler):
    """Answers one request: a file of the console, or what the emulator says."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    table: Routes

    def _answer(self) -> None:
        path = urlsplit(self.path).path
        if path == "/config.json":
            self._send(200, json.dumps(self.table.config).encode(), "application/json", "no-store")
        elif upstream := self.table.upstream(path):
            self._pass_on(upstream)
        elif self.command in ("GET", "HEAD"):
            self._file(path)
        else:
            self._problem(405, "Nothing here takes this method")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815

    def _file(self, path: str) -> None:
        found = self.table.file(path)
        if found is None:
            missing = not (self.table.console / "index.html").is_file()
            why = (
                "The console is not built; run `make setup`" if missing else "There is no such file"
            )
            self._problem(404, why)
            return
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        hashed = "assets" in found.parts
        caching = "public, max-age=31536000, immutable" if hashed else "no-cache"
        self._send(200, found.read_bytes(), kind, caching)

    def _pass_on(self, upstream: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            self.close_connection = True
            # Closing on bytes unread resets the connection, and the answer may be lost with it.
            self.rfile.read(min(length, 2 * LARGEST))
            self._problem(413, f"The front door passes on {LARGEST >> 20} MB at most")
            return
        query = urlsplit(self.path).query
        headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
        body = self.rfile.read(length)
        connection = HTTPConnection(LOOPBACK, self.table.emulator, timeout=_SECONDS)
        try:
            connection.request(
                self.command, f"{upstream}{'?' if query else ''}{query}", body, headers
            )
            reply = connection.getresponse()
            content = reply.read()
        except (OSError, HTTPException):
            self._problem(502, "The emulator does not answer; see `offing doctor`")
            return
        finally:
            connection.close()
        self._relay(reply.status, reply.getheaders(), content)

    def _relay(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response(status)
        skipped = _HOP | {"server", "date"} | {name.lower() for name in HEADERS}
        for name, value in headers:
            if name.lower() not in skipped:
                self.send_header(name, value)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if self.path.startswith(SIGN_IN):
            self.send_header("Content-Security-Policy", SIGN_IN_POLICY)
        self._body(content)

    def _send(self, status: int, content: bytes, kind: str, caching: str) -> None:
        self.send_response(status)
        named = {"Content-Type": kind, "Cache-Control": caching, "Content-Security-Policy": POLICY}
        for name, value in (named | HEADERS).items():
            self.send_header(name, value)
        self._body(content)

    def _body(self, content: bytes) -> None:
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _problem(self, status: int, title: str) -> None:
        told = {"type": "about:blank", "title": title, "status": status, "code": "front-door"}
        self._send(status, json.dumps(told).encode(), "application/problem+json", "no-store")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not logged: addresses may name travellers."""


class Server(ThreadingHTTPServer):
    """Serves on a socket that is open already."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, table: Routes) -> None:
        door = type("BoundDoor", (Door,), {"table": table})
        super().__init__(listening.getsockname(), door, bind_and_activate=False)
        self.socket.close()
        self.socket = listening


if __name__ == "__main__":
    opened = socket.socket(fileno=int(os.environ["OFFING_LISTEN"]))
    Server(opened, routes(Stack.load(sys.argv[1]))).serve_forever()
