"""The sound of a film of one scene as it is delivered, by the studio's own steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from infra.bench.synthetic import make
from renderers.media import aac
from renderers.media.cutlist import CutList
from renderers.media.reel import packets_of
from renderers.media.wav import Samples, WavWriter
from renderers.timing import SAMPLE_RATE, sample_at


def reel_of(folder: Path, *, timeline: Path, stems: Sequence[Path]) -> Path:
    """Laid, levelled and encoded."""
    rate = {"rate": str(CutList.read(timeline).rate)}
    inputs = {"timeline": timeline} | {f"stem.{number}": stem for number, stem in enumerate(stems)}
    sound = make("scene_sound", rate | {"scenes": [0] * len(stems)}, inputs, folder / "sound")
    level = make("film_level", rate, {"timeline": timeline, "sound.0": sound}, folder / "level")
    return make("film_reel", rate, {"timeline": timeline, "level": level, "sound.0": sound}, folder / "reel")


def decoded(reels: Sequence[Path], cuts: CutList) -> Samples:
    """As a player hears it, (samples, 2)."""
    data = [packet for stretch in packets_of(reels) for packet in stretch.data]
    return aac.decoded(aac.Packets(-1, tuple(data)))[: sample_at(cuts.frames, cuts.rate)]


def heard(folder: Path, *, timeline: Path, stems: Sequence[Path]) -> Path:
    """A WAV file of what a player plays."""
    reel, out = reel_of(folder, timeline=timeline, stems=stems), folder / "heard.wav"
    with WavWriter(out, sample_rate=SAMPLE_RATE, channels=2) as sound:
        sound.write(decoded([reel], CutList.read(timeline)))
    return out
