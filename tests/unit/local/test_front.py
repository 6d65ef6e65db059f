"""The front door: what is a file, what goes to the emulator, what headers go out."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from offing.local import front
from offing.local.front import Door, Routes

pytestmark = pytest.mark.enable_socket  # servers of our own on 127.0.0.1


class Upstream(BaseHTTPRequestHandler):
    """Says what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        told = {"path": self.path, "body": body, "auth": self.headers.get("Authorization")}
        content = json.dumps(told).encode()
        self.send_response(202)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", "7")
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None: ...


def _serve(kind: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


@pytest.fixture
def door(tmp_path: Path) -> Iterator[httpx.Client]:
    (tmp_path / "dist" / "assets").mkdir(parents=True)
    (tmp_path / "dist" / "index.html").write_text("<p>console</p>")
    (tmp_path / "dist" / "assets" / "a-1.js").write_text("1")
    (tmp_path / "secret").write_text("s")
    upstream = _serve(Upstream)
    table = Routes(
        emulator=upstream.server_address[1],
        apis={"/api/": "/gw/officer/api", "/carrier/": "/gw/carrier/v1"},
        pool="pool_1",
        config={"stage": "local"},
        console=tmp_path / "dist",
    )
    server = _serve(type("Bound", (Door,), {"table": table}))
    with httpx.Client(base_url=f"http://127.0.0.1:{server.server_address[1]}") as client:
        yield client
    for each in (server, upstream):
        each.shutdown()
        each.server_close()


def test_calls_reach_the_api_with_query_body_and_token(door: httpx.Client) -> None:
    answer = door.post(
        "/carrier/messages?x=1", content=b"UNB", headers={"Authorization": "Bearer t"}
    )
    assert answer.status_code == 202
    assert answer.headers["etag"] == "7"
    assert answer.json() == {
        "path": "/gw/carrier/v1/messages?x=1",
        "body": "UNB",
        "auth": "Bearer t",
    }


@pytest.mark.parametrize(
    ("path", "upstream"),
    [
        ("/api/me", "/gw/officer/api/me"),
        ("/oauth2/authorize?client_id=c", "/oauth2/authorize?client_id=c"),
        ("/login", "/login"),
        ("/pool_1/.well-known/jwks.json", "/pool_1/.well-known/jwks.json"),
    ],
)
def test_routes_lead_to_the_emulator(door: httpx.Client, path: str, upstream: str) -> None:
    assert door.get(path).json()["path"] == upstream


@pytest.mark.parametrize("path", ["/", "/queue", "/cases/abc"])
def test_the_console_answers_for_its_own_addresses(door: httpx.Client, path: str) -> None:
    answer = door.get(path)
    assert answer.text == "<p>console</p>"
    assert answer.headers["cache-control"] == "no-cache"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_hashed_files_are_kept_by_the_browser(door: httpx.Client) -> None:
    assert "immutable" in door.get("/assets/a-1.js").headers["cache-control"]


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/assets/../../secret", "/no.js"])
def test_nothing_outside_the_console_is_served(door: httpx.Client, path: str) -> None:
    answer = door.get(path)
    assert answer.status_code == 404 or answer.text == "<p>console</p>"


def test_config_is_not_cached(door: httpx.Client) -> None:
    answer = door.get("/config.json")
    assert answer.json() == {"stage": "local"}
    assert answer.headers["cache-control"] == "no-store"


def test_other_methods_on_files_are_refused_as_problem(door: httpx.Client) -> None:
    answer = door.post("/queue")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


def test_too_large_bodies_are_refused(door: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "LARGEST", 10)
    assert door.post("/api/x", content=b"12345678901").status_code == 413
    assert door.post("/api/x", content=b"1234567890").status_code == 202
