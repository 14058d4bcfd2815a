"""What a character does in a shot, as data: pose, arms, face, gaze and what is in the hand."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from renderers.spec import Frozen


class Pose(StrEnum):
    """What the whole body does; `people.poses` has the joints."""

    STAND = "stand"
    WALK = "walk"
    RUN = "run"
    SIT = "sit"
    DRIVE = "drive"
    RIDE = "ride"
    LIE = "lie"
    FALL = "fall"
    LEAN = "lean"
    KNEEL = "kneel"
    CROUCH = "crouch"
    JUMP = "jump"
    DANCE = "dance"
    FIGHT = "fight"
    CLIMB = "climb"
    BOW = "bow"


class Arms(StrEnum):
    """What the arms do on top of the pose; OWN leaves them to the pose."""

    OWN = "own"
    DOWN = "down"
    CROSSED = "crossed"
    HIPS = "hips"
    POCKETS = "pockets"
    BEHIND = "behind"
    POINT = "point"
    REACH = "reach"
    HOLD = "hold"
    SHOW = "show"
    DRINK = "drink"
    SMOKE = "smoke"
    EAT = "eat"
    PHONE = "phone"
    AIM = "aim"
    READ = "read"
    WRITE = "write"
    TYPE = "type"
    PLAY = "play"
    CARRY = "carry"
    STEER = "steer"
    DOOR = "door"
    GESTURE = "gesture"
    SHRUG = "shrug"
    WAVE = "wave"
    HANDS_UP = "hands_up"
    FACE_IN_HANDS = "face_in_hands"
    CHIN = "chin"
    HEAD = "head"
    CHEST = "chest"
    SALUTE = "salute"
    PRAY = "pray"
    CLAP = "clap"
    PUNCH = "punch"
    SWING = "swing"
    HUG = "hug"
    SHAKE = "shake"
    TABLE = "table"
    LIFT = "lift"


class Expression(StrEnum):
    """What the face shows; `people.expressions` has the measures."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    LAUGHING = "laughing"
    LOVING = "loving"
    SAD = "sad"
    CRYING = "crying"
    ANGRY = "angry"
    SHOUTING = "shouting"
    AFRAID = "afraid"
    SURPRISED = "surprised"
    DISGUSTED = "disgusted"
    WORRIED = "worried"
    DETERMINED = "determined"
    SARCASTIC = "sarcastic"
    TIRED = "tired"
    ASLEEP = "asleep"
    PAIN = "pain"
    WHISPERING = "whispering"
    THOUGHTFUL = "thoughtful"
    COLD = "cold"


class Gaze(StrEnum):
    """Where the eyes go. PARTNER is whoever the staging puts opposite; LENS is into the camera."""

    PARTNER = "partner"
    LENS = "lens"
    DOWN = "down"
    UP = "up"
    ASIDE = "aside"
    PROP = "prop"


class Performance(Frozen):
    """One character in one shot."""

    pose: Pose = Pose.STAND
    arms: Arms = Arms.OWN
    expression: Expression = Expression.NEUTRAL
    gaze: Gaze = Gaze.PARTNER
    prop: str = Field(default="", description="a name of renderers.painting.props, empty for none")
    intensity: Annotated[int, Field(ge=0, le=100)] = 50


NEUTRAL = Performance()
