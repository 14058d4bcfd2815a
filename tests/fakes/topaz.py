"""A stand-in for Topaz Video, held to models written from its reference: free until accepted, parts with tags."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from flask import Flask, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, a_clip, held_to, serving


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Size(_Closed):
    width: Annotated[int, Field(ge=1, le=8192)]
    height: Annotated[int, Field(ge=1, le=8192)]


class _Source(_Closed):
    container: Literal["mp4", "mov", "mkv"]
    size: Annotated[int, Field(gt=0)]
    duration: Annotated[float, Field(gt=0)]
    frame_count: Annotated[int, Field(gt=0)] = Field(alias="frameCount")
    frame_rate: Annotated[float, Field(gt=0)] = Field(alias="frameRate")
    resolution: _Size


class _Enhance(_Closed):
    model: Literal["prob-4", "slp-2.6", "slc-1"]
    auto: Literal["Auto", "Manual", "Relative"] = "Auto"


class _Smooth(_Closed):
    model: Literal["apo-8"]
    fps: Annotated[float, Field(gt=0)]
    slowmo: int = 1


class _Output(_Closed):
    resolution: _Size
    frame_rate: Annotated[float, Field(gt=0)] = Field(alias="frameRate")
    audio_codec: Literal["AAC", "AC3", "PCM"] = Field(alias="audioCodec")
    audio_transfer: Literal["Copy", "Convert", "None"] = Field(alias="audioTransfer")
    dynamic_compression_level: Literal["Low", "Mid", "High"] = Field(alias="dynamicCompressionLevel")
    container: Literal["mp4", "mov", "mkv"]


class _Request(_Closed):
    source: _Source
    filters: Annotated[list[_Enhance | _Smooth], Field(min_length=1)]
    output: _Output


class _Result(_Closed):
    part_num: Annotated[int, Field(ge=1)] = Field(alias="partNum")
    e_tag: Annotated[str, Field(min_length=1)] = Field(alias="eTag")


class _Complete(_Closed):
    upload_results: Annotated[list[_Result], Field(min_length=1)] = Field(alias="uploadResults")
    md5_hash: str | None = Field(default=None, alias="md5Hash")


@dataclass(slots=True)
class FakeTopaz(FakeVendor):
    """`state` of every request; `parts` are what was sent up; `empty` accounts accept nothing."""

    state: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    empty: bool = False

    @property
    def charged(self) -> int:
        """Requests that were accepted and not withdrawn."""
        return sum(state not in ("requested", "canceled") for state in self.state.values())


@contextmanager
def fake_topaz(*, parts: int = 2) -> Iterator[FakeTopaz]:
    """Topaz, with one difference: it draws its own film. A clip is sent up in so many `parts`."""
    fake = FakeTopaz("topaz", result=_made)
    app = Flask(__name__)
    _ordering(app, fake)
    _sending(app, fake, parts)
    _telling(app, fake)
    with serving(fake, app):
        yield fake


def _ordering(app: Flask, fake: FakeTopaz) -> None:
    def created(job: FakeJob) -> Any:
        return jsonify(requestId=job.id, estimates={"cost": [2, 3], "time": [20, 30]})

    @app.post("/video/")
    def _create() -> Any:
        sent = held_to(TypeAdapter(_Request), request.get_json())
        before = set(fake.jobs)
        answer = fake.take(sent, created, _refused)
        for made in set(fake.jobs) - before:
            fake.state[made] = "requested"
        return answer

    @app.delete("/video/<id>")
    def _withdraw(id: str) -> Any:
        fake.jobs[id].called_off, fake.state[id] = True, "canceled"
        return jsonify(message="canceled")


def _sending(app: Flask, fake: FakeTopaz, parts: int) -> None:
    @app.patch("/video/<id>/accept")
    def _accept(id: str) -> Any:
        if fake.empty:
            return jsonify(message="Insufficient credits"), 402
        if fake.state[id] != "requested":
            return jsonify(message="already accepted"), 409
        fake.state[id] = "accepted"
        return jsonify(uploadId="u1", urls=[f"{fake.results}/up/{id}/{number}" for number in range(1, parts + 1)])

    @app.put("/up/<id>/<int:number>")
    def _part(id: str, number: int) -> Any:
        fake.parts.setdefault(id, {})[number] = request.get_data()
        return Response("", headers={"etag": f'"{_tag(fake.parts[id][number])}"'})

    @app.patch("/video/<id>/complete-upload")
    def _complete(id: str) -> Any:
        told = held_to(TypeAdapter(_Complete), request.get_json())["uploadResults"]
        came = fake.parts[id]
        whole = sum(map(len, came.values())) == fake.jobs[id].sent["source"]["size"]
        if not whole or [(each["partNum"], each["eTag"]) for each in told] != [
            (number, _tag(part)) for number, part in sorted(came.items())
        ]:
            return jsonify(message="parts do not match"), 400
        fake.state[id] = "processing"
        return jsonify(message="queued")


def _telling(app: Flask, fake: FakeTopaz) -> None:
    @app.get("/video/<id>/status")
    def _status(id: str) -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"status":{"x":1}}', content_type="application/json")
        if fake.state.get(id) != "processing":
            return jsonify(status=fake.state[id], progress=0)
        job = fake.jobs[id]
        ending = fake.standing(job)
        if ending is Ending.DONE:
            return jsonify(status="complete", progress=100, download={"url": fake.result_url(job), "expiresIn": 600})
        if ending is not None:
            return jsonify(status="failed", message="the clip could not be read", errorCode="E1")
        return jsonify(status="processing", progress=40, averageFps=12.0)

    @app.get("/account/v1/credits/balance")
    def _balance() -> Any:
        return jsonify(available_credits=100)


def _tag(part: bytes) -> str:
    return hashlib.md5(part, usedforsecurity=False).hexdigest()


def _made(job: FakeJob) -> bytes:
    size, length = job.sent["output"]["resolution"], job.sent["source"]["duration"]
    return a_clip(max(1, round(length)), width=size["width"], height=size["height"])


def _refused(fault: Fault) -> Response:
    status, told = {
        Fault.REFUSED: (400, {"message": "not this"}),
        Fault.UNSUITED: (413, {"message": "the clip is too large"}),
        Fault.NO_CREDIT: (402, {"message": "Insufficient credits"}),
    }[fault]
    answer = jsonify(told)
    answer.status_code = status
    return answer
