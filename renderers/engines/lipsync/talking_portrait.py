"""Talking portrait: a picture of somebody comes to speak, for who talks to the camera and for podcasts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
from pydantic import Field

from renderers.card import Accepts, Card, Licence
from renderers.engine import Job, Kind, Settings
from renderers.engines.lips import BESIDE, EFFORT, LIBRARIES, MUSETALK, lips
from renderers.engines.local import NEEDS_GPU, Seed, Side, lacking_of, read_rgb
from renderers.engines.seen_faces import FaceFinder
from renderers.engines.talking import Place, Talking, voices_of
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.encode import SegmentWriter
from renderers.media.probe import video_facts
from renderers.media.rgb import Rgb, filling, planes_of, shaded
from renderers.plan import WorkerSize
from renderers.runtime.pipelines import on_cores
from renderers.timing import Rate

_LOADED = 0.05
_BREATH_SECONDS, _SWAY_SECONDS = 4.1, 6.7
_BREATH, _SWAY_DEGREES, _ROOM = 0.006, 0.5, 1.03


class TalkingPortraitSettings(Settings):
    """How large the shot is, and who of those in the picture is heard."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second")
    voices: tuple[Place, ...] = Field(default=(), description="Per line: which person from the left says it; -1 unseen")
    guest_voices: tuple[Place, ...] = Field(default=(), description="The same for voices that begin in this shot")
    people: Annotated[int, Field(ge=1, le=99)] = Field(default=1, description="How many people are seen")
    seed: Seed = Field(default=0, description="Decides how they sway")


@dataclass(frozen=True, slots=True)
class TalkingPortrait:
    """The picture breathes and sways by a hair, so that nobody is frozen; mouths say the lines."""

    card: Card
    name: str = "talking_portrait"
    version: str = "1"
    makes: Kind = Kind.CLIP
    settings: type[TalkingPortraitSettings] = TalkingPortraitSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "Talking portrait (MuseTalk)"

    def missing(self) -> str:
        """Libraries or weights."""
        return lacking_of(self.card, LIBRARIES)

    def render(self, job: Job[TalkingPortraitSettings]) -> None:
        """Inputs `first` (the picture), `timing` (the shot's cut list), `speech.0`, ... and `guest.0`, ...

        Raises BadInput when somebody shall speak and no face is found in the picture.
        """
        job.progress(0.0)
        on_cores(job.threads)
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        picture = filling(read_rgb(job.inputs["first"]), settings.width, settings.height)
        voices, finder = voices_of(job, lines="timing"), FaceFinder()
        if voices and not finder.faces(picture):
            raise BadInput(
                f"no face is to be found in {job.inputs['first'].name}, so it cannot speak; draw the key image again "
                "with the face seen from the front, or film the shot by another engine"
            )
        talking, brightness = Talking(lips(self.card), finder, settings.people), timing.brightness()
        still = swaying(picture, timing.frames, settings.rate, seed=settings.seed)
        with SegmentWriter(job.out, width=settings.width, height=settings.height, rate=settings.rate) as segment:
            for number, frame in enumerate(talking.through(still, settings.rate, voices)):
                segment.write_planes(*shaded(planes_of(frame), brightness[number]))
                job.progress(_LOADED + (1 - _LOADED) * (number + 1) / timing.frames)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


def swaying(picture: Rgb, frames: int, rate: Fraction, *, seed: int) -> Iterator[Rgb]:
    """The picture so many times, nearer and turned by a hair, as somebody who breathes; its edges never show."""
    tall, wide = picture.shape[:2]
    middle, begun = (wide / 2, tall / 2), seed % 97 / 97 * 2 * math.pi
    for number in range(frames):
        moment = 2 * math.pi * float(number / rate)
        turned = _SWAY_DEGREES * math.sin(moment / _SWAY_SECONDS + begun)
        near = _ROOM + _BREATH * math.sin(moment / _BREATH_SECONDS + begun)
        matrix = cv2.getRotationMatrix2D(middle, turned, near)
        yield np.asarray(cv2.warpAffine(picture, matrix, (wide, tall), borderMode=cv2.BORDER_REPLICATE), np.uint8)


ENGINE = TalkingPortrait(
    Card(
        code=Licence("MIT"),
        weights=MUSETALK,
        beside=BESIDE,
        accepts=frozenset({Accepts.FIRST, Accepts.VOICE}),
        effort=EFFORT,
        proven=NEEDS_GPU,
    )
)
