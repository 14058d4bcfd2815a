"""What every engine of a vendor shares: what it sells, how a step becomes orders, how a result becomes ours.

An engine brings the one thing that differs: how its vendor is asked.
"""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.card import Accepts, Card, Lengths, Licence, Terms
from renderers.engine import Job, Kind, Settings
from renderers.engines.conformed import write_conformed
from renderers.errors import BadInput, BrokenPromise
from renderers.media.conform import last_frame, probed
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.plan import WorkerSize
from renderers.prices import Price, Unit
from renderers.runtime.vendor_calls import Judge, Line, Pace, never_refused
from renderers.runtime.vendor_life import Counter
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.runtime.vendors import VENDORS
from renderers.spec import Movement
from renderers.timing import Rate

LARGEST_CLIP = 2 << 30
LARGEST_REFERENCE = 16 << 20
Side = Annotated[int, Field(ge=64, le=4096, multiple_of=2)]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a vendor sells: `seconds` are the lengths it makes, `ratios` its picture shapes by name.

    `price` is in millionths of a US dollar per `unit`, as the vendor's page said on `as_of`; `terms` whose words hold;
    `types` is the vendor's own package that the stand-in of the tests is held to, where there is one.
    """

    vendor: str
    model: str
    unit: Unit
    price: int
    as_of: str
    terms: str
    seconds: tuple[int, ...] = ()
    ratios: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    longest_prompt: int = 1000
    note: str = ""
    types: str = ""

    def covering(self, seconds: Fraction) -> int:
        """The shortest length it sells that is no shorter than this, or the longest it sells."""
        return next((each for each in self.seconds if each >= seconds), self.seconds[-1])

    def ratio(self, width: int, height: int) -> str:
        """The shape nearest to this one; BadInput when it would lose more than half of the picture."""
        wanted = width / height
        name = min(self.ratios, key=lambda each: abs(np.log(_shape(self.ratios[each]) / wanted)))
        if not 0.5 <= _shape(self.ratios[name]) / wanted <= 2:
            raise BadInput(
                f"{self.model} makes pictures of {', '.join(self.ratios)}; the film's {width}x{height} is too far from "
                f"all of them. The nearest is {name}."
            )
        return name

    def paid_seconds(self, seconds: Fraction) -> int:
        """What is paid for a shot of this length: the pieces it is made in."""
        paid, left = 0, seconds if seconds > 0 else Fraction(self.seconds[-1])
        while left > 0:
            piece = self.covering(left)
            paid, left = paid + piece, left - piece
        return paid

    @property
    def asked(self) -> Price:
        """What the vendor asks, as the month was when it was read."""
        return Price(self.unit, self.price, self.as_of[:7])

    @property
    def card(self) -> Card:
        """As every engine says it of itself."""
        licence = Licence(self.terms, Terms.FREE)
        longest = Lengths(fps=24, most=24 * self.seconds[-1], step=1) if self.seconds else None
        accepts = frozenset({Accepts.FIRST}) if self.ratios else frozenset()
        after = f"held to the types of the vendor's package {self.types}" if self.types else "built from its documents"
        shown = f"Proven against a stand-in for the vendor, {after}; seeing it needs a key"
        return Card(code=licence, lengths=longest, accepts=accepts, price=self.asked, deterministic=False, proven=shown)


class Sold:
    """What every engine of a vendor says of itself by its offer: terms and limits, and what is asked for it."""

    __slots__ = ()
    offer: Offer

    @property
    def card(self) -> Card:
        """Price, terms and limits."""
        return self.offer.card

    @property
    def price(self) -> Price:
        """What the vendor asks."""
        return self.offer.asked


def _shape(size: tuple[int, int]) -> float:
    return size[0] / size[1]


def line_to(job: Job[Any], vendor: str, judge: Judge = never_refused) -> Line:
    """A line to the vendor with this step's key. Raises KeyMissing."""
    access = job.desk.access(vendor)
    return Line(VENDORS[vendor], access, Pace(report=lambda: job.progress(0.0)), judge)


class CloudClipSettings(Settings):
    """What the shot shows, and how large the clip is."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second")
    prompt: str = Field(min_length=1, max_length=6000, description="What the camera sees, one paragraph")
    movement: Movement = Field(default=Movement.STATIC, description="What the camera does")
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(
        default=0, description="Another number is another take; vendors do not promise the same bytes for the same one"
    )
    seconds: Annotated[int, Field(ge=0, le=3600)] = Field(
        default=0, description="How long the shot is planned to be: what a quote counts; 0, the longest it makes"
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """One order: a part of a shot that its vendor can make in one go. `first` is the picture it begins with."""

    prompt: str
    seconds: int
    ratio: str
    seed: int
    first: Path | None = None
    model: str = ""

    @property
    def first_as_data(self) -> str:
        """The first picture as a data address."""
        return f"data:{media_type_of(self.first)};base64,{self.first_in_base64}" if self.first else ""

    @property
    def first_in_base64(self) -> str:
        """The first picture's bytes."""
        return base64.b64encode(self.first.read_bytes()).decode() if self.first else ""


@dataclass(frozen=True, slots=True)
class CloudClip(Sold, ABC):
    """An engine that has clips made by a vendor. Not the same bytes twice: what was paid is kept instead."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.CLIP
    settings: type[CloudClipSettings] = CloudClipSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: CloudClipSettings) -> int:
        """Milliseconds that are paid for the shot as planned."""
        return 1000 * self.offer.paid_seconds(Fraction(settings.seconds))

    @abstractmethod
    def counter(self, piece: Piece) -> Counter:
        """How the vendor is asked for one piece."""

    @property
    def canceller(self) -> Counter:
        """Somebody to tell that an order is not wanted any more, whatever was ordered."""
        return self.counter(Piece("", 0, "", 0))

    def judge(self) -> Judge:
        """How the vendor says that it will not make something."""
        return never_refused

    def unable(self, settings: CloudClipSettings) -> str:
        """A shape that is too far from all it makes."""
        try:
            self.offer.ratio(settings.width, settings.height)
        except BadInput as error:
            return str(error)
        return ""

    def render(self, job: Job[CloudClipSettings]) -> None:
        """Inputs `timing` (the shot's cut list) and, where it is to begin with a picture, `first`."""
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        line = line_to(job, self.offer.vendor, self.judge())
        ratio = self.offer.ratio(settings.width, settings.height)
        parts: list[Path] = []
        left, first = Fraction(timing.frames) / settings.rate, job.inputs.get("first")
        reference_checked(first)
        while left > 0:
            seconds = self.offer.covering(left)
            model = getattr(settings, "model", "")
            piece = Piece(self._prompt(settings), seconds, ratio, settings.seed, first, model)
            parts.append(self._made(job, line, piece, number=len(parts)))
            left -= seconds
            if left > 0:
                first = last_frame(parts[-1], job.scratch / f"last.{len(parts)}.png")
        write_conformed(job, parts, timing)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)

    def _prompt(self, settings: CloudClipSettings) -> str:
        words = MOVES.get(settings.movement, "")
        room = self.offer.longest_prompt - len(words) - 1
        return f"{shortened(settings.prompt, room)} {words}".strip()

    def _made(self, job: Job[Any], line: Line, piece: Piece, *, number: int) -> Path:
        path = job.scratch / f"part.{number}.mp4"
        order = VendorJob(self.counter(piece), line, job.desk, job.progress, number)
        placed = order.fetched([path], most_bytes=LARGEST_CLIP)
        try:
            seen = probed(path)
        except BrokenPromise as error:
            raise order.spoiled(placed, str(error)) from error
        if seen < Fraction(piece.seconds) * Fraction(3, 4):
            raise order.spoiled(placed, f"it lasts {float(seen):.1f} s instead of {piece.seconds} s")
        return path


MOVES: Mapping[Movement, str] = {
    Movement.STATIC: "The camera does not move.",
    Movement.PUSH_IN: "The camera moves slowly closer.",
    Movement.PULL_OUT: "The camera moves slowly away.",
    Movement.PAN_LEFT: "The camera pans to the left.",
    Movement.PAN_RIGHT: "The camera pans to the right.",
    Movement.TILT_UP: "The camera tilts up.",
    Movement.TILT_DOWN: "The camera tilts down.",
    Movement.TRACK: "The camera tracks along with the action.",
    Movement.CRANE: "The camera rises on a crane.",
    Movement.HANDHELD: "The camera is held by hand.",
    Movement.RACK_FOCUS: "The focus moves from the foreground to the background.",
}


def shortened(text: str, most: int) -> str:
    """At most so many UTF-16 units, as vendors count, cut between words."""
    flat = " ".join(text.split())
    if len(flat.encode("utf-16-le")) // 2 <= most:
        return flat
    kept = flat.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
    return kept.rpartition(" ")[0] or kept


_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def media_type_of(path: Path) -> str:
    """Of a picture, by its first bytes; BadInput for what vendors do not take."""
    head = path.open("rb").read(4)
    for start, kind in _KINDS.items():
        if head.startswith(start):
            return kind
    raise BadInput(f"{path.name} is not a PNG, JPEG or WebP picture; vendors take no others")


def reference_checked(path: Path | None) -> None:
    """BadInput for a picture no vendor takes, before anything is paid."""
    if path is None:
        return
    media_type_of(path)
    if path.stat().st_size > LARGEST_REFERENCE:
        raise BadInput(f"{path.name} is larger than 16 MB; vendors take no larger picture")
