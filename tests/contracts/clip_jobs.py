"""Small real jobs for engines that work on a finished clip, or make a face speak."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.encode import SegmentWriter
from renderers.media.rgb import Rgb, planes_of
from renderers.media.wav import Mark, write_speech
from tests.fakes.tiny_recogniser import MARA

RATE = Fraction(24)
FRAMES = 4
Asked = tuple[dict[str, Any], dict[str, Path]]


def face(*, at: int = 96, side: int = 128) -> Rgb:
    """A frame with the face of somebody, which the tiny detector finds; `at` is a multiple of 32."""
    picture = np.full((side, side * 2, 3), 90, np.uint8)
    picture[32:64, at : at + 32] = MARA
    return picture


def clip(path: Path, pictures: list[Rgb], *, rate: Fraction = RATE) -> Path:
    """A segment of these frames."""
    tall, wide = pictures[0].shape[:2]
    with SegmentWriter(path, width=wide, height=tall, rate=rate) as segment:
        for picture in pictures:
            segment.write_planes(*planes_of(picture))
    return path


def cut_list(path: Path, *, frames: int, lines: int = 0, rate: Fraction = RATE, black: int = 0) -> Path:
    """A shot of so many frames; in it lines of a word, each from the first frame on; `black` frames fade in."""
    line = SpokenLine(start=0, frames=12, samples=24_000, words=(SpokenWord(text="Hello.", offset=0, length=24_000),))
    CutList(
        rate=rate,
        frames=frames,
        parts=(Span(start=0, frames=frames),),
        cuts=(0,),
        lines=(line,) * lines,
        black=(Span(start=0, frames=black),) if black else (),
    ).write(path)
    return path


def spoken(path: Path, *, pitch: float = 300.0) -> Path:
    """Half a second of a voice."""
    tone = 0.3 * np.sin(2 * np.pi * pitch * np.arange(12_000) / 24_000)
    write_speech(path, tone.astype(np.float32), 24_000, [Mark("word", "Hello.", 0, 12_000)])
    return path


def _worked(folder: Path, **settings: Any) -> Asked:
    noise = np.random.default_rng(3).integers(40, 220, (FRAMES, 16, 24, 3), dtype=np.uint8)
    source = clip(folder / "source.mp4", list(noise))
    return {"rate": "24"} | settings, {"source": source, "timing": cut_list(folder / "timing", frames=FRAMES)}


def _smoothed(folder: Path) -> Asked:
    settings, inputs = _worked(folder)
    slow = clip(folder / "slow.mp4", _noise(3), rate=Fraction(16))
    return settings, inputs | {"source": slow}


def _noise(count: int) -> list[Rgb]:
    return list(np.random.default_rng(4).integers(40, 220, (count, 64, 64, 3), dtype=np.uint8))


def _faced(folder: Path) -> Asked:
    return {"rate": "24"}, {
        "source": clip(folder / "source.mp4", [face()] * FRAMES),
        "timing": cut_list(folder / "timing", frames=FRAMES),
    }


def _lips(folder: Path) -> Asked:
    settings, inputs = _faced(folder)
    lines = cut_list(folder / "lines", frames=FRAMES, lines=1)
    return settings | {"voices": [0]}, inputs | {"lines": lines, "speech.0": spoken(folder / "speech.wav")}


def _portrait(folder: Path) -> Asked:
    first = folder / "first.png"
    Image.fromarray(face()).save(first)
    return {"width": 256, "height": 128, "rate": "24", "voices": [0]}, {
        "first": first,
        "timing": cut_list(folder / "timing", frames=FRAMES, lines=1),
        "speech.0": spoken(folder / "speech.wav"),
    }


def _without_places(asked: Asked) -> Asked:
    """For an engine that moves whoever is in the picture."""
    settings, inputs = asked
    return {name: value for name, value in settings.items() if name != "voices"}, inputs


ON_CLIPS: dict[str, Callable[[Path], Asked]] = {
    "realesrgan": lambda folder: _worked(folder, width=64, height=48),
    "rife": _smoothed,
    "film_net": _smoothed,
    "codeformer": _faced,
    "musetalk": _lips,
    "talking_portrait": _portrait,
    "sadtalker": lambda folder: _without_places(_portrait(folder)),
}
