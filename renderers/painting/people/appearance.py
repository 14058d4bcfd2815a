"""Who somebody is to the eye: frozen plain data, so that a look can enter a plan's digest."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from renderers.spec import Frozen

Percent = Annotated[int, Field(ge=0, le=100)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Being(StrEnum):
    """What kind of body there is to draw."""

    HUMAN = "human"
    ROBOT = "robot"
    ALIEN = "alien"
    GHOST = "ghost"
    DOG = "dog"
    CAT = "cat"
    HORSE = "horse"
    BIRD = "bird"
    MACHINE = "machine"  # a computer, an intercom, a voice without a body: drawn as the thing that speaks


class Gender(StrEnum):
    """How somebody presents."""

    WOMAN = "woman"
    MAN = "man"
    NEUTRAL = "neutral"


class Build(StrEnum):
    """The frame of the body."""

    SLIGHT = "slight"
    AVERAGE = "average"
    ATHLETIC = "athletic"
    BROAD = "broad"
    HEAVY = "heavy"


class FaceShape(StrEnum):
    """The outline of the face."""

    OVAL = "oval"
    ROUND = "round"
    SQUARE = "square"
    LONG = "long"
    HEART = "heart"


class Hair(StrEnum):
    """How the hair is worn."""

    BALD = "bald"
    RECEDING = "receding"
    BUZZ = "buzz"
    SHORT = "short"
    SIDE_PART = "side_part"
    SWEPT = "swept"
    MESSY = "messy"
    QUIFF = "quiff"
    CURLY = "curly"
    AFRO = "afro"
    DREADS = "dreads"
    BOB = "bob"
    FRINGE = "fringe"
    WAVY = "wavy"
    LONG = "long"
    PONYTAIL = "ponytail"
    BUN = "bun"
    TOP_KNOT = "top_knot"
    BRAID = "braid"
    PIGTAILS = "pigtails"
    PIXIE = "pixie"
    MOHAWK = "mohawk"


class FacialHair(StrEnum):
    """Hair on the lower face."""

    NONE = "none"
    STUBBLE = "stubble"
    MOUSTACHE = "moustache"
    GOATEE = "goatee"
    BEARD = "beard"
    LONG_BEARD = "long_beard"


class Headwear(StrEnum):
    """What is on the head."""

    NONE = "none"
    CAP = "cap"
    BEANIE = "beanie"
    FEDORA = "fedora"
    COWBOY = "cowboy"
    TOP_HAT = "top_hat"
    STRAW = "straw"
    PEAKED = "peaked"
    HELMET = "helmet"
    HARD_HAT = "hard_hat"
    SPACE_HELMET = "space_helmet"
    HOOD = "hood"
    HEADSCARF = "headscarf"
    BANDANA = "bandana"
    CROWN = "crown"
    TOQUE = "toque"
    WIZARD = "wizard"
    TURBAN = "turban"


class Glasses(StrEnum):
    """What is in front of the eyes."""

    NONE = "none"
    ROUND = "round"
    SQUARE = "square"
    DARK = "dark"
    EYEPATCH = "eyepatch"


class Outfit(StrEnum):
    """What is worn; `clothes.CUTS` says how each is cut."""

    SUIT = "suit"
    TUXEDO = "tuxedo"
    BLAZER = "blazer"
    COAT = "coat"
    TRENCH = "trench"
    OILSKIN = "oilskin"
    PARKA = "parka"
    LEATHER = "leather"
    DENIM = "denim"
    BOMBER = "bomber"
    HOODIE = "hoodie"
    SWEATER = "sweater"
    TURTLENECK = "turtleneck"
    CARDIGAN = "cardigan"
    SHIRT = "shirt"
    PLAID = "plaid"
    TEE = "tee"
    TANK = "tank"
    WAISTCOAT = "waistcoat"
    BLOUSE = "blouse"
    DRESS = "dress"
    GOWN = "gown"
    UNIFORM = "uniform"
    FATIGUES = "fatigues"
    LAB_COAT = "lab_coat"
    SCRUBS = "scrubs"
    APRON = "apron"
    OVERALLS = "overalls"
    JUMPSUIT = "jumpsuit"
    ROBE = "robe"
    CASSOCK = "cassock"
    CLOAK = "cloak"
    ARMOUR = "armour"
    SPACESUIT = "spacesuit"
    PYJAMAS = "pyjamas"
    HOSPITAL_GOWN = "hospital_gown"
    BATHROBE = "bathrobe"


class Mark(StrEnum):
    """What else the eye remembers, of the person or of the scene."""

    SCAR = "scar"
    FRECKLES = "freckles"
    TATTOO = "tattoo"
    MOLE = "mole"
    BANDAGE = "bandage"
    BRUISE = "bruise"
    BLOOD = "blood"
    DIRT = "dirt"
    SOAKED = "soaked"
    SNOW = "snow"


class Accessory(StrEnum):
    """Small things worn."""

    SCARF = "scarf"
    NECKLACE = "necklace"
    EARRINGS = "earrings"
    TIE = "tie"
    BOW_TIE = "bow_tie"
    BADGE = "badge"
    STETHOSCOPE = "stethoscope"
    HEADPHONES = "headphones"
    BACKPACK = "backpack"
    COLLAR = "collar"
    BELT = "belt"
    GLOVES = "gloves"


class Face(Frozen):
    """The measures of one face; 50 is the middle of what people have."""

    shape: FaceShape = FaceShape.OVAL
    jaw: Percent = 50
    chin: Percent = 50
    cheeks: Percent = 50
    nose_length: Percent = 50
    nose_width: Percent = 50
    nose_bridge: Percent = 50
    lips: Percent = 50
    mouth: Percent = 50
    eye_size: Percent = 50
    eye_gap: Percent = 50
    eye_tilt: Percent = 50
    brows: Percent = 50
    brow_arch: Percent = 50
    ears: Percent = 50


class Appearance(Frozen):
    """One character as drawn in one scene, without a name: who is renamed looks the same.

    Colours are #rrggbb; heights are percent of an average adult.
    """

    being: Being = Being.HUMAN
    years: Annotated[int, Field(ge=0, le=110)] = 35
    gender: Gender = Gender.NEUTRAL
    build: Build = Build.AVERAGE
    height_percent: Annotated[int, Field(ge=30, le=130)] = 100
    skin: Colour = "#e0a980"
    face: Face = Face()
    eyes: Colour = "#4a3526"
    hair: Hair = Hair.SHORT
    hair_colour: Colour = "#2a1c16"
    facial_hair: FacialHair = FacialHair.NONE
    glasses: Glasses = Glasses.NONE
    headwear: Headwear = Headwear.NONE
    outfit: Outfit = Outfit.SHIRT
    main: Colour = "#34506e"
    second: Colour = "#d9d2c3"
    trousers: Colour = "#2a2d38"
    accent: Colour = "#b04a3a"
    accessories: tuple[Accessory, ...] = ()
    marks: tuple[Mark, ...] = ()
    said: tuple[str, ...] = Field(
        default=(), description="fields the script states; `contrasted` keeps and then forgets"
    )
