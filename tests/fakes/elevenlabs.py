"""A stand-in for ElevenLabs: replies held to the types of its SDK, requests to the signatures of its calls."""

from __future__ import annotations

import base64
import inspect
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, get_args

from elevenlabs.music.raw_client import RawMusicClient
from elevenlabs.text_to_sound_effects.raw_client import RawTextToSoundEffectsClient
from elevenlabs.text_to_speech.raw_client import RawTextToSpeechClient
from elevenlabs.types import (
    AddVoiceIvcResponseModel,
    AudioWithTimestampsResponse,
    DeleteVoiceResponseModel,
    GetSpeechHistoryResponse,
    GetVoicesV2Response,
    SfxModelId,
)
from elevenlabs.voices.ivc.raw_client import RawIvcClient
from elevenlabs.voices.raw_client import RawVoicesClient
from flask import Flask, Response, jsonify, request

from tests.fakes.sdk_types import held
from tests.fakes.vendor import FakeJob, FakeVendor, Fault, Unfit, a_sound, serving

LETTER_SECONDS = 0.06
RATE = 24_000
_QUERY = {"output_format", "enable_logging"}


def _members(call: Any) -> set[str]:
    """What a call of the SDK knows to send."""
    return set(inspect.signature(call).parameters) - {"self", "voice_id", "request_options"}


@dataclass(slots=True)
class FakeElevenLabs(FakeVendor):
    """`voices` by number: how each is called. One more is `unsure` when its owner must be asked, or made `unheard`."""

    voices: dict[str, str] = field(default_factory=dict)
    recordings: list[bytes] = field(default_factory=list)
    unsure: bool = False
    unheard: bool = False


@contextmanager
def fake_elevenlabs() -> Iterator[FakeElevenLabs]:
    """ElevenLabs, with one difference: it hums."""
    fake = FakeElevenLabs("elevenlabs", media_type="audio/mpeg")
    app = Flask(__name__)
    _history(app, fake)
    _cloning(app, fake)

    def sent(call: Any) -> dict[str, Any]:
        body = dict(request.get_json())
        known = _members(call)
        if not set(body) <= known - _QUERY or not set(request.args) <= _QUERY & known:
            raise Unfit(f"unknown members: {sorted(body)}, {sorted(request.args)}")
        return body

    @app.post("/v1/text-to-speech/<voice>/with-timestamps")
    def _speak(voice: str) -> Any:
        body = sent(RawTextToSpeechClient.convert_with_timestamps) | {"voice": voice}
        speed = body["voice_settings"]["speed"]
        if not 0.7 <= speed <= 1.2 or len(body["text"]) > 10_000 or request.args["output_format"] != f"pcm_{RATE}":
            raise Unfit("out of its limits")
        return fake.take(body, lambda job: _spoken(fake, job), _refused)

    @app.post("/v1/music")
    def _compose() -> Any:
        body = sent(RawMusicClient.compose)
        if not 3000 <= body["music_length_ms"] <= 600_000:
            raise Unfit("out of its limits")
        return fake.take(body, lambda job: Response(_music(fake, job), content_type="audio/mpeg"), _refused)

    @app.post("/v1/sound-generation")
    def _effect() -> Any:
        body = sent(RawTextToSoundEffectsClient.convert)
        if not 0.5 <= body["duration_seconds"] <= 30 or body["model_id"] not in get_args(get_args(SfxModelId)[0]):
            raise Unfit("out of its limits")
        return fake.take(body, lambda job: Response(_effect_of(fake, job), content_type="audio/mpeg"), _refused)

    @app.get("/v1/user/subscription")
    def _subscription() -> Any:
        return jsonify(tier="creator", character_count=1, character_limit=100_000)

    with serving(fake, app):
        yield fake


def _music(fake: FakeVendor, job: FakeJob) -> bytes:
    return fake.result(job) or a_sound(job.sent["music_length_ms"] / 1000, form="mp3")


def _effect_of(fake: FakeVendor, job: FakeJob) -> bytes:
    return fake.result(job) or a_sound(job.sent["duration_seconds"], form="mp3")


def _pcm(job: FakeJob) -> bytes:
    return a_sound(len(job.sent["text"]) * LETTER_SECONDS, rate=RATE)[44:]


def _alignment(job: FakeJob) -> dict[str, Any]:
    letters = list(job.sent["text"])
    starts = [at * LETTER_SECONDS for at in range(len(letters))]
    return {
        "characters": letters,
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [start + LETTER_SECONDS for start in starts],
    }


def _spoken(fake: FakeVendor, job: FakeJob) -> Any:
    sound = fake.result(job) or _pcm(job)
    if fake.result(job):  # what it gives instead says nothing about its letters
        return jsonify(audio_base64=base64.b64encode(sound).decode(), alignment=None)
    told = {"audio_base64": base64.b64encode(sound).decode(), "alignment": _alignment(job)}
    return held(AudioWithTimestampsResponse, told | {"normalized_alignment": told["alignment"]})


def _item(job: FakeJob, born: int) -> dict[str, Any]:
    both = {"alignment": _alignment(job), "normalized_alignment": _alignment(job)}
    told = {"history_item_id": job.id, "date_unix": born, "content_type": "audio/mpeg", "state": "created"}
    told |= {"text": job.sent["text"], "voice_id": job.sent["voice"], "alignments": both, "source": "TTS"}
    return told | {"character_count_change_from": 0, "character_count_change_to": len(job.sent["text"])}


def _cloning(app: Flask, fake: FakeElevenLabs) -> None:
    @app.get("/v2/voices")
    def _search() -> Any:
        if not set(request.args) <= _members(RawVoicesClient.search):
            raise Unfit("unknown members")
        wanted = [(number, name) for number, name in fake.voices.items() if request.args["search"] in name]
        at, size = int(request.args.get("next_page_token", 0)), 2  # pages are small here, so that there are some
        shown = [{"voice_id": number, "name": name} for number, name in wanted[at : at + size]]
        more = at + size < len(wanted)
        told = {"voices": shown, "has_more": more, "total_count": len(wanted)}
        return held(GetVoicesV2Response, told | {"next_page_token": str(at + size) if more else None})

    @app.post("/v1/voices/add")
    def _add() -> Any:
        sent = set(request.form) | set(request.files)
        if not sent <= _members(RawIvcClient.create) or not request.form["name"]:
            raise Unfit(f"unknown members {sorted(sent)}")
        fake.recordings += [file.read() for file in request.files.getlist("files")]
        number = f"{len(fake.voices) + 1:020d}"
        fake.voices[number] = request.form["name"]
        if fake.unheard:
            return jsonify(detail={"status": "internal", "message": "down"}), 500
        return held(AddVoiceIvcResponseModel, {"voice_id": number, "requires_verification": fake.unsure})

    @app.delete("/v1/voices/<id>")
    def _delete(id: str) -> Any:
        del fake.voices[id]
        return held(DeleteVoiceResponseModel, {"status": "ok"})


def _refused(fault: Fault) -> Response:
    status, word, message = {
        Fault.REFUSED: (400, "content_against_policy", "not this"),
        Fault.UNSUITED: (400, "voice_not_found", "A voice with this id was not found."),
        Fault.NO_CREDIT: (401, "quota_exceeded", "This request exceeds your quota."),
    }[fault]
    answer = jsonify(detail={"status": word, "message": message})
    answer.status_code = status
    return answer


def _history(app: Flask, fake: FakeVendor) -> None:
    born: dict[str, int] = {}

    @app.get("/v1/history")
    def _list() -> Any:
        if request.args["source"] != "TTS":
            raise Unfit("only speech is listed")
        wanted = [job for job in fake.jobs.values() if job.sent.get("voice") == request.args["voice_id"]]
        items = [_item(job, born.setdefault(job.id, int(time.time()))) for job in wanted]
        return held(GetSpeechHistoryResponse, {"history": items, "has_more": False})

    @app.get("/v1/history/<id>/audio")
    def _audio(id: str) -> Any:
        return Response(_pcm(fake.jobs[id]), content_type="audio/pcm")
