"""Where the studio is served on this machine, and whether it is."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import time
import urllib.error
import urllib.request
from pathlib import Path

from studio.embedded.folder import ServiceError
from studio.embedded.output import say
from studio.embedded.processes import try_port

PORTS = range(8000, 8020)
EVERYWHERE = ("0.0.0.0", "::")


def acquire(lock: int) -> bool:
    """Takes the folder's lock, held by its file descriptor; False when another studio has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def known_address(data: Path) -> str:
    """Where the studio that runs in this folder says it is."""
    try:
        return f"at {json.loads((data / 'services.json').read_text())['WEB_URL']}"
    except (OSError, ValueError, KeyError):
        return "for this folder"


def web_port(host: str) -> int:
    """PORT is obeyed or refused; without it 8000, or the next free one, and that is said."""
    if wanted := os.environ.get("PORT"):
        if not wanted.isdigit() or not try_port(host=host, port=int(wanted)):
            raise ServiceError(f"PORT={wanted} cannot be had on {host}; choose another: make run PORT=8080")
        return int(wanted)
    for port in PORTS:
        if try_port(host=host, port=port):
            return port
        say("studio", f"port {port} is taken, trying {port + 1}")
    raise ServiceError(f"ports {PORTS[0]} to {PORTS[-1]} are all taken; choose one: make run PORT=8080")


async def healthy(host: str, port: int, *, seconds: float) -> None:
    """Returns when the health check answers 200; raises with its last words when it never does."""
    reachable = "127.0.0.1" if host in EVERYWHERE else host
    url = f"http://{reachable}:{port}/healthz"
    end, last = time.monotonic() + seconds, "no answer"
    while time.monotonic() < end:
        status, last = await asyncio.to_thread(_fetch, url)
        if status == 200:
            return
        await asyncio.sleep(0.1)
    raise ServiceError(f"the web process is not healthy after {seconds:g} s: {last}")


def _fetch(url: str) -> tuple[int, str]:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy
    try:
        with direct.open(url, timeout=5) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError as error:
        return 0, str(error)
