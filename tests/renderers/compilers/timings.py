"""Every cut list of a plan, made by the real engines from voices that last as long as their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.media.cutlist import CutList, SpokenLine
from renderers.media.wav import Mark, write_speech
from renderers.plan import Plan, Step
from renderers.spec import FilmSpec

SAMPLE_RATE = 1000
"""Enough for lengths: nobody listens."""

Told = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Cut lists by whose they are: a shot, a scene or the film."""

    lists: Mapping[str, CutList]
    film: CutList

    def shots(self, spec: FilmSpec) -> list[CutList]:
        """Of the film, in order."""
        return [self.lists[shot.key] for scene in spec.scenes for shot in scene.shots]


def as_planned(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """Cuts where the rules put them."""
    return settings


def straight(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same film with every cut on its turn."""
    return {name: value for name, value in settings.items() if name not in ("roll_in", "roll_out")}


def timed(plan: Plan, folder: Path, *, words_per_second: float = 3.0, told: Told = as_planned) -> Timed:
    """Runs the timing steps of a plan; voices are silence with a word."""
    made: dict[str, Path] = {}
    for step in plan:
        if step.engine == "kokoro":
            made[step.digest] = _voice(step, folder, words_per_second)
        elif step.engine in ("shot_timing", "settled_timing", "timeline"):
            engine = engines()[step.engine]
            inputs = {role: made[digest] for role, digest in step.inputs}
            made[step.digest] = folder / f"{step.digest}.json"
            settings = read_settings(engine, told(step.settings))
            engine.render(Job(settings, inputs, made[step.digest], folder, lambda part: None))
    kinds = ("timing", "timeline")
    lists = {
        subject: CutList.read(made[roles[kind]])
        for subject, roles in plan.wanted.items()
        for kind in kinds
        if kind in roles
    }
    return Timed(lists, lists["film"])


def overlap(one: SpokenLine, other: SpokenLine) -> int:
    """Frames in which both are heard."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _voice(step: Step, folder: Path, words_per_second: float) -> Path:
    path = folder / f"{step.digest}.wav"
    words = str(step.settings["text"]).split()
    length = max(60, round(len(words) / words_per_second * SAMPLE_RATE))
    write_speech(path, np.zeros(length, np.float32), SAMPLE_RATE, [Mark("word", words[0], 0, 50)])
    return path
