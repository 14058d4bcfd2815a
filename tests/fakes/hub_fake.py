"""A hub on loopback: lists a model's files as the real one does, serves them with ranges, and can fail on purpose."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass(slots=True)
class FakeHub:
    """`files` are what the model holds. A connection closes after `breaks_after` bytes, `breaks` times."""

    files: dict[str, bytes]
    source: str = "maker/model"
    breaks_after: int = 0
    breaks: int = 0
    ranges: bool = True
    serves_instead: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def info(self) -> Mapping[str, Any]:
        """What is known of the model."""
        return {"id": self.source, "sha": COMMIT, "siblings": [], "tags": [], "downloads": 0, "likes": 0}

    def tree(self) -> list[Mapping[str, Any]]:
        """Every file; large ones have a SHA-256."""
        return [_entry(path, data) for path, data in self.files.items()]


def _entry(path: str, data: bytes) -> Mapping[str, Any]:
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    entry: dict[str, Any] = {"type": "file", "path": path, "size": len(data), "oid": blob}
    if len(data) > 1000:
        entry["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}
    return entry


@contextmanager
def serving(hub: FakeHub) -> Iterator[FakeHub]:
    """While it lasts, the hub answers at `hub.address`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(hub, self)

        def log_message(self, *said: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


def answer(hub: FakeHub, request: BaseHTTPRequestHandler) -> None:
    """One request."""
    path = request.path.split("?")[0]
    hub.asked.append((path, request.headers.get("Range", "")))
    if path in [f"/api/models/{hub.source}/revision/{revision}" for revision in ("main", COMMIT)]:
        _json(request, hub.info())
    elif path == f"/api/models/{hub.source}/tree/{COMMIT}":
        _json(request, hub.tree())
    elif path.startswith(f"/{hub.source}/resolve/{COMMIT}/"):
        _file(hub, request, path.removeprefix(f"/{hub.source}/resolve/{COMMIT}/"))
    else:
        request.send_error(404)


def _json(request: BaseHTTPRequestHandler, data: object) -> None:
    body = json.dumps(data).encode()
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def _file(hub: FakeHub, request: BaseHTTPRequestHandler, path: str) -> None:
    data = hub.serves_instead.get(path, hub.files.get(path))
    if data is None:
        request.send_error(404)
        return
    said = request.headers.get("Range", "")
    start = int(said.removeprefix("bytes=").rstrip("-")) if said and hub.ranges else 0
    request.send_response(206 if start else 200)
    if start:
        request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
    request.send_header("Content-Length", str(len(data) - start))
    request.end_headers()
    body = data[start:]
    if hub.breaks and hub.breaks_after and len(body) > hub.breaks_after:
        hub.breaks -= 1
        request.wfile.write(body[: hub.breaks_after])
        request.wfile.flush()
        request.connection.close()
        return
    request.wfile.write(body)
