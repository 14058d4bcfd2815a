"""Audiogram: a passage of a podcast as its cover, whoever speaks, what is said, and bars that move with the sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderers.engine import Job, Kind
from renderers.engines.talk_frames import (
    FADE,
    Spell,
    TalkSettings,
    captions_of,
    chapter_end,
    chapter_sheet,
    checked,
    frame_of,
    shown,
    spell,
)
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.encode import STILLS, SegmentWriter
from renderers.media.probe import video_facts
from renderers.media.talk import sheets
from renderers.media.talk.cuts import Talk, active_at, talk_of
from renderers.media.talk.waves import BARS, Heights, bars_of
from renderers.media.wav import WavReader
from renderers.painting.compositor import one_thread
from renderers.painting.planes import Box, Planes, blend, cut_out_of, opaque_of
from renderers.painting.talking import Board, Over
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE

Pixels = NDArray[np.uint8]
_DARK = 46.0
"""How bright the ground is on the mean, whatever the cover is like: type is read on it."""


@dataclass(frozen=True, slots=True)
class Audiogram:
    """Only the bars are drawn in every frame."""

    name: str = "audiogram"
    version: str = "1"
    makes: Kind = Kind.PICTURE
    settings: type[TalkSettings] = TalkSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Audiogram"

    def render(self, job: Job[TalkSettings]) -> None:
        """Inputs `timing` (the passage's cut list), its `sound` (WAV, 48 kHz) and the `cover`.

        A frame or two longer than the passage, so that it can begin on any sample of its episode.
        """
        settings, timeline = job.settings, CutList.read(job.inputs["timing"])
        checked(settings, timeline)
        one_thread()
        job.progress(0.0)
        talk = talk_of(timeline, settings.turns, people=len(settings.people), rate=settings.rate)
        with (
            WavReader(job.inputs["sound"]) as sound,
            SegmentWriter(
                job.out, width=settings.width, height=settings.height, rate=settings.rate, options=STILLS
            ) as segment,
        ):
            for number, planes in enumerate(_frames(settings, timeline, talk, sound, job.inputs["cover"])):
                segment.write_planes(planes.y, planes.u, planes.v)
                job.progress((number + 1) / talk.frames)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where cover, bars, the words about the episode and whoever speaks are, in pixels."""

    cover: Box
    bars: Box
    words: tuple[int, int, int]
    """Left, top and width."""


def _frames(settings: TalkSettings, timeline: CutList, talk: Talk, sound: WavReader, cover: Path) -> Iterator[Planes]:
    places = _places(settings)
    board = Board(_ground(settings, places, _read(cover)))
    spells = [*_chapter(settings, places, talk.frames), *captions_of(settings, timeline)]
    names = [_name(settings, places, person) for person in range(len(settings.people))]
    strip = board.ground.cut(places.bars)
    each = float(SAMPLE_RATE / settings.rate)
    for frame, heights in enumerate(bars_of(sound, frames=talk.frames, samples_per_frame=each)):
        active = active_at(talk, frame)
        overs = shown(spells, frame) + ([] if active is None else [names[active]])
        planes = board.show([], overs)
        ink = sheets.INK if active is None else sheets.colour_of(active)
        _draw(planes.cut(places.bars), strip, heights, ink)
        yield planes


def _places(settings: TalkSettings) -> _Places:
    width, height, unit = settings.width, settings.height, min(settings.width, settings.height)
    edge = unit // 14
    if width > height * 1.2:
        side = int(height * 0.52)
        left = edge + side + edge
        bars = (left, int(height * 0.47), width - edge, int(height * 0.70))
        return _Places(
            _box(edge, int(height * 0.16), side), _even(bars), (left, int(height * 0.16), width - edge - left)
        )
    top = frame_of(settings).above + edge
    side = int(min(width * 0.56, height * 0.36)) if height > width else int(width * 0.36)
    if height > width:
        under = top + side + edge // 2
        bars = (edge, int(height * 0.60), width - edge, int(height * 0.71))
        return _Places(_box((width - side) // 2, top, side), _even(bars), (edge, under, width - 2 * edge))
    left = edge + side + edge // 2
    bars = (edge, int(height * 0.54), width - edge, int(height * 0.75))
    return _Places(_box(edge, top, side), _even(bars), (left, top, width - edge - left))


def _box(left: int, top: int, side: int) -> Box:
    return _even((left, top, left + side, top + side))


def _even(box: Box) -> Box:
    left, top, right, bottom = (each & ~1 for each in box)
    return left, top, right, bottom


def _read(cover: Path) -> Pixels:
    try:
        with Image.open(cover) as picture:
            return np.asarray(picture.convert("RGB"))
    except OSError as error:
        raise BadInput(f"the cover cannot be read as a picture: {error}") from error


def _ground(settings: TalkSettings, places: _Places, cover: Pixels) -> Planes:
    """The cover over itself, far out of focus and dark, and what the episode is called."""
    soft = cv2.GaussianBlur(cv2.resize(cover, (64, 64), interpolation=cv2.INTER_AREA), (0, 0), 9).astype(np.float32)
    wide = cv2.resize(soft, (settings.width, settings.height), interpolation=cv2.INTER_CUBIC)
    noise = np.random.default_rng(3).normal(0, 1.1, (*wide.shape[:2], 1))
    dark = np.clip(wide * (_DARK / max(_DARK, float(wide.mean()))) + noise, 6, 120).astype(np.uint8)
    left, top, right, bottom = places.cover
    dark[top:bottom, left:right] = cv2.resize(cover, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    made = opaque_of(np.dstack([dark, np.full(dark.shape[:2], 255, np.uint8)]))
    at_left, at_top, width = places.words
    unit = min(settings.width, settings.height)
    for pixels, at in _words(settings, unit, width):
        over = Over.of(pixels, at_left, at_top + at)
        blend(made.cut(over.box), over.planes)
    return made


def _words(settings: TalkSettings, unit: int, width: int) -> Iterator[tuple[Pixels, int]]:
    """Show and title, and how far down each stands."""
    small = sheets.lines(settings.show, size=unit // 32, bold=0, ink=sheets.QUIET, room=width, rows=1)
    large = sheets.lines(settings.title, size=unit // 19, bold=1, ink=sheets.INK, room=width, rows=3)
    yield small, 0
    yield large, unit // 20


def _name(settings: TalkSettings, places: _Places, person: int) -> Over:
    """Whoever speaks, above the bars."""
    unit, (left, top, right, _) = min(settings.width, settings.height), places.bars
    who = settings.people[person]
    pixels = sheets.plate(who.name, sheets.colour_of(person), unit=unit, room=right - left, speaks=1)
    return Over(left, (top - pixels.shape[0]) & ~1, cut_out_of(pixels))


def _chapter(settings: TalkSettings, places: _Places, frames: int) -> Iterator[Spell]:
    """What begins, above the bars on the other side."""
    if settings.chapter:
        left, top, right, _ = places.bars
        pixels = chapter_sheet(settings, room=(right - left) * 2 // 3)
        height, width = pixels.shape[:2]
        yield spell(pixels, right - width, top - height, 0, chapter_end(settings, frames, start=0), fade=FADE)


def _draw(target: Planes, ground: Planes, heights: Heights, ink: sheets.Colour) -> None:
    """Bars over the ground, in the middle of the strip."""
    height, width = target.y.shape
    pitch = width / BARS
    column = np.arange(width)
    bar = np.minimum((column / pitch).astype(int), BARS - 1)
    inside = (column - bar * pitch) < pitch * 0.62
    tall = np.where(inside, np.maximum(heights[bar] * height / 2, pitch * 0.31), -1)
    mask = np.abs(np.arange(height)[:, None] - (height - 1) / 2) <= tall[None]
    one = opaque_of(np.full((2, 2, 4), (*ink, 255), np.uint8))
    for plane, under, value, seen in (
        (target.y, ground.y, one.y[0, 0], mask),
        (target.u, ground.u, one.u[0, 0], mask[::2, ::2]),
        (target.v, ground.v, one.v[0, 0], mask[::2, ::2]),
    ):
        plane[:] = np.where(seen, value, under)


ENGINE = Audiogram()
