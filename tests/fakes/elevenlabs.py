"""A stand-in for ElevenLabs: replies held to the types of its SDK, requests to the signatures of its calls."""

from __future__ import annotations

import base64
import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, get_args

from elevenlabs.history.raw_client import RawHistoryClient
from elevenlabs.music.raw_client import RawMusicClient
from elevenlabs.text_to_dialogue.raw_client import RawTextToDialogueClient
from elevenlabs.text_to_sound_effects.raw_client import RawTextToSoundEffectsClient
from elevenlabs.text_to_speech.raw_client import RawTextToSpeechClient
from elevenlabs.types import (
    AddVoiceIvcResponseModel,
    AudioWithTimestampsAndVoiceSegmentsResponseModel,
    AudioWithTimestampsResponse,
    DeleteVoiceResponseModel,
    DialogueInput,
    GetSpeechHistoryResponse,
    GetVoicesV2Response,
    SfxModelId,
    SpeechHistoryItemResponse,
)
from elevenlabs.voices.ivc.raw_client import RawIvcClient
from elevenlabs.voices.raw_client import RawVoicesClient
from flask import Flask, Response, jsonify, request
from pydantic import TypeAdapter

from tests.fakes.sdk_types import held
from tests.fakes.vendor import FakeJob, FakeVendor, Fault, Unfit, a_sound, held_to, serving

LETTER_SECONDS = 0.06
RATE = 24_000
_QUERY = {"output_format", "enable_logging"}


def _members(call: Any) -> set[str]:
    """What a call of the SDK knows to send."""
    return set(inspect.signature(call).parameters) - {"self", "voice_id", "request_options"}


def _sent(call: Any) -> dict[str, Any]:
    """A body with nothing in it that the SDK would not send."""
    body = dict(request.get_json())
    known = _members(call)
    if not set(body) <= known - _QUERY or not set(request.args) <= _QUERY & known:
        raise Unfit(f"unknown members: {sorted(body)}, {sorted(request.args)}")
    return body


@dataclass(slots=True)
class FakeElevenLabs(FakeVendor):
    """`voices` by number: how each is called. One more is `unsure` when its owner must be asked, or made `unheard`.

    What it tells of an exchange may be `retold`: changed in its place before it is sent.
    """

    voices: dict[str, str] = field(default_factory=dict)
    recordings: list[bytes] = field(default_factory=list)
    retold: Callable[[dict[str, Any]], None] = lambda told: None
    unsure: bool = False
    unheard: bool = False


@contextmanager
def fake_elevenlabs() -> Iterator[FakeElevenLabs]:
    """ElevenLabs, with one difference: it hums."""
    fake = FakeElevenLabs("elevenlabs", media_type="audio/mpeg")
    app = Flask(__name__)
    _history(app, fake)
    _cloning(app, fake)
    _dialogue(app, fake)

    @app.post("/v1/text-to-speech/<voice>/with-timestamps")
    def _speak(voice: str) -> Any:
        body = _sent(RawTextToSpeechClient.convert_with_timestamps) | {"voice": voice}
        speed = body["voice_settings"]["speed"]
        if not 0.7 <= speed <= 1.2 or len(body["text"]) > 10_000 or request.args["output_format"] != f"pcm_{RATE}":
            raise Unfit("out of its limits")
        return fake.take(body, lambda job: _spoken(fake, job), _refused)

    @app.post("/v1/music")
    def _compose() -> Any:
        body = _sent(RawMusicClient.compose)
        if not 3000 <= body["music_length_ms"] <= 600_000:
            raise Unfit("out of its limits")
        return fake.take(body, lambda job: Response(_music(fake, job), content_type="audio/mpeg"), _refused)

    @app.post("/v1/sound-generation")
    def _effect() -> Any:
        body = _sent(RawTextToSoundEffectsClient.convert)
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


def _text(job: FakeJob) -> str:
    """All that is said, lines of an exchange one after the other."""
    return "".join(each["text"] for each in job.sent["inputs"]) if "inputs" in job.sent else str(job.sent["text"])


def _pcm(job: FakeJob) -> bytes:
    return a_sound(len(_text(job)) * LETTER_SECONDS, rate=RATE)[44:]


def _alignment(job: FakeJob) -> dict[str, Any]:
    letters = list(_text(job))
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


def _dialogue(app: Flask, fake: FakeElevenLabs) -> None:
    one = TypeAdapter(DialogueInput)

    @app.post("/v1/text-to-dialogue/with-timestamps")
    def _converse() -> Any:
        body = _sent(RawTextToDialogueClient.convert_with_timestamps)
        for each in body["inputs"]:
            if set(held_to(one, each)) != set(DialogueInput.model_fields):
                raise Unfit(f"an input has members {sorted(each)}")
        letters, voices = (
            sum(len(each["text"]) for each in body["inputs"]),
            {each["voice_id"] for each in body["inputs"]},
        )
        if letters > 2000 or len(voices) > 10 or not 0 <= body["seed"] < 2**32 or body["model_id"] != "eleven_v3":
            raise Unfit("out of its limits")
        if request.args["output_format"] != f"pcm_{RATE}" or len(body.get("language_code", "en")) != 2:
            raise Unfit("another format or language")
        return fake.take(body, lambda job: _conversed(fake, job), _refused)


def _conversed(fake: FakeElevenLabs, job: FakeJob) -> Any:
    instead = fake.result(job)  # it says nothing about its letters
    sound, alignment = instead or _pcm(job), None if instead else _alignment(job)
    told: dict[str, Any] = {"audio_base64": base64.b64encode(sound).decode(), "alignment": alignment}
    told |= {"normalized_alignment": alignment, "voice_segments": [] if instead else list(_segments(job))}
    fake.retold(told)
    return held(AudioWithTimestampsAndVoiceSegmentsResponseModel, told)


def _segments(job: FakeJob) -> Iterator[dict[str, Any]]:
    at = 0
    for number, each in enumerate(job.sent["inputs"]):
        first, at = at, at + len(each["text"])
        yield {
            "voice_id": each["voice_id"],
            "start_time_seconds": first * LETTER_SECONDS,
            "end_time_seconds": at * LETTER_SECONDS,
            "character_start_index": first,
            "character_end_index": at,
            "dialogue_input_index": number,
        }


def _item(job: FakeJob, born: int) -> dict[str, Any]:
    both = {"alignment": _alignment(job), "normalized_alignment": _alignment(job)}
    told: dict[str, Any] = {"history_item_id": job.id, "date_unix": born, "content_type": "audio/mpeg"}
    told |= {"state": "created", "alignments": both, "source": "TTS"}
    if "inputs" in job.sent:
        told |= {"dialogue": [each | {"voice_name": "A voice"} for each in job.sent["inputs"]]}
    else:
        told |= {"text": job.sent["text"], "voice_id": job.sent["voice"]}
    return told | {"character_count_change_from": 0, "character_count_change_to": len(_text(job))}


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

    def item(job: FakeJob) -> dict[str, Any]:
        return _item(job, born.setdefault(job.id, int(time.time())))

    @app.get("/v1/history")
    def _list() -> Any:
        if not set(request.args) <= _members(RawHistoryClient.list) | {"voice_id"}:
            raise Unfit(f"unknown members {sorted(request.args)}")
        spoken = [job for job in fake.jobs.values() if "voice" in job.sent or "inputs" in job.sent]
        if "voice_id" in request.args:
            spoken = [job for job in spoken if job.sent.get("voice") == request.args["voice_id"]]
        newest = spoken[::-1]
        after = (
            [job.id for job in newest].index(request.args["start_after_history_item_id"]) + 1
            if ("start_after_history_item_id" in request.args)
            else 0
        )
        shown = newest[after : after + 2]  # pages are small here, so that there are some
        told = {"history": [item(job) for job in shown], "has_more": after + 2 < len(newest)}
        return held(GetSpeechHistoryResponse, told | {"last_history_item_id": shown[-1].id if shown else None})

    @app.get("/v1/history/<id>")
    def _one(id: str) -> Any:
        return held(SpeechHistoryItemResponse, item(fake.jobs[id]))

    @app.get("/v1/history/<id>/audio")
    def _audio(id: str) -> Any:
        return Response(_pcm(fake.jobs[id]), content_type="audio/pcm")
