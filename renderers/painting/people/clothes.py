"""How outfits are cut. Data only: adding an outfit is one row here and one name in `appearance.Outfit`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from renderers.painting.people.appearance import Outfit


class Collar(StrEnum):
    """The shape at the neck."""

    CREW = "crew"
    SCOOP = "scoop"
    SHIRT = "shirt"
    TURTLE = "turtle"
    LAPEL = "lapel"
    HOOD = "hood"
    STAND = "stand"
    FUR = "fur"
    CLERIC = "cleric"
    WRAP = "wrap"
    RING = "ring"
    STRAPS = "straps"


class Front(StrEnum):
    """How it closes."""

    NONE = "none"
    BUTTONS = "buttons"
    DOUBLE = "double"
    ZIP = "zip"
    SEAM = "seam"


class Pattern(StrEnum):
    """What is on the cloth."""

    PLAIN = "plain"
    PLAID = "plaid"
    STRIPES = "stripes"
    CAMO = "camo"
    DOTS = "dots"
    KNIT = "knit"
    PLATES = "plates"
    QUILT = "quilt"
    BAND = "band"


class Legs(StrEnum):
    """What the legs wear."""

    TROUSERS = "trousers"
    SAME = "same"  # of the cloth of the top: suits, uniforms, overalls
    BARE = "bare"
    TIGHTS = "tights"


@dataclass(frozen=True)
class Cut:
    """`opening`, the V, is a share of the torso, `sleeve` a share of the arm, `hem` heads below the hip."""

    collar: Collar
    front: Front = Front.NONE
    opening: float = 0.0
    inner: str = ""  # colour of what shows in the opening: "second", "white", "skin"
    tie: str = ""  # "", "long", "bow"
    sleeve: float = 1.0
    hem: float = 0.12
    flare: float = 0.0
    legs: Legs = Legs.TROUSERS
    pattern: Pattern = Pattern.PLAIN
    loose: float = 0.03
    belt: str = ""
    pockets: int = 0
    bib: str = ""  # an apron or dungarees in this colour over the top
    badge: int = 0
    boots: int = 0


CUTS: Mapping[Outfit, Cut] = MappingProxyType(
    {
        Outfit.SUIT: Cut(
            Collar.LAPEL, Front.BUTTONS, 0.50, "white", "long", hem=0.42, legs=Legs.SAME, loose=0.05, pockets=1
        ),
        Outfit.TUXEDO: Cut(Collar.LAPEL, Front.BUTTONS, 0.54, "white", "bow", hem=0.42, legs=Legs.SAME, loose=0.05),
        Outfit.BLAZER: Cut(Collar.LAPEL, Front.BUTTONS, 0.50, "second", hem=0.36, loose=0.04, pockets=1),
        Outfit.COAT: Cut(Collar.LAPEL, Front.BUTTONS, 0.34, "second", hem=1.75, flare=0.16, loose=0.08, pockets=1),
        Outfit.TRENCH: Cut(
            Collar.LAPEL, Front.DOUBLE, 0.30, "white", "long", hem=1.85, flare=0.2, loose=0.08, belt="self", pockets=1
        ),
        Outfit.OILSKIN: Cut(
            Collar.STAND, Front.BUTTONS, 0.10, "second", hem=1.6, flare=0.26, loose=0.11, pockets=1, boots=1
        ),
        Outfit.PARKA: Cut(
            Collar.FUR, Front.ZIP, 0.14, "second", hem=0.95, flare=0.08, loose=0.12, pockets=1, pattern=Pattern.QUILT
        ),
        Outfit.LEATHER: Cut(Collar.LAPEL, Front.ZIP, 0.36, "second", hem=0.10, loose=0.05),
        Outfit.DENIM: Cut(Collar.SHIRT, Front.BUTTONS, 0.30, "second", hem=0.12, loose=0.05, pockets=1),
        Outfit.BOMBER: Cut(Collar.STAND, Front.ZIP, 0.20, "second", hem=0.14, loose=0.08, pattern=Pattern.BAND),
        Outfit.HOODIE: Cut(Collar.HOOD, Front.NONE, hem=0.22, loose=0.08, pockets=2),
        Outfit.SWEATER: Cut(Collar.CREW, hem=0.20, loose=0.06, pattern=Pattern.STRIPES),
        Outfit.TURTLENECK: Cut(Collar.TURTLE, hem=0.16, loose=0.03, pattern=Pattern.KNIT),
        Outfit.CARDIGAN: Cut(Collar.WRAP, Front.BUTTONS, 0.46, "second", hem=0.34, loose=0.06, pattern=Pattern.KNIT),
        Outfit.SHIRT: Cut(Collar.SHIRT, Front.BUTTONS, 0.08, "skin", hem=0.08, loose=0.03, belt="dark"),
        Outfit.PLAID: Cut(Collar.SHIRT, Front.BUTTONS, 0.10, "second", hem=0.26, loose=0.05, pattern=Pattern.PLAID),
        Outfit.TEE: Cut(Collar.CREW, sleeve=0.40, hem=0.18, loose=0.04),
        Outfit.TANK: Cut(Collar.STRAPS, sleeve=0.0, hem=0.14, loose=0.02),
        Outfit.WAISTCOAT: Cut(Collar.LAPEL, Front.BUTTONS, 0.42, "white", "long", hem=0.10, loose=0.03),
        Outfit.BLOUSE: Cut(Collar.SCOOP, hem=0.10, loose=0.04, pattern=Pattern.DOTS),
        Outfit.DRESS: Cut(Collar.SCOOP, sleeve=0.30, hem=1.65, flare=0.42, legs=Legs.BARE, loose=0.01, belt="dark"),
        Outfit.GOWN: Cut(Collar.STRAPS, sleeve=0.0, hem=3.0, flare=0.42, legs=Legs.BARE, loose=0.01),
        Outfit.UNIFORM: Cut(
            Collar.SHIRT,
            Front.BUTTONS,
            0.06,
            "second",
            "long",
            hem=0.10,
            legs=Legs.SAME,
            belt="dark",
            pockets=1,
            badge=1,
        ),
        Outfit.FATIGUES: Cut(
            Collar.STAND,
            Front.SEAM,
            0.05,
            "second",
            hem=0.20,
            legs=Legs.SAME,
            pattern=Pattern.CAMO,
            belt="dark",
            pockets=1,
            boots=1,
            loose=0.05,
        ),
        Outfit.LAB_COAT: Cut(
            Collar.LAPEL, Front.BUTTONS, 0.40, "second", "long", hem=1.35, flare=0.12, loose=0.08, pockets=1, badge=1
        ),
        Outfit.SCRUBS: Cut(Collar.SCOOP, sleeve=0.42, hem=0.26, legs=Legs.SAME, loose=0.06, pockets=1),
        Outfit.APRON: Cut(Collar.SHIRT, Front.NONE, 0.06, "skin", sleeve=0.62, bib="second", hem=0.10),
        Outfit.OVERALLS: Cut(Collar.SHIRT, Front.NONE, 0.06, "skin", bib="trousers", hem=0.0, boots=1),
        Outfit.JUMPSUIT: Cut(
            Collar.STAND, Front.ZIP, 0.10, "second", hem=0.0, legs=Legs.SAME, belt="self", loose=0.06, badge=1, boots=1
        ),
        Outfit.ROBE: Cut(
            Collar.WRAP, Front.SEAM, 0.30, "second", hem=2.9, flare=0.36, loose=0.12, belt="rope", legs=Legs.BARE
        ),
        Outfit.CASSOCK: Cut(Collar.CLERIC, Front.BUTTONS, hem=2.9, flare=0.26, loose=0.06, legs=Legs.SAME),
        Outfit.CLOAK: Cut(
            Collar.HOOD, Front.SEAM, hem=2.6, flare=0.5, loose=0.16, belt="", legs=Legs.TROUSERS, boots=1
        ),
        Outfit.ARMOUR: Cut(
            Collar.RING,
            Front.SEAM,
            hem=0.5,
            flare=0.14,
            loose=0.06,
            legs=Legs.SAME,
            pattern=Pattern.PLATES,
            belt="dark",
            boots=1,
        ),
        Outfit.SPACESUIT: Cut(
            Collar.RING,
            Front.NONE,
            hem=0.05,
            legs=Legs.SAME,
            loose=0.16,
            pattern=Pattern.BAND,
            belt="self",
            badge=1,
            boots=1,
        ),
        Outfit.PYJAMAS: Cut(
            Collar.SHIRT, Front.BUTTONS, 0.12, "skin", hem=0.30, legs=Legs.SAME, loose=0.07, pattern=Pattern.STRIPES
        ),
        Outfit.HOSPITAL_GOWN: Cut(
            Collar.SCOOP, sleeve=0.45, hem=1.6, flare=0.16, legs=Legs.BARE, loose=0.09, pattern=Pattern.DOTS
        ),
        Outfit.BATHROBE: Cut(
            Collar.WRAP, Front.SEAM, 0.42, "skin", hem=1.9, flare=0.16, loose=0.10, belt="self", legs=Legs.BARE
        ),
    }
)
