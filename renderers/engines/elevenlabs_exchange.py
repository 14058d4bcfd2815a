"""How ElevenLabs is asked for an exchange, several voices in one order, and how what came is read letter by letter.

An order whose answer was lost is found in the account's history by its lines, and fetched from there.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, Field

from renderers.engines.elevenlabs_lines import PCM, Alignment, Item, Seconds, as_pcm, history, read, sound_in
from renderers.errors import BrokenPromise
from renderers.media.speech.exchange import Letter, letters_in
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.wav import Samples
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Look, Standing, Taken

MODEL = "eleven_v3"
CHARACTERS, VOICES, LINES = 2_000, 10, 12
"""What is made reliably in one order, how many voices it may have, and how many lines a changed one buys again."""

_MOST_BYTES = 256 << 20
_PATIENCE_SECONDS = 300.0
Index = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it is sent: its text, and the vendor's number for the voice."""

    text: str
    voice: str


class _Segment(BaseModel):
    voice_id: str
    start_time_seconds: Seconds
    end_time_seconds: Seconds
    character_start_index: Index
    character_end_index: Index
    dialogue_input_index: Index


class Exchanged(BaseModel):
    """What came: sound, when its letters are heard, and which of them are whose."""

    audio_base64: str
    alignment: Alignment | None = None
    voice_segments: list[_Segment]

    def sound(self) -> Samples:
        """Mono at 24 kHz. Raises Unanswered; BrokenPromise when nothing is heard."""
        sound: Samples = (np.frombuffer(sound_in(self.audio_base64), "<i2") / 32768).astype(np.float32)
        if not len(sound):
            raise BrokenPromise("it is silent")
        return sound


@dataclass(frozen=True, slots=True)
class ExchangeCounter:
    """One exchange. What came is written to `into` as JSON: sound, times and segments together."""

    lines: tuple[Said, ...] = ()
    language: str = ""
    seed: int = 0
    into: Path = Path("unused")

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the exchange."""
        inputs = [{"text": each.text, "voice_id": each.voice} for each in self.lines]
        body = {"inputs": inputs, "model_id": MODEL, "seed": self.seed}
        body |= {"language_code": self.language} if self.language else {}
        path = f"/v1/text-to-dialogue/with-timestamps?output_format={PCM}"
        answer = line.order(path, json=body, within_seconds=_PATIENCE_SECONDS, most_bytes=_MOST_BYTES)
        sound_in(read(Exchanged, answer).audio_base64)
        self.into.write_bytes(answer.body)
        return Taken(answer.headers.get("request-id", "")[:200], is_whole=True)

    def find(self, line: Line, order: Order) -> Taken | None:
        """In the history, by its lines and the time. Raises CannotTell where it is there without the times."""
        wanted = [(each.text, each.voice) for each in self.lines]
        for item in history(line, order):
            if [(each.text, each.voice_id) for each in item.dialogue or ()] == wanted:
                if item.alignments is None:
                    raise CannotTell
                self._fetch(line, item)
                return Taken(item.history_item_id, is_whole=True)
        return None

    def look(self, line: Line, order: Order) -> Look:
        """One that a person named is fetched from the history."""
        item: Item = read(Item, line.get(f"/v1/history/{order.vendor_job_id}"))
        if item.alignments is None:
            return Look(Standing.GONE, words="it has no times")
        self._fetch(line, item)
        return Look(Standing.DONE, 1.0)

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: it is one call."""

    def _fetch(self, line: Line, item: Item) -> None:
        """The history does not say whose the letters are: they are in the order of the lines."""
        assert item.alignments is not None
        alignment = item.alignments.alignment
        sound = as_pcm(line.get(f"/v1/history/{item.history_item_id}/audio", most_bytes=_MOST_BYTES), self.into)
        segments = list(_segments(alignment, self.lines))
        encoded = base64.b64encode(sound).decode()
        whole = Exchanged(audio_base64=encoded, alignment=alignment, voice_segments=segments)
        self.into.write_text(whole.model_dump_json())


def letters_of(came: Exchanged, lines: Sequence[Said]) -> list[list[Letter]]:
    """The letters of every line, in order. Raises BrokenPromise in words when segments or times make no sense."""
    alignment = came.alignment
    if alignment is None:
        raise BrokenPromise("it does not say when its words are heard")
    starts, ends = alignment.character_start_times_seconds, alignment.character_end_times_seconds
    if not len(alignment.characters) == len(starts) == len(ends):
        raise BrokenPromise("its letters and their times do not match")
    _insist_on_segments(came.voice_segments, lines, len(alignment.characters))
    found: list[list[Letter]] = [[] for _ in lines]
    for segment in sorted(came.voice_segments, key=lambda each: each.character_start_index):
        for at in range(segment.character_start_index, segment.character_end_index):
            start = max(0, round(starts[at] * SAMPLE_RATE))
            end = max(start, round(ends[at] * SAMPLE_RATE))
            found[segment.dialogue_input_index] += [
                Letter(letter, start, end) for letter in letters_in(alignment.characters[at])
            ]
    return found


def _insist_on_segments(segments: Sequence[_Segment], lines: Sequence[Said], characters: int) -> None:
    """Every line has some, in its own voice; no letter is in two. Raises BrokenPromise."""
    last = 0
    for segment in sorted(segments, key=lambda each: each.character_start_index):
        first, end, number = segment.character_start_index, segment.character_end_index, segment.dialogue_input_index
        if number >= len(lines):
            raise BrokenPromise(f"it has a line {number + 1}, and {len(lines)} were ordered")
        if segment.voice_id != lines[number].voice:
            raise BrokenPromise(f"line {number + 1} is spoken by {segment.voice_id[:40]!r}, a voice nobody ordered")
        if end > characters or end < first:
            raise BrokenPromise(f"line {number + 1} has letters that are not in it")
        if first < last:
            raise BrokenPromise(f"line {number + 1} begins inside of another one")
        last = end
    if missing := set(range(len(lines))) - {segment.dialogue_input_index for segment in segments}:
        raise BrokenPromise(f"line {min(missing) + 1} is missing from it")


def _segments(alignment: Alignment, lines: Sequence[Said]) -> Iterator[_Segment]:
    """The letters shared out between the lines as they follow each other; what is over is the last line's."""
    starts, ends = alignment.character_start_times_seconds, alignment.character_end_times_seconds
    at, every = 0, min(len(alignment.characters), len(starts), len(ends))
    for number, line in enumerate(lines):
        first, left = at, len(letters_in(line.text))
        while at < every and (left > 0 or number == len(lines) - 1):
            left -= len(letters_in(alignment.characters[at]))
            at += 1
        if at > first:
            yield _Segment(
                voice_id=line.voice,
                start_time_seconds=starts[first],
                end_time_seconds=ends[at - 1],
                character_start_index=first,
                character_end_index=at,
                dialogue_input_index=number,
            )
