"""What pictures of a talk share: settings, captions and chapter titles over frames, and how a passage is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from renderers.engine import Settings
from renderers.errors import BadInput
from renderers.media.captions import Cue, cues
from renderers.media.conversation import Met
from renderers.media.cutlist import CutList
from renderers.media.talk import sheets
from renderers.media.talk.layout import Frame
from renderers.painting.planes import cut_out_of
from renderers.painting.talking import Over
from renderers.spec import Frozen
from renderers.timing import Rate

Side = Annotated[int, Field(ge=160, le=4320, multiple_of=2)]
CHAPTER_SECONDS, FADE = 5.0, 8
"""How long a chapter's title stands, and the frames in which type comes and goes."""


class TalkPerson(Frozen):
    """Somebody who speaks: what is written under them, and their seat, from left to right."""

    name: str
    role: str = ""
    place: int = 0


class TalkSettings(Settings):
    """A passage as it is shown."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second")
    people: tuple[TalkPerson, ...] = Field(max_length=6, description="Everybody, by number")
    turns: tuple[Met, ...] = Field(default=(), description="How its turns meet, one per turn")
    clips: tuple[int, ...] = Field(default=(), description="The turns that were filmed, by number, in their order")
    captions: Literal["burned", "none"] = Field(default="none", description="Whether what is said is written over it")
    lines: tuple[str, ...] = Field(default=(), description="What is said, one per turn, where captions are burned")
    language: str = Field(default="en", description="Of what is said")
    chapter: Annotated[int, Field(ge=0)] = Field(default=0, description="The chapter it begins; 0, none")
    chapter_title: str = Field(default="", description="Of that chapter")
    title: str = Field(default="", description="The episode")
    show: str = Field(default="", description="The show")
    opens: Literal["card", "people"] = Field(default="people", description="A title card first, or the people")
    closes: Literal["card", "people"] = Field(default="people", description="A title card at the end, or the people")
    seed: int = Field(default=0, description="Decides the colour of cards")

    @model_validator(mode="after")
    def _written(self) -> TalkSettings:
        if self.captions == "burned" and len(self.lines) != len(self.turns):
            raise ValueError(f"{len(self.lines)} lines are written for {len(self.turns)} turns")
        if strangers := {turn.speaker for turn in self.turns if turn.speaker >= len(self.people)}:
            raise ValueError(f"person {strangers.pop() + 1} speaks, but there are {len(self.people)}")
        if any(not 0 <= number < len(self.turns) for number in self.clips):
            raise ValueError(f"turn {max(self.clips) + 1} was filmed, but there are {len(self.turns)}")
        return self


@dataclass(frozen=True, slots=True)
class Spell:
    """Type from frame `start` to `end`, as bright as it is in each."""

    start: int
    end: int
    overs: tuple[Over, ...]
    fade: int = 0

    def at(self, frame: int) -> Over | None:
        """What of it is seen in a frame."""
        if not self.start <= frame < self.end:
            return None
        steps = len(self.overs) - 1
        return self.overs[
            min(steps, frame - self.start if self.fade else steps, self.end - 1 - frame if self.fade else steps)
        ]


def spell(pixels: sheets.Pixels, left: float, top: float, start: int, end: int, *, fade: int = 0) -> Spell:
    """Type that comes and goes within `fade` frames."""
    steps = [sheets.faded(pixels, (step + 1) / (fade + 1)) for step in range(fade)] + [pixels]
    x, y = int(left) & ~1, int(top) & ~1
    return Spell(start, end, tuple(Over(x, y, cut_out_of(each)) for each in steps), fade)


def frame_of(settings: TalkSettings) -> Frame:
    """The picture with the bands that captions and the buttons of apps need."""
    width, height = settings.width, settings.height
    burned = settings.captions == "burned"
    if height > width:
        return Frame(width, height, below=int(height * 0.25), above=int(height * 0.075))
    return Frame(width, height, below=int(height * 0.19) if burned else 0)


def hue_of(settings: TalkSettings) -> float:
    """As the cover's."""
    return (settings.seed * 0.381966 + len(settings.show) * 0.07) % 1


def checked(settings: TalkSettings, timeline: CutList, **counted: int) -> None:
    """BadInput unless all speak of the same turns; `counted` are others that do, by what was done with them."""
    counts = {**counted, "described": len(settings.turns)}
    if set(counts.values()) != {len(timeline.lines)}:
        said = " and ".join(f"{count} {done}" for done, count in counts.items())
        raise BadInput(f"the passage has {len(timeline.lines)} turns but there are {said}")


def captions_of(settings: TalkSettings, timeline: CutList) -> Iterator[Spell]:
    """What is said, from the frame nearest to its first word on."""
    if settings.captions == "none":
        return
    frame, middle = frame_of(settings), _caption_middle(settings)
    written = [(line, text, "") for line, text in zip(timeline.lines, settings.lines, strict=True)]
    for cue in cues(written, rate=timeline.rate, frames=timeline.frames, language=settings.language):
        pixels = sheets.caption(cue.text, unit=frame.unit, room=int(settings.width * 0.84))
        height, width = pixels.shape[:2]
        top = min(middle - height / 2, settings.height - height - frame.unit * 0.02)
        yield spell(pixels, (settings.width - width) / 2, top, *_frames(cue, settings))


def chapter_sheet(settings: TalkSettings, *, room: int) -> sheets.Pixels:
    """The title of the chapter that begins here, no wider than `room` pixels."""
    return sheets.chapter(settings.chapter, settings.chapter_title, unit=frame_of(settings).unit, room=room)


def chapter_end(settings: TalkSettings, frames: int, *, start: int) -> int:
    """Until when it stands."""
    return min(frames, start + round(CHAPTER_SECONDS * settings.rate))


def shown(spells: Sequence[Spell], frame: int) -> list[Over]:
    """All type of a frame, in order."""
    found = (each.at(frame) for each in spells)
    return [over for over in found if over is not None]


def _caption_middle(settings: TalkSettings) -> float:
    return settings.height * (0.80 if settings.height > settings.width else 0.89)


def _frames(cue: Cue, settings: TalkSettings) -> tuple[int, int]:
    return round(cue.start * settings.rate / 1000), round(cue.end * settings.rate / 1000)
