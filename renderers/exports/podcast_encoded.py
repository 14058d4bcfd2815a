"""MP3, and one channel in either format: the levelled sound encoded in one go, with chapters, cover and tags."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from pydantic import Field

from renderers.engine import Job, Kind
from renderers.episode import Channels, Form
from renderers.errors import BadInput
from renderers.exports.podcast_m4a import PodcastM4aSettings, sound_facts
from renderers.media.cutlist import CutList
from renderers.media.filmgain import FilmGain
from renderers.media.scenesound import Placed, levelled
from renderers.media.tagging import Tags, boxed
from renderers.media.wav import Samples
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, sample_at

KBIT = {Channels.STEREO: 192, Channels.MONO: 96}
"""Of AAC. MP3 has a quality instead: at a fixed rate LAME turns everything down by half a decibel."""

_MP3 = {"flags": "+qscale", "global_quality": str(3 * 118)}
_CODERS = {Form.MP3: ("libmp3lame", "s16p", "mp3"), Form.M4A: ("aac", "fltp", "ipod")}


class PodcastEncodedSettings(PodcastM4aSettings):
    """What the file says of itself, and what it is."""

    form: Form = Field(default=Form.MP3, description="mp3 or m4a")
    channels: Channels = Field(default=Channels.STEREO, description="stereo, or mono for one loudspeaker")


@dataclass(frozen=True, slots=True)
class PodcastEncoded:
    """The same gain and ceiling as every delivery of the episode."""

    name: str = "podcast_encoded"
    version: str = "2"
    makes: Kind = Kind.MASTER
    settings: type[PodcastEncodedSettings] = PodcastEncodedSettings
    media_type: str = "audio/mpeg"
    size: WorkerSize = WorkerSize.CPU
    title: str = "MP3, or mono, with chapters and cover"

    def render(self, job: Job[PodcastEncodedSettings]) -> None:
        """Inputs `timeline`, `level`, the passages' sounds `sound.0`, ... and, where there is one, a `cover` (JPEG)."""
        settings, timeline = job.settings, CutList.read(job.inputs["timeline"])
        plain = job.scratch / f"plain.{settings.form.value}"
        _encode(plain, _blocks(job, timeline), settings)
        tags = Tags(settings.title, settings.album, settings.artist, settings.summary, settings.language)
        chapters, cover = tags.chapters(settings.chapters, timeline), job.inputs.get("cover")
        if settings.form is Form.MP3:
            with job.out.open("wb") as out, plain.open("rb") as sound:
                out.write(tags.id3(chapters, cover))
                shutil.copyfileobj(sound, out)
        else:
            boxed(
                plain,
                job.out,
                tags=tags,
                chapters=chapters,
                cover=cover,
                scratch=job.scratch,
                tick=lambda: job.progress(0.95),
            )
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length and channels."""
        return sound_facts(path)


def _blocks(job: Job[PodcastEncodedSettings], timeline: CutList) -> Iterator[Samples]:
    """The levelled sound, passage by passage."""
    paths, found = job.series("sound"), FilmGain.read(job.inputs["level"])
    if len(paths) != len(timeline.parts):
        raise BadInput(f"{len(paths)} passages have sound but the episode has {len(timeline.parts)}")
    sounds = [
        Placed(path, sample_at(part.start, timeline.rate), sample_at(part.end, timeline.rate))
        for path, part in zip(paths, timeline.parts, strict=True)
    ]
    for number, sound in enumerate(sounds):
        around = sounds[max(0, number - 1) : number + 2]
        yield levelled(around, sound.start, sound.end, gain_db=found.gain_db, ceiling_db=found.ceiling_db)
        job.progress(0.9 * (number + 1) / len(sounds))


def _encode(path: Path, blocks: Iterator[Samples], settings: PodcastEncodedSettings) -> None:
    coder, form, container = _CODERS[settings.form]
    layout = settings.channels.value
    options = {"id3v2_version": "0"} if settings.form is Form.MP3 else {}
    with av.open(str(path), "w", format=container, options=options) as target:
        mp3 = settings.form is Form.MP3
        stream: Any = target.add_stream(coder, rate=SAMPLE_RATE, layout=layout, options=dict(_MP3) if mp3 else {})
        if not mp3:
            stream.bit_rate = KBIT[settings.channels] * 1000
        fitting = av.AudioResampler(format=form, layout=layout, rate=SAMPLE_RATE, frame_size=stream.frame_size or 1152)
        at = 0
        for block in blocks:
            sound = block.mean(axis=1, keepdims=True) if settings.channels is Channels.MONO else block
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(sound.T.astype(np.float32)), format="fltp", layout=layout
            )
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
            at += len(block)
            for piece in fitting.resample(frame):
                target.mux(stream.encode(piece))
        for piece in fitting.resample(None):
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))


EXPORT = PodcastEncoded()
