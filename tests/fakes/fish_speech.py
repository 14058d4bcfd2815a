"""A stand-in for a Fish Speech server: requests held to the server's own model, closed; every line is a hum.

The model is that of fish_speech/utils/schema.py, the routes and faults those of tools/server (2026).
"""

from __future__ import annotations

import base64
import io
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from flask import Flask, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from tests.fakes.vendor import FakeJob, FakeVendor, Fault, Unfit, a_sound, held_to, serving

LETTER_SECONDS = 0.06


class ServeReferenceAudio(BaseModel):
    model_config = ConfigDict(extra="forbid")

    audio: bytes
    text: str

    @field_validator("audio", mode="before")
    @classmethod
    def _decoded(cls, audio: Any) -> bytes:
        """Of JSON, as the server does: what is shorter than 256 letters it takes for a path."""
        if not isinstance(audio, str) or len(audio) <= 255:
            raise ValueError("no recording in base64")
        return base64.b64decode(audio, validate=True)


class ServeTTSRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    chunk_length: Annotated[int, Field(ge=100, le=1000, strict=True)] = 200
    format: Literal["wav", "pcm", "mp3", "opus"] = "wav"
    latency: Literal["normal", "balanced"] = "normal"
    references: list[ServeReferenceAudio] = []
    reference_id: str | None = None
    seed: int | None = None
    use_memory_cache: Literal["on", "off"] = "off"
    normalize: bool = True
    streaming: bool = False
    stream_tokens: bool = False
    stream_chunk_size: Annotated[int, Field(ge=1, le=200, strict=True)] = 20
    max_new_tokens: int = 512
    top_p: Annotated[float, Field(ge=0.1, le=1.0, strict=True)] = 0.8
    repetition_penalty: Annotated[float, Field(ge=0.9, le=2.0, strict=True)] = 1.1
    temperature: Annotated[float, Field(ge=0.1, le=1.0, strict=True)] = 0.8


_ASKED = TypeAdapter(ServeTTSRequest)


@dataclass(slots=True)
class FakeFish(FakeVendor):
    """`voices` are saved on it; `mute` it makes nothing of any line; it takes `longest` letters at once."""

    voices: list[str] = field(default_factory=lambda: ["mara", "old_captain"])
    mute: bool = False
    longest: int = 10_000

    @property
    def texts(self) -> list[str]:
        """What it was asked to say, in order."""
        return [job.sent["text"] for job in self.jobs.values()]

    def heard(self) -> list[tuple[int, float]]:
        """Rate and seconds of the recordings that came with the last line."""
        found = []
        for each in list(self.jobs.values())[-1].sent["references"]:
            with wave.open(io.BytesIO(base64.b64decode(each["audio"]))) as file:
                found.append((file.getframerate(), file.getnframes() / file.getframerate()))
        return found


@contextmanager
def fake_fish_speech() -> Iterator[FakeFish]:
    """One with a key."""
    fake = FakeFish("fish_speech", media_type="audio/wav")
    app = Flask(__name__)

    @app.get("/v1/health")
    def _health() -> Any:
        return jsonify(status="ok")

    @app.get("/v1/references/list")
    def _list() -> Any:
        if request.args.get("format") != "json":
            raise Unfit("it would answer in msgpack")
        return jsonify(success=True, reference_ids=fake.voices, message=f"Found {len(fake.voices)} reference voices")

    @app.post("/v1/tts")
    def _speak() -> Any:
        if request.content_type != "application/json":
            raise Unfit("neither JSON nor msgpack")
        sent = held_to(_ASKED, request.get_json())
        if sent.get("reference_id") not in (None, *fake.voices):
            raise Unfit("anybody would speak it")
        if len(sent["text"]) > fake.longest:
            return _fault(400, f"Text is too long, max length is {fake.longest}")
        if fake.mute:
            return _fault(500, "No audio generated, please check the input text.")
        return fake.take(sent, lambda job: Response(_hum(fake, job), content_type="audio/wav"), _refused)

    with serving(fake, app):
        yield fake


def _hum(fake: FakeVendor, job: FakeJob) -> bytes:
    return fake.result(job) or a_sound(0.3 + len(job.sent["text"]) * LETTER_SECONDS)


def _refused(fault: Fault) -> Response:
    return _fault(400, f"Streaming only supports WAV format ({fault})")


def _fault(status: int, message: str) -> Response:
    answer = jsonify(statusCode=status, message=message, error="fault")
    answer.status_code = status
    return answer
