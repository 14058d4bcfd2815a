"""Draft animatic: a painted shot in motion. People breathe, look, walk and speak the phonemes of their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.engines.talk_lips import sounds_in
from renderers.errors import BadInput
from renderers.media.cards import card
from renderers.media.cutlist import CutList
from renderers.media.encode import SegmentWriter
from renderers.media.probe import video_facts
from renderers.painting import absence
from renderers.painting.compositor import faded, one_thread
from renderers.painting.mouths import Sound, mouth_frames
from renderers.painting.people.viseme import Viseme
from renderers.painting.picture import Picture
from renderers.painting.shot import Lens, PaintedShot, card_shot, paint_shot
from renderers.plan import WorkerSize
from renderers.spec import Movement, ShotSize
from renderers.timing import Rate

Side = Annotated[int, Field(ge=32, le=8192, multiple_of=2)]
UNSEEN = -1


class DraftAnimaticSettings(Settings):
    """What is painted, and how the camera moves."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second")
    picture: Picture = Field(description="What the shot shows")
    movement: Movement = Field(default=Movement.STATIC, description="What the camera does")
    speakers: tuple[Annotated[int, Field(ge=UNSEEN, le=99)], ...] = Field(
        default=(), description="Per line: the number of its speaker in the picture's cast, -1 for a voice unseen"
    )
    guests: tuple[Annotated[int, Field(ge=UNSEEN, le=99)], ...] = Field(
        default=(), description="The same for voices of the next shot that begin in this one"
    )


@dataclass(frozen=True, slots=True)
class DraftAnimatic:
    """Made on any machine. The same settings and inputs give the same frames on one kind of processor."""

    name: str = "draft_animatic"
    version: str = "5"
    makes: Kind = Kind.CLIP
    settings: type[DraftAnimaticSettings] = DraftAnimaticSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Painted animatic"

    def missing(self) -> str:
        """The painter's libraries, where they cannot be loaded."""
        return absence()

    def render(self, job: Job[DraftAnimaticSettings]) -> None:
        """Inputs `timing` (the shot's cut list) and lines with marks, `speech.0`, ... and `guest.0`, ..."""
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        job.progress(0.0)
        one_thread()
        shot = _painted(settings, timing, job.series("speech"), job.series("guest"))
        brightness = timing.brightness()
        with SegmentWriter(job.out, width=settings.width, height=settings.height, rate=settings.rate) as segment:
            for number, frame in enumerate(shot.frames()):
                lit = faded(frame, brightness[number])
                segment.write_planes(lit.y, lit.u, lit.v)
                job.progress((number + 1) / timing.frames)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


def _painted(
    settings: DraftAnimaticSettings, timing: CutList, speech: Sequence[Path], guests: Sequence[Path]
) -> PaintedShot:
    lens = Lens(settings.width, settings.height, float(settings.rate), timing.frames, settings.movement)
    if settings.picture.size is ShotSize.TITLE:
        letters = card(settings.picture.text, width=settings.width, height=settings.height)
        return card_shot(settings.picture, lens, letters=letters)
    return paint_shot(settings.picture, lens, shapes=_mouths(settings, timing, speech, guests))


def _mouths(
    settings: DraftAnimaticSettings, timing: CutList, speech: Sequence[Path], guests: Sequence[Path]
) -> Mapping[int, Sequence[Viseme]]:
    """A mouth per frame for everybody in the picture who has a line. BadInput when lines and speakers do not match."""
    if len(speech) != len(settings.speakers) or len(timing.lines) != len(settings.speakers):
        raise BadInput(
            f"the shot has {len(settings.speakers)} speakers, {len(speech)} lines and {len(timing.lines)} times"
        )
    if not len(guests) == len(settings.guests) == len(timing.guests):
        raise BadInput(
            f"the shot has {len(settings.guests)} speaking guests, {len(guests)} of their lines and "
            f"{len(timing.guests)} times"
        )
    heard = [*zip(speech, timing.lines, settings.speakers, strict=True)]
    heard += zip(guests, timing.guests, settings.guests, strict=True)
    said: dict[int, list[Sound]] = {}
    for path, line, speaker in heard:
        if 0 <= speaker < len(settings.picture.cast):
            said.setdefault(speaker, []).extend(sounds_in(path, start=line.start, rate=float(settings.rate)))
    return {speaker: mouth_frames(sounds, timing.frames) for speaker, sounds in said.items()}


ENGINE = DraftAnimatic()
