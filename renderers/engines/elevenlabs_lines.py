"""What engines of ElevenLabs share that speak: a line ordered, with the time of every letter, and found again.

An order whose answer was lost is found in the account's history, by its words, voice and time, and fetched from there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, Field, ValidationError

from renderers.engine import Job
from renderers.engines.cloud import Offer, line_to
from renderers.engines.elevenlabs import judged
from renderers.engines.spoken import LineSettings
from renderers.errors import BrokenPromise
from renderers.media import wav
from renderers.media.speech import line as speech
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.speech.pronunciations import respelt
from renderers.media.tempo import quicker
from renderers.media.wav import Samples
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.runtime.vendor_life import Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered

VENDOR, MODEL, LONGEST = "elevenlabs", "eleven_multilingual_v2", 10_000
LANGUAGES: Mapping[str, str] = {
    "en": "English", "ja": "Japanese", "zh": "Chinese", "de": "German", "hi": "Hindi", "fr": "French", "ko": "Korean",
    "pt": "Portuguese", "it": "Italian", "es": "Spanish", "id": "Indonesian", "nl": "Dutch", "tr": "Turkish",
    "fil": "Filipino", "pl": "Polish", "sv": "Swedish", "bg": "Bulgarian", "ro": "Romanian", "ar": "Arabic",
    "cs": "Czech", "el": "Greek", "fi": "Finnish", "hr": "Croatian", "ms": "Malay", "sk": "Slovak", "da": "Danish",
    "ta": "Tamil", "uk": "Ukrainian", "ru": "Russian",
}  # fmt: skip
"""What the model speaks."""
VOICE_ID = re.compile(r"[A-Za-z0-9]{20}")
OFFER = Offer(
    vendor=VENDOR,
    model=MODEL,
    unit=Unit.THOUSAND_CHARACTERS,
    price=80_000,
    as_of="2026-11",
    types="elevenlabs",
    terms="ElevenLabs terms: what is spoken may be used in films on paid plans",
    longest_prompt=LONGEST,
    note="$0.08 for 1,000 characters.",
)
WOMEN = (
    "EXAVITQu4vr4xnSDxMaL FGY2WhTYpPnrIDTdsKH5 Xb7hH8MSUJpSbSDYk0k2 XrExE9yKIg1WjnnlVkGX cgSgspJ2msm6clMCkdW9 "
    "pFZP5JQG7iQjIQuC4Bku"
).split()
MEN = (
    "IKne3meq5aSn9XLyUdCD JBFqnCBsd6RMkjVDRZzb N2lVS1w4EtoT3dr4eOWO TX3LPaxmHKxFdv7VOQHJ bIHbv24WMmeRgasZH58o "
    "cjVigY5qzO86Huf0OWal iP95p4xoKVk53GoZ742B nPczCjzI2devNBz1zQrb onwK4e9ZLuTAKqWW03F9 pqHfZKP75CvOlQylNhV4"
).split()
_SLOWEST, _FASTEST = 70, 120  # percent, as ElevenLabs allows
_EARLIER, _LATER = timedelta(minutes=2), timedelta(minutes=15)
_PCM = f"pcm_{SAMPLE_RATE}"


class ElevenLabsSpeechSettings(LineSettings):
    """What is said, by whom, how fast."""

    text: str = Field(description="The line as it is spoken", max_length=LONGEST)
    voice: str = Field(description="A voice of ElevenLabs by its twenty letters, or one of the studio's, for its like")


class _Alignment(BaseModel):
    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]


class _Spoken(BaseModel):
    audio_base64: str
    alignment: _Alignment | None = None


class _Alignments(BaseModel):
    alignment: _Alignment


class _Item(BaseModel):
    history_item_id: str
    date_unix: int
    text: str | None = None
    voice_id: str | None = None
    alignments: _Alignments | None = None


class _History(BaseModel):
    history: list[_Item]


@dataclass(frozen=True, slots=True)
class SpeechCounter:
    """One line. What came is written to `into` as JSON, audio and times together."""

    text: str = ""
    voice: str = ""
    pace_percent: int = 100
    into: Path = Path("unused")

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the line."""
        speed = max(_SLOWEST, min(_FASTEST, self.pace_percent)) / 100
        body = {"text": self.text, "model_id": MODEL, "voice_settings": {"speed": speed}}
        path = f"/v1/text-to-speech/{self.voice}/with-timestamps?output_format={_PCM}"
        answer = line.order(path, json=body, within_seconds=180.0, most_bytes=256 << 20)
        _sound_in(read(_Spoken, answer))
        self.into.write_bytes(answer.body)
        return Taken(answer.headers.get("request-id", "")[:200], is_whole=True)

    def find(self, line: Line, order: Order) -> Taken | None:
        """In the history, by words, voice and time."""
        first = int((order.submitted_at - _EARLIER).timestamp())
        last = int((order.submitted_at + _LATER).timestamp())
        asked = {
            "page_size": "100",
            "voice_id": self.voice,
            "date_after_unix": str(first),
            "date_before_unix": str(last),
        }
        listed = read(_History, line.get("/v1/history", params=asked | {"source": "TTS"}))
        for item in listed.history:
            if item.text == self.text and item.voice_id == self.voice and item.alignments is not None:
                self._fetch(line, item)
                return Taken(item.history_item_id, is_whole=True)
        return None

    def _fetch(self, line: Line, item: _Item) -> None:
        assert item.alignments is not None
        sound = line.get(f"/v1/history/{item.history_item_id}/audio", most_bytes=256 << 20)
        whole = _Spoken(
            audio_base64=base64.b64encode(_as_pcm(sound, self.into)).decode(), alignment=item.alignments.alignment
        )
        self.into.write_text(whole.model_dump_json())

    def look(self, line: Line, order: Order) -> Look:
        """One that a person named is fetched from the history."""
        item = read(_Item, line.get(f"/v1/history/{order.vendor_job_id}"))
        if item.alignments is None:
            return Look(Standing.GONE, words="it has no times")
        self._fetch(line, item)
        return Look(Standing.DONE, 1.0)

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: it is one call."""


def spoken(job: Job[ElevenLabsSpeechSettings], voice: Callable[[Line], str]) -> None:
    """A levelled mono line at 24 kHz with the times of its words as marks; `voice` is asked for when one is needed."""
    settings = job.settings
    if not any(letter.isalnum() for letter in settings.text):
        said = speech.join([])
    else:
        line = line_to(job, VENDOR, judged)
        said = _said(job, line, respelt(settings.text, settings.pronunciations), voice(line))
    if settings.fit_ms:
        said = _fitted(said, settings.fit_ms)
    samples = speech.at_level(speech.levelled(said.samples), decibels=settings.level_db)
    wav.write_speech(job.out, samples, SAMPLE_RATE, speech.marks_of(said))
    job.progress(1.0)


def _said(job: Job[ElevenLabsSpeechSettings], line: Line, text: str, voice: str) -> speech.Line:
    settings, into = job.settings, job.scratch / "line.json"
    counter = SpeechCounter(text, voice, settings.pace_percent, into)
    order = VendorJob(counter, line, job.desk, job.progress)
    placed = order.bought(into, kept=job.kept)
    try:
        spoken = _Spoken.model_validate_json(into.read_bytes())
        sound: Samples = (np.frombuffer(_sound_in(spoken), "<i2") / 32768).astype(np.float32)
        if not len(sound) or np.abs(sound).max() < 1e-3:
            raise BrokenPromise("it is silent")
        found = speech.Line(sound, _words(spoken.alignment, len(sound)), ())
    except (ValidationError, Unanswered, BrokenPromise) as error:
        raise order.spoiled(placed, str(error).splitlines()[0]) from error
    return _rested(speech.trimmed(found), settings.rests)


def voice_for(voice: str) -> str:
    """A voice of ElevenLabs: the one that is named, or always the same one for a voice of the studio's."""
    if VOICE_ID.fullmatch(voice):
        return voice
    women = voice[1:2] == "f"
    choice = WOMEN if women else MEN
    return choice[int(hashlib.sha256(voice.encode()).hexdigest(), 16) % len(choice)]


def _words(alignment: _Alignment | None, samples: int) -> tuple[speech.Sound, ...]:
    """Letters between spaces, from the first one's start to the last one's end."""
    if alignment is None:
        raise BrokenPromise("it does not say when its words are heard")
    starts, ends = alignment.character_start_times_seconds, alignment.character_end_times_seconds
    if not len(alignment.characters) == len(starts) == len(ends):
        raise BrokenPromise("its letters and their times do not match")
    words: list[speech.Sound] = []
    at = 0
    for token in re.split(r"(\s+)", "".join(alignment.characters)):
        if any(letter.isalnum() for letter in token):
            first = min(samples, max(0, round(starts[at] * SAMPLE_RATE)))
            end = min(samples, max(first, round(ends[at + len(token) - 1] * SAMPLE_RATE)))
            words.append(speech.Sound(token, first, end - first))
        at += len(token)
    return tuple(words)


def _rested(line: speech.Line, rests: tuple[tuple[int, int], ...]) -> speech.Line:
    """Silence before the words that a pause was asked for."""
    samples: Samples = line.samples
    words = list(line.words)
    for number, milliseconds in sorted(rests, reverse=True):
        if 0 < number < len(words):
            size = milliseconds * SAMPLE_RATE // 1000
            cut = (words[number - 1].start + words[number - 1].length + words[number].start) // 2
            samples = np.concatenate([samples[:cut], np.zeros(size, np.float32), samples[cut:]]).astype(np.float32)
            words[number:] = [speech.Sound(each.text, each.start + size, each.length) for each in words[number:]]
    return speech.Line(samples, tuple(words), ())


def _fitted(line: speech.Line, milliseconds: int) -> speech.Line:
    """Up to 1.4 times as fast, so that it ends in time."""
    share = min(speech.MOST_HURRY, len(line.samples) * 1000 / SAMPLE_RATE / milliseconds)
    if share <= 1:
        return line
    samples: Samples = quicker(line.samples, share, sample_rate=SAMPLE_RATE)
    words = [speech.Sound(each.text, round(each.start / share), round(each.length / share)) for each in line.words]
    return speech.Line(samples, tuple(words), ())


def _sound_in(spoken: _Spoken) -> bytes:
    try:
        sound = base64.b64decode(spoken.audio_base64, validate=True)
    except binascii.Error as error:
        raise Unanswered("ElevenLabs sent sound that cannot be read") from error
    return sound[: len(sound) // 2 * 2]


def _as_pcm(answer: Answer, beside: Path) -> bytes:
    """The history gives sound as it was made, or as MP3."""
    if answer.media_type in ("audio/pcm", "application/octet-stream", "audio/x-pcm"):
        return answer.body
    import av

    encoded = beside.with_suffix(".encoded")
    encoded.write_bytes(answer.body)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(encoded)) as sound:
        frames = [piece for frame in sound.decode(audio=0) for piece in resampler.resample(frame)]
    return b"".join(piece.to_ndarray().tobytes() for piece in (*frames, *resampler.resample(None)))


def read(kind: Any, answer: Answer) -> Any:
    try:
        return kind.model_validate(answer.json())
    except ValidationError as error:
        raise Unanswered(f"ElevenLabs answers in an unknown way: {error.errors()[0]['msg']}") from error
