"""What engines of vendors share that bring sound: decoding what came, fitting it to a scene, and a score in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import av
import numpy as np
from av.error import FFmpegError
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.engines.cloud import Offer, Sold, line_to
from renderers.errors import BadInput, BrokenPromise
from renderers.media import audio, loudness
from renderers.media.automation import Duck, as_marks, ducked, gains
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.stems import ducked_lufs, stem_facts, write_stem
from renderers.media.wav import Samples, WavReader, WavWriter
from renderers.plan import WorkerSize
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, never_refused
from renderers.runtime.vendor_life import LARGEST_SOUND, Counter
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.scoring.cue import Cue
from renderers.scoring.palettes import PALETTES
from renderers.scoring.words import Family
from renderers.timing import SAMPLE_RATE, Rate, sample_at

UNDER_LUFS = -35.0
_CEILING, _SILENT = 0.6, 1e-3
_EASED = round(0.4 * SAMPLE_RATE)
Frames = Annotated[int, Field(ge=0, le=10_000)]

FEELINGS: Mapping[Family, str] = MappingProxyType(
    {
        Family.CALM: "calm and spacious, soft strings and piano",
        Family.TENDER: "tender and intimate, solo piano and warm strings",
        Family.SORROW: "sorrowful, slow cello and strings",
        Family.HOPE: "hopeful, rising strings and horns",
        Family.WONDER: "full of wonder, shimmering orchestra and celesta",
        Family.PLAYFUL: "playful, pizzicato strings and woodwinds",
        Family.MYSTERY: "mysterious, low woodwinds, harp and quiet strings",
        Family.TENSE: "tense, pulsing low strings and restrained percussion",
        Family.DREAD: "full of dread, dark drones and low brass",
        Family.ACTION: "driving action, strong percussion, ostinato strings and brass",
        Family.TRIUMPH: "triumphant, full orchestra with brass",
    }
)
_STRENGTHS = {1: "very restrained", 2: "present but not loud", 3: "powerful"}


class CloudScoreSettings(Settings):
    """The cue, and how much of it is heard outside its scene, in frames."""

    rate: Rate = Field(description="Frames per second")
    cue: Cue = Field(default=Cue(family=Family.CALM), description="Mood and strength; another seed is another take")
    head_frames: Frames = Field(default=0, description="It begins this long before the scene")
    tail_frames: Frames = Field(default=0, description="It rings on this long after it")
    level_db: Annotated[int, Field(ge=-20, le=6)] = Field(default=0, description="Louder or softer than the mood asks")
    seconds: Annotated[int, Field(ge=0, le=36_000)] = Field(
        default=0, description="How long the scene is planned to be: what a quote counts; 0, the longest it makes"
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of sound to buy: words, length and take. The result goes to `into`."""

    prompt: str
    seconds: Fraction
    seed: int
    into: Path


Delivery = Callable[[VendorJob, Path, Path | None], Order]
"""How an order's sound comes into a file."""


def at_once(order: VendorJob, into: Path, kept: Path | None) -> Order:
    """The answer to the order is the sound."""
    return order.bought(into, kept=kept)


def in_time(order: VendorJob, into: Path, kept: Path | None) -> Order:  # noqa: ARG001  a Delivery
    """The order is asked about until the sound can be fetched."""
    return order.fetched([into], most_bytes=LARGEST_SOUND)


@dataclass(frozen=True, slots=True)
class CloudScore(Sold, ABC):
    """An engine that has the music of a scene made by a vendor: a stem as our own composer writes it."""

    name: str
    title: str
    offer: Offer
    shortest: int
    longest: int
    delivery: Delivery = at_once
    version: str = "1"
    makes: Kind = Kind.MUSIC
    settings: type[CloudScoreSettings] = CloudScoreSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: CloudScoreSettings) -> int:
        """One piece, or its milliseconds with what is heard outside its scene."""
        if self.offer.unit is Unit.PIECE:
            return 1
        around = Fraction(settings.head_frames + settings.tail_frames) / settings.rate
        length = Fraction(settings.seconds or self.longest) + around
        return round(1000 * min(Fraction(self.longest), max(Fraction(self.shortest), length)))

    @abstractmethod
    def counter(self, wanted: Wanted) -> Counter:
        """How the vendor is asked."""

    def judge(self) -> Judge:
        """How the vendor says that it will not make something."""
        return never_refused

    def unable(self, settings: CloudScoreSettings) -> str:
        """A scene that is planned to be longer than a piece of its music."""
        around = Fraction(settings.head_frames + settings.tail_frames) / settings.rate
        return self._too_long(settings.seconds + around)

    def _too_long(self, length: Fraction) -> str:
        if length <= self.longest:
            return ""
        return (
            f"the scene needs {float(length):.0f} s of music and {self.title} makes at most {self.longest} s; choose "
            "another engine for it, or divide the scene. Nothing was ordered"
        )

    def render(self, job: Job[CloudScoreSettings]) -> None:
        """Input `timeline`: its length, and the lines the music steps back for."""
        settings, timeline = job.settings, CutList.read(job.inputs["timeline"])
        frames = settings.head_frames + timeline.frames + settings.tail_frames
        length = Fraction(frames) / settings.rate
        if why := self._too_long(length):
            raise BadInput(why)
        wanted = Wanted(
            score_in_words(settings.cue),
            max(length, Fraction(self.shortest)),
            settings.cue.seed,
            job.scratch / "bought",
        )
        raw = bought(
            job, self.offer, self.judge(), self.counter(wanted), wanted.into, at_least=length, take=self.delivery
        )
        _laid(job, raw, timeline)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
        return stem_facts(path) | {"under_speech_lufs": ducked_lufs(path)}


def score_in_words(cue: Cue) -> str:
    """What a composer for hire is told."""
    return (
        f"Instrumental film underscore, {FEELINGS[cue.family]}, {_STRENGTHS[cue.intensity]}. No vocals, no applause, "
        f"one mood throughout, clean ending. Take {cue.variant + 1}."
    )


def _loudest(wav: Path) -> float:
    with WavReader(wav) as sound:
        return max(float(np.abs(block).max()) for block in sound.blocks())


def bought(
    job: Job[Any],
    offer: Offer,
    judge: Judge,
    counter: Counter,
    into: Path,
    *,
    at_least: Fraction,
    part: int = 0,
    take: Delivery = at_once,
) -> Path:
    """The vendor's sound as 48 kHz stereo, decoded to its end, heard, no shorter than most of what was asked for."""
    line = line_to(job, offer.vendor, judge)
    order = VendorJob(counter, line, job.desk, job.progress, part)
    placed = take(order, into, job.kept)
    raw = job.scratch / f"raw.{part}.wav"
    try:
        samples = decoded(into, raw, tick=lambda: job.progress(0.8))
        if samples < at_least * SAMPLE_RATE * Fraction(3, 4):
            raise BrokenPromise(f"it lasts {samples / SAMPLE_RATE:.1f} s instead of {float(at_least):.1f} s")
        if _loudest(raw) < _SILENT:
            raise BrokenPromise("it is silent")
    except BrokenPromise as error:
        raise order.spoiled(placed, str(error)) from error
    return raw


def decoded(path: Path, wav: Path, *, tick: Callable[[], None] = lambda: None) -> int:
    """Any sound as 48 kHz stereo, streamed; its samples. BrokenPromise when it is none that we can read to its end."""
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE)
    try:
        with av.open(str(path)) as sound, WavWriter(wav, sample_rate=SAMPLE_RATE, channels=2) as written:
            if not sound.streams.audio:
                raise BrokenPromise("it has no sound")
            for frame in sound.decode(audio=0):
                for piece in resampler.resample(frame):
                    written.write(piece.to_ndarray().reshape(-1, 2).astype(np.float32))
                tick()
            for piece in resampler.resample(None):
                written.write(piece.to_ndarray().reshape(-1, 2).astype(np.float32))
            samples = written.frames
    except (FFmpegError, OSError) as error:
        raise BrokenPromise(f"it cannot be read as a sound: {error}") from error
    if not samples:
        raise BrokenPromise("it has no samples")
    return samples


def _laid(job: Job[CloudScoreSettings], raw: Path, timeline: CutList) -> None:
    settings = job.settings
    body = sample_at(timeline.frames, settings.rate)
    head, tail = sample_at(settings.head_frames, settings.rate), sample_at(settings.tail_frames, settings.rate)
    wanted = PALETTES[settings.cue.family].lufs + settings.level_db
    measured = loudness.integrated(raw, tick=lambda: job.progress(0.85))
    if measured <= loudness.SILENT_LUFS:
        raise BrokenPromise("the music is silent")
    fader = ducked(spoken_spans(timeline), Duck(depth_db=min(-6.0, UNDER_LUFS - wanted)))
    blocks = audio.limited(
        _faded(raw, head + body + tail, tail, fader, head), gain=10 ** ((wanted - measured) / 20), ceiling=_CEILING
    )
    write_stem(job.out, blocks, head=head, body=body, marks=as_marks(fader, offset=head))
    job.progress(1.0)


def _faded(raw: Path, samples: int, tail: int, fader: Any, head: int) -> Iterator[Samples]:
    """Exactly so many samples, eased in and out; silence where the music is shorter."""
    at, fade = 0, max(_EASED, tail)
    with WavReader(raw) as played:
        for block in played.blocks():
            piece = block[: samples - at]
            if not len(piece):
                return
            yield piece * _gain(at, len(piece), samples, fade, fader, head)
            at += len(piece)
    while at < samples:
        size = min(SAMPLE_RATE, samples - at)
        yield np.zeros((size, 2), np.float32)
        at += size


def _gain(at: int, size: int, samples: int, fade: int, fader: Any, head: int) -> Samples:
    where = np.arange(at, at + size, dtype=np.float32)
    edges = np.clip(where / _EASED, 0, 1) * np.clip((samples - where) / fade, 0, 1)
    made: Samples = (edges * gains(fader, at - head, at - head + size)).astype(np.float32)[:, None]
    return made
