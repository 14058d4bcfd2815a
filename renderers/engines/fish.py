"""What the voices of a Fish Speech server share: how a line is asked of it, its marks of feeling, and its licence.

The server is the operator's own (`tools/api_server.py` of fish-speech) and nobody is paid for a line: what was not
answered is asked again at once, by this worker or the next one. Nothing is remembered between tries, and nothing that
was sent is kept there beyond the server's memory.
"""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from pydantic import field_validator

from renderers.card import Accepts, Card, Feeling, Licence, Placed, Speaks, Terms
from renderers.engine import Job
from renderers.engines.cloud import Offer, line_to
from renderers.engines.cloud_sound import decoded
from renderers.engines.recited import ReciteSettings, Tell, known_feelings, write_recited
from renderers.errors import BrokenPromise, ToolMissing, VendorDown
from renderers.media.audio import resampled
from renderers.media.speech import feelings
from renderers.media.speech.line import spoken_language
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.wav import Samples, WavReader
from renderers.models.store import model_store
from renderers.prices import Unit
from renderers.runtime.vendor_calls import Line, not_json_is
from renderers.runtime.web import Answer
from renderers.timing import SAMPLE_RATE as FILM_RATE

VENDOR = "fish_speech"
LICENCE = Licence("Fish Audio License (Fish Speech)", Terms.NO_HOSTING)
LANGUAGES: Mapping[str, str] = {
    "en": "English", "zh": "Chinese", "ja": "Japanese", "de": "German", "fr": "French", "es": "Spanish",
    "ko": "Korean", "ar": "Arabic", "ru": "Russian", "nl": "Dutch", "it": "Italian", "pl": "Polish", "pt": "Portuguese",
}  # fmt: skip
FEELINGS = (
    Feeling(feelings.LAUGHTER, "[laughing]"),
    Feeling(feelings.LAUGHING, "[chuckling]"),
    Feeling(feelings.SIGHING, "[sighing]"),
    Feeling(feelings.GASPING, "[gasping]"),
    Feeling(feelings.THROAT, "[clears throat]"),
    Feeling(feelings.SOBBING, "[sobbing]"),
    Feeling(feelings.YAWNING, "[yawning]"),
    Feeling(feelings.GROANING, "[groaning]"),
    Feeling(feelings.PANTING, "[panting]"),
    Feeling(feelings.SINGING, "[singing]", Placed.EACH),
    Feeling("whispering", "[whispering]", Placed.EACH),
    Feeling("quiet", "[soft tone]", Placed.EACH),
    Feeling("tender", "[soft tone]", Placed.EACH),
    Feeling("shouting", "[shouting]", Placed.EACH),
    Feeling("angry", "[angry]", Placed.EACH),
    Feeling("urgent", "[in a hurry tone]", Placed.EACH),
    Feeling("afraid", "[scared]", Placed.EACH),
    Feeling("cheerful", "[happy]", Placed.EACH),
    Feeling("sarcastic", "[sarcastic]", Placed.EACH),
    Feeling("sad", "[sad]", Placed.EACH),
    Feeling("nervous", "[nervous]", Placed.EACH),
    Feeling("hesitant", "[uncertain]", Placed.EACH),
    Feeling("surprised", "[surprised]", Placed.EACH),
    Feeling("calm", "[calm]", Placed.EACH),
    Feeling("firm", "[confident]", Placed.EACH),
)
"""As S2 writes them; a mark holds to the end of what is asked for at once, which is a breath."""

SPEAKS = Speaks(tuple(LANGUAGES.items()), (), FEELINGS)

OFFER = Offer(
    vendor=VENDOR,
    model="the server's own",
    unit=Unit.THOUSAND_CHARACTERS,
    price=0,
    as_of="2026-11",
    terms=LICENCE.name,
    note="A server of one's own: nobody is paid for a line.",
)
_PROVEN = "Proven against a stand-in for the server, held to the server's own request model; seeing it needs a server"
_PATIENCE_SECONDS, _LARGEST = 180.0, 64 << 20
_CONTROL = re.compile(r"<\|[^|<>]*\|>")
_NOTHING_SAID = "no audio generated"


def fish_card(*, accepts: frozenset[Accepts] = frozenset(), people: int = 0, speaks: Speaks | None, says: str) -> Card:
    """Of a voice of the server; `says` is what there is to know of it."""
    return replace(OFFER.card, code=LICENCE, accepts=accepts, people=people, speaks=speaks, proven=f"{_PROVEN}. {says}")


def unagreed(name: str) -> str:
    """Why the engine is off, in words; one agreement is for both of the server's engines."""
    store = model_store()
    return "" if name in store.licences() else store.unagreed(LICENCE, VENDOR)


class FishSettings(ReciteSettings):
    """What is said, how fast and how it feels, by voices of the server."""

    @field_validator("language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return spoken_language(language, voices="the voices of a Fish Speech server", known=LANGUAGES)

    @field_validator("feelings")
    @classmethod
    def _felt(cls, feelings: tuple[str, ...]) -> tuple[str, ...]:
        return known_feelings(feelings, SPEAKS, title="Fish Speech")


def line_of(job: Job[Any], name: str, title: str) -> Line:
    """To the operator's server. Raises ToolMissing without an agreement, KeyMissing without an address."""
    if why := unagreed(name):
        raise ToolMissing(f"{title} is off: {why}. Nothing was spoken.")
    return line_to(job, VENDOR, judged)


def write_spoken(job: Job[Any], line: Line, who: Mapping[str, Any], *, speaks: Speaks | None) -> None:
    """A levelled mono line at 24 kHz with the times of its words as marks, which are measured.

    `who` is what tells the server whose voice it is: `reference_id`, or `references`.
    """
    settings: ReciteSettings = job.settings
    if not any(letter.isalnum() for letter in settings.text):
        write_recited(job, _never, name=line.vendor.title)
        return

    def recite(words: str, seed: int, _tell: Tell) -> Samples:
        body = {"text": plain(words), "format": "wav", "seed": seed, "max_new_tokens": 1024, **who}
        answer = line.again("POST", "/v1/tts", json=body, within_seconds=_PATIENCE_SECONDS, most_bytes=_LARGEST)
        return _sound_in(job, answer, line.vendor.title)

    write_recited(job, recite, name=line.vendor.title, speaks=speaks)


def plain(words: str) -> str:
    """Without what the server would take for its own commands."""
    return " ".join(_CONTROL.sub(" ", words).split())


def as_wave(samples: Samples, rate: int) -> bytes:
    """Mono, 16 bits."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return data.getvalue()


def judged(answer: Answer) -> str:
    """A line of which the server makes nothing: asking again changes nothing."""
    told = not_json_is(answer, None) if answer.status == 500 else None
    said = str(told.get("message") or "") if isinstance(told, dict) else ""
    return said if _NOTHING_SAID in said.lower() else ""


def _sound_in(job: Job[Any], answer: Answer, title: str) -> Samples:
    into, raw = job.scratch / "answer", job.scratch / "answer.wav"
    into.write_bytes(answer.body)
    try:
        decoded(into, raw)
    except BrokenPromise as error:
        raise VendorDown(f"{title} answers with something that is no sound ({error}). Nothing was charged.") from error
    with WavReader(raw) as sound:
        heard = np.concatenate(list(sound.blocks())).mean(axis=1, dtype=np.float32)
    return resampled(heard, FILM_RATE, to=SAMPLE_RATE)


def _never(words: str, seed: int, _tell: Tell) -> Samples:
    raise AssertionError(words, seed)  # nothing is said in a line without words
