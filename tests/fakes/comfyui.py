"""A stand-in for a ComfyUI server: it checks workflows, queues and runs them, tells of it over a WebSocket.

As the real one it does not notice that a number was queued twice, and forgets everything when it is started anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Flask, Response, jsonify, request
from PIL import Image

from tests.fakes.comfyui_checks import faults_of
from tests.fakes.comfyui_nodes import NODES
from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, a_clip, serving

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@dataclass(slots=True)
class FakeComfy(FakeVendor):
    """`nodes` are installed; `files` were uploaded; `waiting` is how much others have queued here."""

    nodes: set[str] = field(default_factory=lambda: set(NODES))
    files: dict[str, bytes] = field(default_factory=dict)
    waiting: int = 0
    heard: int = 0

    def by_number(self, ref: str) -> FakeJob | None:
        """The run that was queued under this number."""
        return next((job for job in self.jobs.values() if job.sent["prompt_id"] == ref), None)

    def restarted(self) -> None:
        """Queue and history are gone; what it was paid for is counted on."""
        for job in self.jobs.values():
            job.sent["prompt_id"] = ""


@contextmanager
def fake_comfyui() -> Iterator[FakeComfy]:
    """A server with every node the shipped workflows need."""
    fake = FakeComfy("comfyui", result=_made)
    app = Flask(__name__)
    _queueing(app, fake)
    _stopping(app, fake)
    _telling(app, fake)
    with serving(fake, app):
        yield fake


def _queueing(app: Flask, fake: FakeComfy) -> None:
    @app.post("/upload/image")
    def _upload() -> Any:
        sent = request.files["image"]
        if request.form.get("type") not in ("input", "temp", "output"):
            raise Unfit("no such folder")
        fake.files[str(sent.filename)] = sent.read()
        return jsonify(name=sent.filename, subfolder="", type="input")

    @app.post("/prompt")
    def _prompt() -> Any:
        sent = request.get_json()
        if not set(sent) <= {"prompt", "client_id", "prompt_id", "extra_data", "front", "number"}:
            raise Unfit(f"unknown fields in {sorted(sent)}")
        if str(UUID(sent["prompt_id"])) != sent["prompt_id"]:
            raise Unfit("prompt_id is no UUID")
        if wrong := faults_of(sent["prompt"], nodes=fake.nodes, files=fake.files):
            return jsonify(wrong), 400
        return fake.take(sent, lambda job: jsonify(prompt_id=sent["prompt_id"], number=1, node_errors={}), _unsuited)


def _stopping(app: Flask, fake: FakeComfy) -> None:
    @app.post("/queue")
    def _delete() -> Any:
        return Response(status=200)

    @app.post("/interrupt")
    def _interrupt() -> Any:
        if job := fake.by_number(request.get_json()["prompt_id"]):
            job.called_off = True
        return Response(status=200)

    @app.get("/queue")
    def _queue() -> Any:
        running = [[0, f"other-{number}", {}, {}, []] for number in range(fake.waiting)]
        mine = [[1, job.sent["prompt_id"], {}, {}, ["9"]] for job in fake.jobs.values() if job.sent["prompt_id"]]
        return jsonify(queue_running=running, queue_pending=mine)

    @app.get("/system_stats")
    def _stats() -> Any:
        return jsonify(system={"comfyui_version": "0.30.0"}, devices=[])


def _telling(app: Flask, fake: FakeComfy) -> None:
    @app.get("/history/<ref>")
    def _history(ref: str) -> Any:
        if fake.nonsense and fake.jobs:
            fake.nonsense -= 1
            return jsonify({ref: {"outputs": 5, "status": {"status_str": "success"}}})
        job = fake.by_number(ref)
        ending = fake.standing(job) if job else None
        if job is None or ending is None:
            return jsonify({})
        return jsonify({ref: _ended(job, ending)})

    @app.get("/view")
    def _view() -> Any:
        if (instead := fake.instead()) is not None:
            return instead
        job = fake.jobs[request.args["filename"].partition(".")[0]]
        return Response(fake.result(job), content_type="application/octet-stream")

    @app.get("/ws", websocket=True)  # the router of the stand-in tells them apart
    def _news() -> Any:
        channel = request.environ["werkzeug.socket"]
        key = request.headers["Sec-WebSocket-Key"].encode()
        accepted = base64.b64encode(hashlib.sha1(key + _GUID).digest()).decode()
        with suppress(OSError):
            head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            channel.sendall(f"{head}Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode())
            fake.heard += 1
            _told(fake, channel, request.args["clientId"])
        return ""


def _told(fake: FakeComfy, channel: Any, ref: str) -> None:
    """A preview, and how far the sampler is, a step at a time, until it is ready."""
    channel.sendall(_frame(2, struct.pack(">II", 1, 1) + b"\xff\xd8 a preview"))
    for value in range(1, 10):
        nodes = {"6": {"value": value, "max": 10, "state": "running"}}
        told = {"type": "progress_state", "data": {"prompt_id": ref, "nodes": nodes}}
        channel.sendall(_frame(1, json.dumps(told).encode()))
        time.sleep(0.01)
    while not fake.ready.wait(0.05):
        channel.sendall(_frame(1, b'{"type":"status","data":{}}'))
    channel.sendall(_frame(1, json.dumps({"type": "execution_success", "data": {"prompt_id": ref}}).encode()))


def _frame(kind: int, payload: bytes) -> bytes:
    size = len(payload)
    length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size)
    return bytes([0x80 | kind]) + length + payload


def _ended(job: FakeJob, ending: Ending) -> dict[str, Any]:
    if ending is Ending.DONE:
        suffix = "mp4" if _is_clip(job) else "png"
        file = {"filename": f"{job.id}.{suffix}", "subfolder": "studio", "type": "output"}
        preview = {"filename": "preview.png", "subfolder": "", "type": "temp"}
        return {"outputs": {"9": {"images": [preview, file]}}, "status": {"status_str": "success", "completed": True}}
    told = {"node_id": "6", "node_type": "KSampler", "exception_message": "CUDA out of memory"}
    status = {"status_str": "error", "completed": False, "messages": [["execution_error", told]]}
    return {"outputs": {}, "status": status}


def _is_clip(job: FakeJob) -> bool:
    return any(node["class_type"] == "SaveVideo" for node in job.sent["prompt"].values())


def _made(job: FakeJob) -> bytes:
    """What the graph asks for: a clip as long as its latents or its source, or a picture of its size."""
    inputs = [node["inputs"] for node in job.sent["prompt"].values()]
    if _is_clip(job):
        frames = next((each["length"] for each in inputs if "length" in each), 32)
        return a_clip(max(1, round(frames / 16)))
    size = next((each["width"], each["height"]) for each in inputs if "width" in each)
    file = BytesIO()
    Image.new("RGB", size, (40, 60, 120)).save(file, "PNG")
    return file.getvalue()


def _unsuited(fault: Fault) -> Response:
    if fault is not Fault.UNSUITED:
        raise Unfit("ComfyUI refuses nothing and knows no accounts")
    node = {"errors": [{"message": "Value not in list", "details": "unet_name"}], "class_type": "UNETLoader"}
    answer = jsonify(error={"message": "Prompt outputs failed validation"}, node_errors={"1": node})
    answer.status_code = 400
    return answer
