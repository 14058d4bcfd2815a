"""What a ComfyUI server tells of a run over its WebSocket: how far it is, and that it ended. Best effort."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from renderers.runtime.vendor_calls import Line
from renderers.runtime.web import Guard, WebError

LARGEST_MESSAGE = 4 << 20
"""Previews are pictures; they are passed over."""

CONNECT_SECONDS = 5.0
_SLICE_SECONDS = 0.25
_ENDS = ("execution_success", "execution_error", "execution_interrupted")


@dataclass(frozen=True, slots=True)
class Heard:
    """How far the run is, 0 to 1; `is_over` when nothing more is to be heard of it."""

    fraction: float = 0.0
    is_over: bool = False


def news(line: Line, ref: str, *, within_seconds: float) -> Iterator[Heard]:
    """What is told of a run for so long, at least once a quarter of a second; nothing where no WebSocket is to be had.

    Goes only to addresses that the guard lets through, like every other call.
    """
    until = time.monotonic() + within_seconds
    try:
        with _connected(line, ref, within_seconds) as channel:
            told = _Run(ref)
            while (left := until - time.monotonic()) > 0:
                try:
                    message = channel.recv(timeout=min(_SLICE_SECONDS, left))
                except TimeoutError:
                    yield told.heard()
                    continue
                if isinstance(message, str):
                    told.take(message)
                    yield told.heard()
                if told.is_over:
                    return
    except (OSError, WebError, WebSocketException, ValueError):
        return


def _connected(line: Line, ref: str, within_seconds: float) -> ClientConnection:
    parts = urlsplit(line.access.address)
    is_safe = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if is_safe else 80)
    guard = Guard(open_hosts=frozenset(line.access.open_hosts))
    guard.check(line.access.address)
    address = next(iter(guard.addresses(host, port)))
    patience = max(0.1, min(CONNECT_SECONDS, within_seconds))
    name, pattern = line.vendor.header
    return connect(
        f"{'wss' if is_safe else 'ws'}://{parts.netloc}{parts.path}/ws?clientId={ref}",
        sock=socket.create_connection((address, port), timeout=patience),
        ssl=ssl.create_default_context() if is_safe else None,
        server_hostname=host if is_safe else None,
        additional_headers={name: pattern.format(line.access.secret)} if line.access.secret else {},
        open_timeout=patience,
        close_timeout=0.2,
        max_size=LARGEST_MESSAGE,
        proxy=None,
    )


class _Run:
    """Counts nodes that are done, and how far the one at work is."""

    def __init__(self, ref: str) -> None:
        self._ref, self._nodes, self._at, self.is_over = ref, dict[str, float](), 0.0, False

    def take(self, message: str) -> None:
        """One message; those about others, and nonsense, are passed over."""
        try:
            told = json.loads(message)
            kind, data = told["type"], told["data"]
            if data.get("prompt_id") == self._ref:
                self._told(kind, data)
        except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
            return

    def _told(self, kind: str, data: Mapping[str, Any]) -> None:
        if kind in _ENDS or (kind == "executing" and data.get("node") is None):
            self.is_over = True
        elif kind == "progress_state":
            self._nodes |= {node: each["value"] / each["max"] for node, each in data["nodes"].items()}
            self._at = sum(self._nodes.values()) / len(self._nodes)
        elif kind == "progress" and not self._nodes:
            self._at = max(self._at, data["value"] / data["max"])

    def heard(self) -> Heard:
        """As it stands."""
        return Heard(max(0.0, min(1.0, float(self._at))), self.is_over)
