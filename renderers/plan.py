"""A plan: the graph of steps that make a film, each named by the hash of what it will make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

DIGEST_SCHEME = "1"
"""Raised when the way digests are computed changes; every artifact is then made anew."""


class WorkerSize(StrEnum):
    """The kind of machine a step needs; also the name of the queue that wakes its workers."""

    CPU = "cpu"
    GPU_SMALL = "gpu-small"
    GPU_MEDIUM = "gpu-medium"
    GPU_LARGE = "gpu-large"
    CLOUD = "cloud"


class Stage(StrEnum):
    """Where in the making a step stands, in the order people watch it."""

    WRITING = "writing"
    VOICES = "voices"
    PANELS = "panels"
    TIMING = "timing"
    AVATARS = "avatars"
    SHOTS = "shots"
    SOUND = "sound"
    ASSEMBLY = "assembly"
    MASTER = "master"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to make. Only engine, version, settings and what it is made from are in its digest.

    `inputs` are (role, digest) in a fixed order; `given` are more of them that no step makes, since people brought
    them; `after` are steps that must be done before it although nothing of them is in it. `subject` is the key of the
    line, shot, scene or film it is for; `work` is the expected cost in CPU seconds, used for ETA and longest-first
    order.
    """

    engine: str
    version: str
    settings: Mapping[str, Any]
    inputs: tuple[tuple[str, str], ...]
    stage: Stage
    subject: str
    label: str
    size: WorkerSize = WorkerSize.CPU
    work: float = 1.0
    given: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", digest_of(self.engine, self.version, self.settings, self.files))

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """All it is made from, as (role, digest)."""
        return (*self.inputs, *self.given)

    @property
    def needs(self) -> tuple[str, ...]:
        """Digests of the steps that must be done before it."""
        return (*(digest for _, digest in self.inputs), *self.after)


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no spaces; raises ValueError for a NaN, TypeError for what is not plain data."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(engine: str, version: str, settings: Mapping[str, Any], inputs: tuple[tuple[str, str], ...]) -> str:
    """SHA-256 hex over what decides the output, and nothing else."""
    named = [DIGEST_SCHEME, engine, version, dict(settings), [list(pair) for pair in inputs]]
    return hashlib.sha256(canonical_json(named).encode()).hexdigest()


def upload_digest(sha256: str) -> str:
    """What an uploaded file is called in a plan: steps name it as an input that nobody makes."""
    return digest_of("uploaded", "1", {"sha256": sha256}, ())


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in an order in which every input comes before its user, and what they mean to the project.

    `wanted[subject][role]` is the digest a shot's panel or clip, a line's speech or the film's master
    has now; `film` is the subject of whole-film results (`master`, `captions`, `timeline`, `report`).
    """

    steps: tuple[Step, ...]
    wanted: Mapping[str, Mapping[str, str]]
    result: str

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def by_digest(self) -> dict[str, Step]:
        """Steps by digest; equal work appears once, whoever asked for it."""
        return {step.digest: step for step in self.steps}


class PlanBuilder:
    """Collects steps while a compiler walks its spec; the same work asked for twice becomes one step."""

    def __init__(self) -> None:
        self._steps: dict[str, Step] = {}
        self._wanted: dict[str, dict[str, str]] = {}

    def add(self, step: Step, *, role: str) -> str:
        """Its digest, to be used as an input of later steps."""
        for digest in step.needs:
            if digest not in self._steps:
                raise ValueError(f"step {step.label!r} needs {digest[:12]}, which no earlier step makes")
        self._steps.setdefault(step.digest, step)
        self._wanted.setdefault(step.subject, {})[role] = step.digest
        return step.digest

    def build(self, *, result: str) -> Plan:
        """The plan whose last word is `result`."""
        return Plan(steps=tuple(self._steps.values()), wanted=self._wanted, result=result)
