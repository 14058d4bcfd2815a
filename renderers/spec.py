"""What a compiler is given: frozen values read from the project once, with no rows and no users in them.

Keys (`scene.key`, `shot.key`, `line.key`) say where a result belongs; they never enter a digest.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from renderers.timing import Rate

LINE_BY_LINE = "lines"
EXCHANGE = (
    "the engine that speaks lines which follow each other in one order, whatever the preset says; "
    f"`{LINE_BY_LINE}`: each line is ordered by itself; empty, the preset chooses"
)


class Frozen(BaseModel):
    """A value: compared by content, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Setting(StrEnum):
    """Where the camera stands, as the scene heading says."""

    INTERIOR = "INT"
    EXTERIOR = "EXT"
    BOTH = "INT/EXT"
    ESTABLISHING = "EST"
    UNSAID = ""


class ShotSize(StrEnum):
    """Framing from widest to closest."""

    EXTREME_WIDE = "extreme_wide"
    WIDE = "wide"
    FULL = "full"
    TWO_SHOT = "two_shot"
    OVER_SHOULDER = "over_shoulder"
    MEDIUM = "medium"
    MEDIUM_CLOSE = "medium_close"
    CLOSE_UP = "close_up"
    EXTREME_CLOSE = "extreme_close"
    INSERT = "insert"
    TITLE = "title"


class Angle(StrEnum):
    """Height and tilt of the camera."""

    EYE = "eye"
    LOW = "low"
    HIGH = "high"
    DUTCH = "dutch"
    OVERHEAD = "overhead"


class Movement(StrEnum):
    """What the camera does during the shot."""

    STATIC = "static"
    PUSH_IN = "push_in"
    PULL_OUT = "pull_out"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    TILT_UP = "tilt_up"
    TILT_DOWN = "tilt_down"
    TRACK = "track"
    CRANE = "crane"
    HANDHELD = "handheld"
    RACK_FOCUS = "rack_focus"


class ShotRole(StrEnum):
    """What a shot is to its film: by it a preset, or a person, chooses the engine that films it."""

    HERO = "hero"
    BATCH = "batch"
    DIALOGUE = "dialogue"


class Join(StrEnum):
    """How a shot meets the one before it."""

    CUT = "cut"
    FADE_IN = "fade_in"
    FADE_OUT = "fade_out"
    DISSOLVE = "dissolve"
    WIPE = "wipe"
    WHITE = "white"


class Played(StrEnum):
    """Whether a scene has music: as the composer's spotting says, whatever it says, or not at all."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class Heard(StrEnum):
    """Whether something is heard."""

    ON = "on"
    OFF = "off"


class SoundSpec(Frozen):
    """What a person decided about the sound of a scene; the default decides nothing.

    `mood` is a family of moods by name, empty for the scene's own. Without ambience bare room tone stays, so that no
    hole is heard.
    """

    music: Played = Played.AUTO
    mood: str = ""
    music_db: Annotated[int, Field(ge=-20, le=6)] = 0
    ambience: Heard = Heard.ON
    effects: Heard = Heard.ON


class VoiceSpec(Frozen):
    """How a character sounds: a voice or blend of the voice engine, pace and pitch in percent of normal.

    `tuning` are settings of the engine's own that its card names; others' are kept and change nothing.
    """

    preset: str
    pace_percent: Annotated[int, Field(ge=60, le=160)] = 100
    pitch_percent: Annotated[int, Field(ge=80, le=125)] = 100
    tuning: dict[str, int] = Field(default_factory=dict)

    def __hash__(self) -> int:
        """A voice is asked about again and again while a conversation is written."""
        return hash((self.preset, self.pace_percent, self.pitch_percent, *sorted(self.tuning.items())))


class ReferenceSpec(Frozen):
    """A picture or a recording that somebody brought: what it shows of a character, and its name in the store.

    `kind` is front, profile, full_body, expression, voice, trained_voice or voice_index.
    """

    kind: str
    digest: str


class CastSpec(Frozen):
    """A speaking character: the name as captions and credits print it, the voice, and how they look.

    `cue` is what the screenplay calls them; `likeness` is what their look is drawn from where no word describes it: the
    first name they had, so that a new name is still the same face.
    """

    key: str
    name: str
    voice: VoiceSpec
    description: str = ""
    age: str = ""
    gender: str = ""
    cue: str = ""
    likeness: str = ""
    references: tuple[ReferenceSpec, ...] = ()


class LineSpec(Frozen):
    """One speech. `text` is what is spoken and captioned; notes and emphasis marks are already out of it."""

    key: str
    character: str = Field(description="CastSpec.key of the speaker")
    text: str
    parenthetical: str = ""
    extension: str = Field(default="", description="V.O., O.S. and the like, as written")
    dual: bool = Field(default=False, description="spoken together with the line before it")
    mood: str = Field(default="", description="a state seen just before it, heard where the parenthetical says nothing")
    pauses: tuple[tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]], ...] = Field(
        default=(), description="beats: the number of a word and the milliseconds of silence before it"
    )


class Finish(StrEnum):
    """What may be done to a clip before it is the shot, in this order."""

    LIPS = "lips"
    """Mouths say the lines."""
    FACES = "faces"
    """Faces are restored."""
    RATE = "rate"
    """Motion is drawn at the film's rate."""
    SIZE = "size"
    """The picture is brought to the film's size."""


UNDONE = "off"
"""Stands for an engine where something is left as it was filmed."""


class FinishSpec(Frozen):
    """Who does something to a shot's clip, as a person decided."""

    what: Finish
    engine: str = Field(description="its name, or `off`")


class ShotSpec(Frozen):
    """One shot. It lasts `frames`, or as long as its lines need; what is planned for speech is a guess."""

    key: str
    size: ShotSize
    angle: Angle = Angle.EYE
    movement: Movement = Movement.STATIC
    prompt: str = Field(description="what the camera sees, one paragraph")
    cast: tuple[str, ...] = Field(default=(), description="CastSpec.keys of who is in the picture")
    lines: tuple[LineSpec, ...] = ()
    frames: Annotated[int, Field(ge=1)]
    tight: bool = Field(default=False, description="a person set the length: lines are said faster to fit in it")
    seed: int = 0
    role: ShotRole | None = Field(default=None, description="as a person said it; None is what it is by itself")
    engine: str = Field(default="", description="films it whatever the preset says; empty, the preset chooses")
    instead_of: str = Field(default="", description="the engine that was wanted, where `engine` is its fallback")
    finish: tuple[FinishSpec, ...] = Field(default=(), description="as decided; the preset says the rest")


class WornSpec(Frozen):
    """What somebody wears in a scene, in words: clothes, hair, make-up, injuries. Face and body stay who they are."""

    character: str = Field(description="CastSpec.key")
    description: str


class SceneSpec(Frozen):
    """A scene in narrative order; `join` is how it starts, `leave` how it ends, each as long as usual unless said."""

    key: str
    number: str = ""
    heading: str
    setting: Setting = Setting.UNSAID
    location: str = ""
    time_of_day: str = ""
    shots: tuple[ShotSpec, ...]
    worn: tuple[WornSpec, ...] = Field(default=(), description="looks; who is not named wears what they always do")
    join: Join = Join.CUT
    leave: Join = Join.CUT
    join_frames: Annotated[int, Field(ge=0)] = Field(default=0, description="0 is as long as usual")
    leave_frames: Annotated[int, Field(ge=0)] = Field(default=0, description="0 is as long as usual")
    pre_lap_frames: Annotated[int, Field(ge=0)] = Field(
        default=0, description="its first sound is heard at most so long before its picture; 0 where nothing is written"
    )
    sound: SoundSpec = SoundSpec()
    exchange: str = Field(default="", description=EXCHANGE)


class FilmSpec(Frozen):
    """A whole film as it was when the render was ordered."""

    title: str
    author: str = ""
    language: str = "en"
    rate: Rate
    aspect: str = Field(default="16:9", pattern=r"^\d+(\.\d+)?:\d+(\.\d+)?$")
    style: str = "painterly"
    genre: str = Field(default="", description="as its maker calls it; the music leans to it")
    tone: str = ""
    seed: int = 0
    cast: tuple[CastSpec, ...] = ()
    pronunciations: dict[str, str] = Field(default_factory=dict, description="words and how they are said")
    recogniser: bool = Field(default=False, description="workers can tell faces apart")
    let_pass: tuple[str, ...] = Field(default=(), description="key images filmed although they look unlike somebody")
    scenes: tuple[SceneSpec, ...]
