"""What engines share that have a model make sound from words: a cue of music, or the sounds of a scene.

A model brings the one thing that differs: how words, a length and a seed become sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from renderers.card import Card
from renderers.engine import Job
from renderers.engines.foley import EffectsSettings
from renderers.engines.kits import Sound, laid_from
from renderers.engines.scored import CueSettings, Room, write_cue
from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList
from renderers.media.wav import Samples, WavWriter
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import on_cores, within_memory
from renderers.timing import SAMPLE_RATE

_LOADED, _PLAYED = 0.05, 0.8
_SILENT = 1e-6
_OWN_EFFECTS = "choose the studio's own effects, or another take"


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall be heard, for so many samples at 48 kHz. `steps` is how finely, for models that draw it in steps."""

    words: str
    samples: int
    seed: int
    unwanted: str = ""
    steps: int = 0


class SoundModel(Protocol):
    """A model of sound in the store."""

    @property
    def card(self) -> Card: ...
    @property
    def title(self) -> str: ...

    def missing(self) -> str:
        """What this machine lacks to run it, in words."""

    def ways(self) -> Iterable[Memory]:
        """How it may be held here, the best first."""

    def play(self, asked: Asked, memory: Memory, tick: Callable[[float], None]) -> Samples:
        """Stereo at 48 kHz, exactly as long as asked. `tick` is told the share that is made, and may raise to stop."""


def play_cue(job: Job[Any], model: SoundModel, asked: Callable[[int], Asked], *, otherwise: str) -> None:
    """The music of a scene: input `timeline`, as long as the scene, out of the way of its speech.

    `asked` is given how many samples are to be played; `otherwise` says what to do when nothing came.
    """
    settings: CueSettings = job.settings
    timeline = CutList.read(job.inputs["timeline"])
    job.progress(0.0)
    room = Room.of(settings, timeline)
    sound = _played(job, model, asked(room.whole), begun=_LOADED, share=_PLAYED - _LOADED, otherwise=otherwise)
    raw = job.scratch / "raw.wav"
    with WavWriter(raw, sample_rate=SAMPLE_RATE, channels=2) as stem:
        stem.write(sound)
    write_cue(job, raw, room, timeline)
    job.progress(1.0)


def lay_sounds(job: Job[Any], model: SoundModel, asked: Callable[[Sound], Asked]) -> None:
    """The ambience and effects of a scene, each of its sounds made once; input `timeline`, as foley is laid."""
    settings: EffectsSettings = job.settings
    job.progress(0.0)

    def make(sound: Sound, number: int, of: int) -> Samples:
        share = _PLAYED / of
        return _played(job, model, asked(sound), begun=number * share, share=share, otherwise=_OWN_EFFECTS)

    laid_from(job, settings.soundscape, make, laid_after=_PLAYED)


def _played(job: Job[Any], model: SoundModel, asked: Asked, *, begun: float, share: float, otherwise: str) -> Samples:
    def tick(part: float) -> None:
        job.progress(begun + share * min(1.0, part))

    on_cores(job.threads)
    what = f"{asked.samples / SAMPLE_RATE:.0f} s of sound by {model.title}"
    made = within_memory(model.ways(), lambda memory: model.play(asked, memory, tick), what=what)
    if not len(made) or not np.isfinite(made).all() or float(np.abs(made).max()) < _SILENT:
        raise BrokenPromise(f"{model.title} played nothing for {asked.words[:60]!r}; {otherwise}")
    return made
