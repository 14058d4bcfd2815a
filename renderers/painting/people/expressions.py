"""What a face does for each expression, and what a mouth does for each viseme, as measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from renderers.painting.acting import Expression
from renderers.painting.people.viseme import Viseme


@dataclass(frozen=True)
class Mien:
    """-1..1 or 0..1; zero is a calm face. `brow` lifts, `inner` lifts the inner ends (grief) or lowers them (anger)."""

    brow: float = 0.0
    inner: float = 0.0
    skew: float = 0.0  # one brow higher than the other
    lid: float = 0.0  # closing from above
    squint: float = 0.0  # rising lower lid
    wide: float = 0.0  # opened eyes
    smile: float = 0.0  # corners up or down
    lopsided: float = 0.0  # the smile on one side only
    tense: float = 0.0  # pressed lips
    part: float = 0.0  # mouth open while silent
    teeth: float = 0.0  # bared
    blush: float = 0.0
    tears: float = 0.0
    sweat: float = 0.0
    nod: float = 0.0  # degrees, positive looks down
    tilt: float = 0.0  # degrees of roll

    def at(self, strength: float) -> Mien:
        """Weaker or stronger by `strength` (1 is as written)."""
        names = ("brow", "inner", "skew", "squint", "wide", "smile", "lopsided", "tense", "blush", "nod", "tilt")
        return replace(self, **{name: getattr(self, name) * strength for name in names})


MIENS: Mapping[Expression, Mien] = MappingProxyType(
    {
        Expression.NEUTRAL: Mien(smile=0.12),
        Expression.HAPPY: Mien(brow=0.25, squint=0.35, smile=0.85, blush=0.4),
        Expression.LAUGHING: Mien(brow=0.4, squint=0.8, lid=0.45, smile=1.0, part=0.75, teeth=1, blush=0.5, nod=-6),
        Expression.LOVING: Mien(brow=0.1, inner=0.35, lid=0.22, squint=0.2, smile=0.5, blush=0.7, tilt=4),
        Expression.SAD: Mien(inner=0.85, lid=0.28, smile=-0.55, nod=7),
        Expression.CRYING: Mien(inner=1.0, lid=0.45, squint=0.5, smile=-0.8, part=0.18, tears=1, blush=0.5, nod=8),
        Expression.ANGRY: Mien(brow=-0.45, inner=-1.0, squint=0.45, smile=-0.4, tense=0.6, nod=4),
        Expression.SHOUTING: Mien(brow=-0.3, inner=-1.0, squint=0.5, smile=-0.2, part=0.9, teeth=1, blush=0.4, nod=-3),
        Expression.AFRAID: Mien(brow=0.7, inner=0.7, wide=0.8, smile=-0.3, part=0.3, sweat=1),
        Expression.SURPRISED: Mien(brow=1.0, wide=1.0, part=0.5),
        Expression.DISGUSTED: Mien(brow=-0.2, inner=-0.5, skew=0.4, squint=0.6, lid=0.15, smile=-0.6, lopsided=-0.5),
        Expression.WORRIED: Mien(brow=0.1, inner=0.75, smile=-0.25, tense=0.3),
        Expression.DETERMINED: Mien(brow=-0.3, inner=-0.55, squint=0.25, tense=0.5),
        Expression.SARCASTIC: Mien(brow=0.1, skew=0.9, lid=0.25, smile=0.25, lopsided=0.9, tilt=-4),
        Expression.TIRED: Mien(inner=0.25, brow=-0.1, lid=0.5, smile=-0.15, nod=7),
        Expression.ASLEEP: Mien(lid=1.0, nod=4),
        Expression.PAIN: Mien(brow=-0.2, inner=0.3, squint=1.0, lid=0.7, smile=-0.5, teeth=1, part=0.3, sweat=1),
        Expression.WHISPERING: Mien(brow=0.1, lid=0.1, squint=0.15, nod=3),
        Expression.THOUGHTFUL: Mien(skew=0.4, inner=0.1, lid=0.15, lopsided=-0.2, tilt=5),
        Expression.COLD: Mien(inner=-0.2, lid=0.3, smile=-0.12),
    }
)


@dataclass(frozen=True)
class Lips:
    """One mouth shape: relative width, how far the lips part (up, down in heads), jaw 0..1, and what is inside."""

    width: float = 1.0
    up: float = 0.0
    down: float = 0.0
    jaw: float = 0.0
    pout: float = 0.0
    press: float = 0.0
    teeth: float = 0.0
    tongue: float = 0.0
    bite: float = 0.0


LIPS: Mapping[Viseme, Lips] = MappingProxyType(
    {
        Viseme.REST: Lips(),
        Viseme.CLOSED: Lips(width=0.95, press=1.0),
        Viseme.TEETH: Lips(width=1.02, up=0.010, down=0.020, jaw=0.10, teeth=1.0),
        Viseme.BITE: Lips(width=0.96, up=0.010, down=0.006, jaw=0.05, teeth=0.8, bite=1.0),
        Viseme.TONGUE: Lips(width=0.98, up=0.010, down=0.034, jaw=0.25, teeth=0.5, tongue=1.0),
        Viseme.EE: Lips(width=1.20, up=0.012, down=0.024, jaw=0.12, teeth=0.9),
        Viseme.EH: Lips(width=1.08, up=0.012, down=0.046, jaw=0.4, teeth=0.5, tongue=0.3),
        Viseme.AH: Lips(width=1.02, up=0.014, down=0.078, jaw=0.75, teeth=0.35, tongue=0.4),
        Viseme.OH: Lips(width=0.74, up=0.016, down=0.062, jaw=0.5, pout=0.5, teeth=0.2),
        Viseme.OO: Lips(width=0.52, up=0.010, down=0.030, jaw=0.2, pout=1.0),
        Viseme.WIDE: Lips(width=1.18, up=0.024, down=0.105, jaw=1.0, teeth=0.8, tongue=0.5),
    }
)


def lips_of(viseme: Viseme, mien: Mien) -> Lips:
    """The mouth saying `viseme` with this face; a silent mouth may still stand open."""
    lips = LIPS[viseme]
    if viseme is Viseme.REST and mien.part > 0:
        jaw = mien.part * 0.8
        return Lips(width=1.0 + 0.16 * mien.teeth, up=0.016, down=0.085 * mien.part, jaw=jaw, teeth=mien.teeth * 0.8)
    if viseme is Viseme.REST:
        return replace(lips, press=mien.tense)
    louder = 1 + 0.35 * mien.part
    return replace(
        lips, down=lips.down * louder, jaw=min(1.0, lips.jaw * louder), teeth=max(lips.teeth, 0.7 * mien.teeth)
    )
