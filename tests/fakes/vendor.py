"""A stand-in for a vendor: a real server on loopback that keeps a ledger, and goes wrong when it is told to.

Results are served from another host name than the API, so that a key which travels too far is seen.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
from flask import Flask, Response, jsonify, redirect, request
from pydantic import ValidationError
from werkzeug.serving import make_server

from renderers.runtime.vendors import VENDORS, Access

KEY = "key-of-the-tests-0042"


class Fault(StrEnum):
    """What goes wrong with the next order."""

    BUSY = "busy"
    DOWN_AFTER = "accepted, then 500"
    LOST = "accepted, then the line breaks"
    SILENT = "accepted, then nothing, for longer than anybody waits"
    NONSENSE = "accepted, then an answer that makes no sense"
    HUGE = "accepted, then an answer without end"
    SENT_ON = "accepted, then sent on to a machine inside the network"
    REFUSED = "refused"
    UNSUITED = "cannot be made as asked"
    NO_CREDIT = "no credit"


UNANSWERED = (Fault.DOWN_AFTER, Fault.LOST, Fault.SILENT, Fault.NONSENSE, Fault.HUGE, Fault.SENT_ON)
"""The order was taken, and nobody is told."""

INSIDE = "http://169.254.169.254/latest/meta-data/"
"""Where clouds keep their machines' own keys."""


class Ending(StrEnum):
    """How jobs end."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(slots=True)
class FakeJob:
    """An order it took."""

    id: str
    sent: dict[str, Any]
    looks: int = 0
    called_off: bool = False


@dataclass(slots=True)
class FakeVendor:
    """`faults` meet the next orders, one each, and None lets one pass; jobs end as `ending` after `looks`
    looks at them, once it is `ready`.

    Orders are answered while `answering` is set. Who writes answers an order with `words`. Who fetches a result is sent
    to `sent_on` where that is said, or is `flooded`. So many looks are `dropped`: the line breaks before they are
    answered. What is written ends early where `incomplete` says why. Its callers wait no longer than `patience`
    seconds for an answer. One that is `told_by_code` answers 200 to everything, and says in the answer what that means.
    """

    name: str
    faults: deque[Fault | None] = field(default_factory=deque)
    ending: Ending = Ending.DONE
    looks: int = 2
    jobs: dict[str, FakeJob] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    expired: int = 0
    nonsense: int = 0
    result: Callable[[FakeJob], bytes] = lambda job: b""
    words: Callable[[FakeJob], str] | None = None
    media_type: str = "video/mp4"
    leaked: bool = False
    sent_on: str = ""
    dropped: int = 0
    incomplete: str = ""
    flooded: bool = False
    patience: float = float("inf")
    told_by_code: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    key: str = KEY
    ready: threading.Event = field(default_factory=threading.Event)
    answering: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    results: str = ""

    def __post_init__(self) -> None:
        self.ready.set()
        self.answering.set()

    @property
    def charged(self) -> int:
        """Orders it took, each of which costs."""
        return len(self.jobs)

    def access(self) -> Access:
        """The way to it."""
        port = self.url.rpartition(":")[2].partition("/")[0]
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        return Access(self.name, self.key, self.url, "the studio's", hosts, 0.02, self.patience)

    def instead(self) -> Any:
        """What whoever fetches a result gets in its place; None, the result."""
        if self.expired:
            self.expired -= 1
            return Response("expired", 403)
        if self.sent_on:
            return redirect(self.sent_on)
        return _flood() if self.flooded else None

    def take(self, sent: dict[str, Any], said: Callable[[FakeJob], Any], refused: Callable[[Fault], Response]) -> Any:
        """An order: taken and answered, or what goes wrong."""
        fault = self.faults.popleft() if self.faults else None
        if fault is Fault.BUSY and self.told_by_code:
            return jsonify(code=430, msg="too frequent", data=None)
        if fault is Fault.BUSY:
            return Response('{"error":"too many"}', 429, {"retry-after": "0"}, content_type="application/json")
        if fault in (Fault.REFUSED, Fault.UNSUITED, Fault.NO_CREDIT):
            return refused(fault)
        job = FakeJob(f"{self.name}-job-{len(self.jobs) + 1:04d}", sent)
        self.jobs[job.id] = job
        self.answering.wait(60)
        if fault is Fault.DOWN_AFTER:
            return jsonify(error="internal"), 500
        if fault is Fault.LOST:
            return line_broken()
        if fault is Fault.SILENT:
            self.over.wait(60)
        return _ANSWERS[fault]() if fault in _ANSWERS else said(job)

    def standing(self, job: FakeJob) -> Ending | None:
        """How far a job is: None while it works."""
        job.looks += 1
        return self.ending if job.looks >= self.looks and self.ready.is_set() else None

    def result_url(self, job: FakeJob, suffix: str = "mp4") -> str:
        """Where the result lies; a new address every time."""
        return f"{self.results}/results/{job.id}.{suffix}?look={job.looks}"


def line_broken() -> str:
    """Whoever waits for the answer gets none."""
    with suppress(OSError):
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return ""


def _flood() -> Response:
    return Response(iter([b"{"]), headers={"content-length": str(1 << 42)}, content_type="application/json")


_ANSWERS: Mapping[Fault | None, Callable[[], Any]] = {
    Fault.NONSENSE: lambda: Response('{"id": {"$ne": 1}, "status": "WEIRD\\u0000"}', content_type="application/json"),
    Fault.HUGE: _flood,
    Fault.SENT_ON: lambda: redirect(INSIDE, 307),
    Fault.SILENT: lambda: Response("", 504),
}


def held_to(model: Any, sent: Any) -> Any:
    """The request, after the closed model has accepted it; raises Unfit."""
    try:
        model.validate_python(sent)
    except ValidationError as error:
        raise Unfit(str(error)) from error
    return sent


class Unfit(Exception):
    """A request the vendor's own types refuse: a fault of ours, whatever the test is about."""


@contextmanager
def serving(fake: FakeVendor, app: Flask, *, base: str = "") -> Iterator[FakeVendor]:
    """On a port of its own, until the block ends. Requests without the key get the vendor's 401."""
    unfit: list[str] = []

    @app.before_request
    def _watch() -> Any:
        fake.calls.append(f"{request.method} {request.path}")
        name, pattern = VENDORS[fake.name].header
        carried = request.headers.get(name, "")
        if request.path.startswith("/results/") or request.host.startswith("localhost"):
            fake.leaked = fake.leaked or fake.key in str(request.headers)
            return None
        if carried != pattern.format(fake.key) and fake.told_by_code:
            return jsonify(code=401, msg="invalid key", data=None)
        if carried != pattern.format(fake.key):
            return jsonify(error="invalid key", detail={"status": "invalid_api_key", "message": "invalid key"}), 401
        return None

    @app.get("/results/<name>")
    def _result(name: str) -> Any:
        if (instead := fake.instead()) is not None:
            return instead
        return Response(fake.result(fake.jobs[name.rpartition(".")[0]]), content_type=fake.media_type)

    @app.errorhandler(Unfit)
    def _unfit(error: Unfit) -> Any:
        unfit.append(str(error))
        return jsonify(error=str(error)), 400

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    fake.url, fake.results = f"http://127.0.0.1:{server.port}{base}", f"http://localhost:{server.port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.over.set()
        server.shutdown()
        thread.join()
    assert not unfit, unfit
    assert not fake.leaked, "the key travelled to a host that is not the vendor's"


@cache
def a_clip(seconds: int, *, width: int = 128, height: int = 72, fps: int = 12) -> bytes:
    """A small film in which brightness tells the time."""
    path = Path(f"/dev/shm/clip-{threading.get_ident()}.mp4")
    with av.open(str(path), "w") as film:
        stream: Any = film.add_stream("libx264", rate=fps, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(seconds * fps):
            shade = 40 + 170 * number // (seconds * fps)
            picture = np.full((height, width, 3), shade, np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")):
                film.mux(packet)
        for packet in stream.encode(None):
            film.mux(packet)
    made = path.read_bytes()
    path.unlink()
    return made


@cache
def a_sound(seconds: float, *, form: str = "wav", rate: int = 44_100) -> bytes:
    """A tone that swells, encoded."""
    at = np.arange(int(seconds * rate)) / rate
    tone = (0.3 * np.sin(2 * np.pi * 330 * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 1.5 * at))).astype(np.float32)
    file = BytesIO()
    codec = {"wav": "pcm_s16le", "mp3": "libmp3lame"}[form]
    with av.open(file, "w", format=form) as sound:
        stream: Any = sound.add_stream(codec, rate=rate, layout="mono")
        block = av.AudioFrame.from_ndarray((tone * 32767).astype(np.int16)[None], format="s16", layout="mono")
        block.sample_rate = rate
        for packet in (*stream.encode(block), *stream.encode(None)):
            sound.mux(packet)
    return file.getvalue()
