"""A synthetic film through the studio's own engines: white flash and beep on the first frame of every shot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from renderers.engine import Job, read_settings
from renderers.exports import makers
from renderers.media.cutlist import CutList, Span
from renderers.media.encode import SegmentWriter
from renderers.media.scenesound import write_sound
from renderers.media.wav import Samples, WavReader, WavWriter
from renderers.timing import SAMPLE_RATE, sample_at

WIDTH, HEIGHT = 160, 90
_BEEP = 480


@dataclass(frozen=True, slots=True)
class Film:
    """A finished file, its cut list, and how long it must be."""

    path: Path
    cuts: CutList
    frames: int
    samples: int


@dataclass(frozen=True, slots=True)
class Lags:
    """What was found in a file: frames, samples, and sound minus picture at every cut in milliseconds."""

    frames: int
    samples: int
    lag_ms: tuple[float, ...]


def make(engine: str, settings: Mapping[str, Any], inputs: Mapping[str, Path], out: Path) -> Path:
    """One step by an engine in this process."""
    maker = makers()[engine]
    scratch = out.with_suffix(".scratch")
    scratch.mkdir()
    maker.render(
        Job(settings=read_settings(maker, settings), inputs=inputs, out=out, scratch=scratch, progress=_nobody_asks)
    )
    return out


def _nobody_asks(_: float) -> None:
    """Progress of a step nobody watches."""


def make_film(folder: Path, *, shots: int, rate: Fraction, longer: int = 0, shift_samples: int = 0) -> Film:
    """Shots of 7 to 31 frames, the last one `longer`; `shift_samples` plants a fault by moving the sound."""
    lengths = [7 + (index * 11) % 25 + (longer if index == shots - 1 else 0) for index in range(shots)]
    parts, clips = [], []
    for index, frames in enumerate(lengths):
        parts.append(folder / f"{index}.json")
        shot = CutList(rate=rate, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,))
        shot.write(parts[-1])
        clips.append(_clip(folder / f"{index}.mp4", frames, rate))
    timeline = make("timeline", {"rate": str(rate), "level": "scene"}, _series("part", parts), folder / "timeline")
    placed = {"timeline": timeline}
    picture = make("picture", {"rate": str(rate)}, placed | _series("clip", clips), folder / "picture")
    cuts = CutList.read(timeline)
    bed = _beeps(folder / "bed.wav", cuts, shift_samples)
    film = make("mp4_h264", {"rate": str(rate)}, placed | {"picture": picture, "bed": bed}, folder / "film.mp4")
    return Film(film, cuts, cuts.frames, sample_at(cuts.frames, rate))


def with_reel(film: Film) -> Film:
    """The same film, its sound encoded in pieces of a minute as that of a real film is."""
    folder, rate = film.path.parent, {"rate": str(film.cuts.rate)}
    whole = film.cuts.model_copy(update={"parts": (Span(start=0, frames=film.frames),)})
    whole.write(folder / "whole")
    (folder / "level").write_text('{"gain_db": 0.0, "ceiling_db": -1.0}')
    with WavReader(folder / "bed.wav") as bed:
        write_sound(folder / "sound", bed.blocks(), [], scratch=folder)
    given = {"timeline": folder / "whole", "level": folder / "level", "sound.0": folder / "sound"}
    reel = make("film_reel", rate, given, folder / "reel")
    inputs = {"timeline": folder / "timeline", "picture": folder / "picture", "reel.0": reel}
    return replace(film, path=make("mp4_h264", rate, inputs, folder / "reeled.mp4"))


def lags(film: Film) -> Lags:
    """Where flashes are seen and beeps are heard, by the times that the file gives its frames and its samples."""
    flashes, frames = _flashes(film.path)
    sound, samples = _sound(film.path)
    found = []
    for seen in flashes:
        due = round(seen * SAMPLE_RATE)
        around = np.abs(sound[max(0, due - 400) : due + 800])
        heard = np.flatnonzero(around > 0.5 * around.max())
        onset = max(0, due - 400) + int(heard[0]) if len(heard) else due + SAMPLE_RATE
        found.append((onset - due) * 1000 / SAMPLE_RATE)
    return Lags(frames, samples, tuple(found))


def _series(role: str, paths: list[Path]) -> dict[str, Path]:
    return {f"{role}.{index}": path for index, path in enumerate(paths)}


def _clip(path: Path, frames: int, rate: Fraction) -> Path:
    chroma = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    with SegmentWriter(path, width=WIDTH, height=HEIGHT, rate=rate) as segment:
        for frame in range(frames):
            luma = np.full((HEIGHT, WIDTH), 235 if frame == 0 else 60 + frame, np.uint8)
            segment.write_planes(luma, chroma, chroma)
    return path


def _beeps(path: Path, cuts: CutList, shift: int) -> Path:
    """A click-sharp tone burst on the sample of every cut, air between them."""
    total = sample_at(cuts.frames, cuts.rate)
    tone = (0.6 * np.sin(2 * np.pi * 4000 / SAMPLE_RATE * np.arange(_BEEP) + np.pi / 2)).astype(np.float32)
    starts = [sample_at(cut, cuts.rate) + shift for cut in cuts.cuts]
    with WavWriter(path, sample_rate=SAMPLE_RATE, channels=2) as bed:
        for start, end in zip(starts, [*starts[1:], total], strict=True):
            if bed.frames == 0 and start > 0:
                bed.write(_air(start))
            stretch = _air(end - start)
            stretch[: min(_BEEP, len(stretch))] += tone[: len(stretch), None]
            bed.write(stretch)
    return path


def _air(samples: int) -> Samples:
    return np.random.default_rng(samples).normal(0, 0.001, (samples, 2)).astype(np.float32)


def _flashes(path: Path) -> tuple[list[Fraction], int]:
    """Seconds at which a white frame is shown, and how many frames there are."""
    found, frames = [], 0
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            plane: Any = frame.planes[0]
            luma = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
            if luma.mean() > 200:
                found.append((frame.pts or 0) * (frame.time_base or Fraction(0)))
            frames += 1
    return found, frames


def _sound(path: Path) -> tuple[np.ndarray[Any, np.dtype[np.float32]], int]:
    """Each sample where its time puts it, a hole where none is said to be; and the length that the file says."""
    with av.open(str(path)) as film:
        stream = film.streams.audio[0]
        length = round((stream.duration or 0) * (stream.time_base or 0) * SAMPLE_RATE)
        heard = np.zeros(length + SAMPLE_RATE, np.float32)
        for frame in film.decode(audio=0):
            first = round((frame.pts or 0) * (frame.time_base or 0) * SAMPLE_RATE)
            block = frame.to_ndarray().mean(axis=0)[max(0, -first) :]
            room = heard[max(0, first) : max(0, first) + len(block)]
            room[:] = block[: len(room)]
    return heard, length
