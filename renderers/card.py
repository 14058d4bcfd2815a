"""An engine's card: what it may be used for, what it can do, what it needs and what it costs. Read by everybody.

The planner, the price of a quote, the engines page and the contract test read cards; nothing else knows model names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from renderers.prices import Price
from renderers.spec import Finish


class Terms(StrEnum):
    """What a licence allows somebody who sells films made with a thing."""

    FREE = "free"
    REGISTRATION = "registration"
    NON_COMMERCIAL = "non-commercial"
    NO_HOSTING = "hosted-forbidden"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its usual name. Only `free` may be used in a paid service without the operator's own agreement."""

    name: str
    terms: Terms = Terms.FREE

    @property
    def why_off(self) -> str:
        """Why it needs an agreement, in words; nothing when it needs none."""
        return {
            Terms.FREE: "",
            Terms.REGISTRATION: f"{self.name} asks whoever sells with it to register with its maker",
            Terms.NON_COMMERCIAL: f"{self.name} forbids commercial use",
            Terms.NO_HOSTING: f"{self.name} forbids hosting it for others",
        }[self.terms]


OWN = Licence("the studio's own code")


class Accepts(StrEnum):
    """What an engine can be given besides its settings, by the role of the input."""

    FIRST = "first"
    """A picture the shot begins with."""
    LAST = "last"
    """A picture the shot ends on."""
    TAIL = "tail"
    """The last frames of what comes before, so that motion carries over."""
    REFERENCE = "reference"
    """Sheets of who must look the same, from all sides."""
    FACE = "face"
    """Portraits of who must look the same."""
    LORA = "lora"
    """Adapters trained on somebody's pictures."""
    VOICE = "voice"
    """A recording of whoever shall be heard."""
    TRAINED = "trained"
    """A voice that was trained on somebody's recordings."""
    INDEX = "index"
    """What a trained voice keeps of those recordings, to be nearer to them."""
    SOURCE = "source"
    """A file that is changed rather than something new."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: a folder of the model store, and where it comes from.

    `only` are the patterns of the files that are needed; `memory_gb` is what all of it takes in 16 bits, `part_gb` its
    largest part. `made_of` is what is published where the model itself is not, in a form that nothing here reads: of it
    the model is made when it is pulled, by the recipe of its name in `renderers/models/recipes`.
    """

    name: str
    source: str
    licence: Licence
    memory_gb: float
    part_gb: float
    revision: str = "main"
    only: tuple[str, ...] = ()
    made_of: tuple[Weights, ...] = ()


@dataclass(frozen=True, slots=True)
class Lengths:
    """Frame counts a video model can make in one go: `step` * k + `offset`, at most `most`, at `fps`."""

    fps: int
    most: int
    step: int = 1
    offset: int = 0

    def covering(self, frames: int) -> int:
        """The smallest legal count that is no less than `frames`, or the largest there is."""
        wanted = max(frames, self.step + self.offset)
        legal = -(-(wanted - self.offset) // self.step) * self.step + self.offset
        return min(legal, self.most)

    def at(self, share: float) -> Lengths:
        """The same model making only this part of its longest at once."""
        least = self.step + self.offset
        most = int((self.most * share - self.offset) // self.step) * self.step + self.offset
        return replace(self, most=max(least, min(self.most, most)))


@dataclass(frozen=True, slots=True)
class Frame:
    """Pictures a model draws well: sizes of about `pixels`, sides a multiple of `multiple`."""

    pixels: int
    multiple: int = 8

    def fitting(self, width: int, height: int) -> tuple[int, int]:
        """The size of about the model's own number of pixels with this shape; never larger than it needs to be."""
        scale = min(1.0, (self.pixels / (width * height)) ** 0.5)
        across, down = (max(self.multiple, self._whole(side * scale)) for side in (width, height))
        return across, down

    def _whole(self, side: float) -> int:
        return -(-round(side) // self.multiple) * self.multiple


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """A voice that an engine brings: what it is called there and for people; `female`, `male`, or empty."""

    name: str
    title: str
    gender: str = ""


class Placed(StrEnum):
    """Where the mark of a feeling stands in a line that is said breath by breath."""

    ONCE = "once"
    """Before the first words: a laugh, a sigh."""
    EACH = "each"
    """Before every breath: a way to speak."""
    AROUND = "around"
    """On both sides of every breath."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a line in brackets may ask for (see `media.speech.feelings`), and how this engine is told."""

    name: str
    mark: str
    placed: Placed = Placed.ONCE


@dataclass(frozen=True, slots=True)
class Speaks:
    """How an engine speaks: languages as (code, title), what it can be told to feel, and the voices it brings.

    One that brings none is given a voice of the studio's catalogue: who is heard, or how it is said. `tuning` names
    those of its settings, whole numbers, that a character has for themself. `keeps_pitch`: nobody is made higher or
    lower by it.
    """

    languages: tuple[tuple[str, str], ...]
    voices: tuple[NamedVoice, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    tuning: tuple[str, ...] = ()
    keeps_pitch: bool = False


@dataclass(frozen=True, slots=True)
class Exchanges:
    """What an engine speaks in one order: lines of whom `engines` would speak one by one, and at most how much."""

    engines: tuple[str, ...]
    lines: int
    characters: int
    voices: int


@dataclass(frozen=True, slots=True)
class Effort:
    """Seconds that a step takes on a worker of the engine's size: whatever it makes, and for each frame of film.

    Generous, since a quote is a promise; `make gpu-acceptance` measures them.
    """

    seconds: float
    per_frame: float = 0.0

    def of(self, frames: int) -> float:
        """For a shot of so many frames, or a picture."""
        return self.seconds + self.per_frame * frames


@dataclass(frozen=True, slots=True)
class Card:
    """Everything but name, version, settings and worker size, which every engine has.

    `price` is None for what is paid as the worker's time, `effort` where the compiler knows the work better. `beside`
    are models laid over the weights: adapters, encoders of faces. Of what it `accepts` it can do nothing without what
    it `needs`. `people` is how many it keeps the looks of at once; `finishes` is what it does to finished clips;
    `speaks` is for engines of voices that a character can be given whatever the preset says, `exchanges` for those that
    speak several lines in one order.
    `deterministic`: the same settings and inputs give the same bytes on one kind of machine. A shot longer than
    `lengths` is carried on from the input that `continues` names.
    """

    code: Licence = OWN
    weights: Weights | None = None
    beside: tuple[Weights, ...] = ()
    lengths: Lengths | None = None
    frame: Frame | None = None
    accepts: frozenset[Accepts] = frozenset()
    needs: frozenset[Accepts] = frozenset()
    people: int = 0
    finishes: Finish | None = None
    speaks: Speaks | None = None
    exchanges: Exchanges | None = None
    sound: str = ""
    price: Price | None = None
    effort: Effort | None = None
    deterministic: bool = True
    proven: str = "Runs on any machine; proven by the contract test"

    @property
    def continues(self) -> Accepts | None:
        """How a shot longer than its limit is carried on; None, it cannot be."""
        return next((way for way in (Accepts.TAIL, Accepts.FIRST) if way in self.accepts), None)

    @property
    def clones(self) -> bool:
        """Whether it speaks in the voice of a recording."""
        return self.speaks is not None and Accepts.VOICE in self.accepts

    @property
    def trained(self) -> bool:
        """Whether it speaks in a voice that was trained elsewhere and is brought."""
        return self.speaks is not None and Accepts.TRAINED in self.accepts

    @property
    def models(self) -> tuple[Weights, ...]:
        """All that must be in the model store: the weights first, then what is laid over them."""
        return (self.weights, *self.beside) if self.weights else self.beside

    def licences(self) -> tuple[Licence, ...]:
        """Of code and weights."""
        return (self.code, *(weights.licence for weights in self.models))


def listed(values: Iterable[Accepts]) -> str:
    """For people: `first, last`."""
    return ", ".join(sorted(value.value for value in values))
