"""What engines of effects share: how a soundscape is ordered, and how its sounds become a stem that steps back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, field_validator

from renderers.engine import Job, Settings
from renderers.media import audio
from renderers.media.automation import Duck, Point, as_marks, ducked, gains
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.stems import write_stem
from renderers.media.wav import Samples
from renderers.sounds.scenery import Kit, Stage, scenery
from renderers.sounds.soundscape import Soundscape
from renderers.sounds.sources import beds, spots
from renderers.sounds.spaces import SPACES
from renderers.timing import Rate, sample_at

DUCK = Duck(depth_db=-4.0)
_CEILING = 0.6
Frames = Annotated[int, Field(ge=0, le=10_000)]


class EffectsSettings(Settings):
    """What is heard, and how it comes in and goes out, in frames."""

    rate: Rate = Field(description="Frames per second")
    soundscape: Soundscape = Field(default=Soundscape(), description="The place, what goes on and what happens")
    head_frames: Frames = Field(default=0, description="The ambience is heard this long before the scene")
    tail_frames: Frames = Field(default=0, description="and this long after it")
    fade_in: Frames = Field(default=0, description="It comes up with the picture")
    fade_out: Frames = Field(default=0, description="It goes down with the picture")

    @field_validator("soundscape")
    @classmethod
    def _known(cls, soundscape: Soundscape) -> Soundscape:
        known = {**dict.fromkeys(beds(), "bed"), **dict.fromkeys(spots(), "spot")}
        wanted = [(bed.sound, "bed") for bed in soundscape.beds] + [(spot.sound, "spot") for spot in soundscape.spots]
        for sound, kind in wanted:
            if known.get(sound) != kind:
                raise ValueError(f"there is no sound {sound!r} for a {kind}; sounds are {', '.join(sorted(known))}")
        if soundscape.space not in SPACES:
            raise ValueError(f"there is no space {soundscape.space!r}; choose one of {', '.join(sorted(SPACES))}")
        return soundscape


def laid(job: Job[EffectsSettings], kit: Kit) -> None:
    """The stem: spots fall into the shots of the input `timeline`, its lines move the fader."""
    settings, timeline = job.settings, CutList.read(job.inputs["timeline"])
    stage = _stage(settings, timeline)
    fader = ducked(spoken_spans(timeline), DUCK)
    blocks = audio.limited(_heard(settings.soundscape, stage, fader, job, kit), gain=1.0, ceiling=_CEILING)
    write_stem(job.out, blocks, head=stage.head, body=stage.samples, marks=as_marks(fader, offset=stage.head))
    job.progress(1.0)


def _stage(settings: EffectsSettings, timeline: CutList) -> Stage:
    def samples(frames: int) -> int:
        return sample_at(frames, settings.rate)

    return Stage(
        samples=samples(timeline.frames),
        cuts=tuple(samples(cut) for cut in timeline.cuts),
        head=samples(settings.head_frames),
        tail=samples(settings.tail_frames),
        fade_in=samples(settings.fade_in),
        fade_out=samples(settings.fade_out),
    )


def _heard(
    soundscape: Soundscape, stage: Stage, fader: tuple[Point, ...], job: Job[EffectsSettings], kit: Kit
) -> Iterator[Samples]:
    at = -stage.head

    def tick() -> None:
        job.progress(min(1.0, max(0.0, at / stage.samples)))

    for block in scenery(soundscape, stage, tick, kit):
        yield block * gains(fader, at, at + len(block))[:, None]
        at += len(block)
