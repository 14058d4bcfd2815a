"""What the podcast compiler is given: an episode as frozen values, every turn written, every source named."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator

from renderers.spec import EXCHANGE, Frozen, VoiceSpec

FEWEST_PEOPLE, MOST_PEOPLE = 2, 6
MOST_PAUSE_MS = 6000
MOST_TAKES = 8


class Role(StrEnum):
    """What somebody does in a conversation."""

    HOST = "host"
    EXPERT = "expert"
    CREATIVE = "creative"
    SKEPTIC = "skeptic"
    GUEST = "guest"


class Relation(StrEnum):
    """How a turn meets the one before it."""

    ANSWER = "answer"
    INTERRUPT = "interrupt"
    OVERLAP = "overlap"
    BACKCHANNEL = "backchannel"


class Purpose(StrEnum):
    """What a segment is for; it decides how its turns are written and where music plays."""

    OPENING = "opening"
    EXPLAIN = "explain"
    DEBATE = "debate"
    STORY = "story"
    CLOSING = "closing"


class Form(StrEnum):
    """The file an episode is delivered as."""

    M4A = "m4a"
    MP3 = "mp3"


class Channels(StrEnum):
    """How many loudspeakers it is made for."""

    STEREO = "stereo"
    MONO = "mono"


class Shown(StrEnum):
    """What the picture is that somebody is filmed from."""

    PORTRAIT = "portrait"
    SHEET = "sheet"


class FilmedSpec(Frozen):
    """By which engine a picture of somebody is made to speak, and the digest of that picture."""

    engine: str
    picture: str
    shows: Shown = Shown.PORTRAIT


class PersonalitySpec(Frozen):
    """Somebody who speaks. `place` is where they sit, in percent from the left (-100) to the right (100)."""

    key: str
    name: str
    role: Role
    voice: VoiceSpec
    place: Annotated[int, Field(ge=-100, le=100)] = 0
    character: str = ""
    habits: tuple[str, ...] = Field(default=(), description="words they like to begin with")
    looks: str = Field(default="", description="what is seen of them on video: age, hair, clothes")
    likeness: str = Field(default="", description="the name their face is drawn from; empty, their own")
    filmed: FilmedSpec | None = Field(default=None, description="how they are filmed on video; None, they are painted")


class TurnSpec(Frozen):
    """What somebody says. `text` is spoken as it stands; citations are keys of sources.

    `pause_ms` is the silence before it where one is written; None leaves it to punctuation and relation. `voice` is
    another one for this turn alone, `take` another try at it.
    """

    key: str
    speaker: str = Field(description="PersonalitySpec.key")
    text: str = Field(min_length=1, max_length=4_000)
    manner: str = Field(default="", description="brackets: warmly, dryly, quickly")
    relation: Relation = Relation.ANSWER
    citations: tuple[str, ...] = ()
    pause_ms: Annotated[int, Field(ge=0, le=MOST_PAUSE_MS)] | None = None
    voice: str = ""
    take: Annotated[int, Field(ge=0, le=MOST_TAKES)] = 0


class SegmentSpec(Frozen):
    """A chapter: what it is about, what it is for, and how many seconds it was given (0: as long as it takes)."""

    key: str
    title: str
    purpose: Purpose = Purpose.EXPLAIN
    seconds: Annotated[int, Field(ge=0)] = 0
    turns: tuple[TurnSpec, ...] = Field(min_length=1)


class SourceSpec(Frozen):
    """Where facts come from, as the show notes print it."""

    key: str
    title: str
    author: str = ""
    url: str = ""
    date: str = ""


USUAL_LUFS: Mapping[Channels, int] = MappingProxyType({Channels.STEREO: -16, Channels.MONO: -19})
"""What podcast platforms ask for; both are heard equally loud."""

QUIETEST, LOUDEST = -24, -12
"""LUFS that can be asked for."""


class DeliverySpec(Frozen):
    """What is delivered. A mono file at -19 LUFS is heard as loud as a stereo one at -16."""

    target_lufs: Annotated[int, Field(ge=QUIETEST, le=LOUDEST)] = -16
    channels: Channels = Channels.STEREO
    form: Form = Form.M4A
    music: str = Field(default="hope", description="mood of intro, transitions and outro; empty for none")


class EpisodeSpec(Frozen):
    """A whole episode as it was when the render was ordered."""

    title: str
    show: str = ""
    summary: str = ""
    language: str = "en"
    seed: int = 0
    seconds: Annotated[int, Field(ge=0)] = Field(default=0, description="the length asked for; 0, as it is written")
    personalities: tuple[PersonalitySpec, ...] = Field(min_length=FEWEST_PEOPLE, max_length=MOST_PEOPLE)
    segments: tuple[SegmentSpec, ...] = Field(min_length=1)
    sources: tuple[SourceSpec, ...] = ()
    delivery: DeliverySpec = DeliverySpec()
    pronunciations: dict[str, str] = Field(default_factory=dict)
    tone: str = Field(default="", description="how it feels; pace, pauses and the range of the voices follow it")
    art: str = Field(default="", description="digest of a picture somebody brought; empty, a cover is drawn")
    exchange: str = Field(default="", description=EXCHANGE)

    @model_validator(mode="after")
    def _spoken_by_somebody(self) -> Self:
        known = {person.key for person in self.personalities}
        named = {source.key for source in self.sources}
        for segment in self.segments:
            if segment.turns[0].relation is not Relation.ANSWER:
                raise ValueError(f"the first turn of {segment.title!r} has nothing to interrupt; make it an answer")
            for turn in segment.turns:
                if turn.speaker not in known:
                    raise ValueError(f"{turn.speaker!r} speaks in {segment.title!r} but is not one of the people")
                if missing := set(turn.citations) - named:
                    raise ValueError(f"{segment.title!r} cites {missing.pop()!r}, which is no source of the episode")
        return self

    def turns(self) -> tuple[TurnSpec, ...]:
        """All of them in order."""
        return tuple(turn for segment in self.segments for turn in segment.turns)
