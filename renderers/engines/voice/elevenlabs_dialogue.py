"""ElevenLabs dialogue: an exchange of lines ordered once, so that people answer each other in one breath.

Its lines are cut out of it by steps of their own, see `exchange_line`. A changed line buys the whole exchange again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from renderers.card import Accepts, Card, Exchanges
from renderers.engine import Job, Kind, Settings
from renderers.engines import elevenlabs_clones as clones
from renderers.engines.cloud import Offer, Sold, line_to
from renderers.engines.elevenlabs import judged
from renderers.engines.elevenlabs_exchange import (
    CHARACTERS,
    LINES,
    MODEL,
    VOICES,
    ExchangeCounter,
    Exchanged,
    Said,
    letters_of,
)
from renderers.engines.elevenlabs_lines import OFFER, VENDOR, voice_for
from renderers.engines.spoken import line_facts
from renderers.errors import BrokenPromise
from renderers.media.speech.exchange import Part, letters_in, lines_in, parts_of, write_exchange
from renderers.media.speech.pronunciations import respelt
from renderers.media.speech.tongues import ENGLISH
from renderers.media.wav import Samples
from renderers.plan import WorkerSize
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import Counter
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.runtime.web import Unanswered

_SEEDS = 2**32


class Speaker(Settings):
    """Somebody in an exchange: a voice, or so many of the recordings it is given, in their order."""

    voice: str = Field(default="", max_length=200)
    samples: Annotated[int, Field(ge=0, le=100)] = 0


class SaidLine(Settings):
    """What one of them says; another `take` is another try at the whole exchange."""

    text: str = Field(max_length=CHARACTERS)
    person: Annotated[int, Field(ge=0)]
    take: Annotated[int, Field(ge=0)] = 0


class ElevenLabsDialogueSettings(Settings):
    """Who speaks, and what is said in which order."""

    people: tuple[Speaker, ...] = Field(min_length=1, max_length=VOICES, description="Voices, by number")
    lines: tuple[SaidLine, ...] = Field(min_length=1, max_length=LINES, description="What is said, in order")
    pronunciations: dict[str, str] = Field(
        default_factory=dict, description="Words that are said in their own way: a respelling"
    )
    language: str = Field(default=ENGLISH, max_length=20, description="The language of the text")

    @model_validator(mode="after")
    def _speakable(self) -> Self:
        texts = self.spelt()
        for number, (line, text) in enumerate(zip(self.lines, texts, strict=True), 1):
            if line.person >= len(self.people):
                raise ValueError(f"line {number} is said by person {line.person}, and there are {len(self.people)}")
            if not letters_in(text):
                raise ValueError(f"line {number} of the exchange says nothing: {line.text[:40]!r}")
        if (count := sum(map(len, texts))) > CHARACTERS:
            raise ValueError(f"an exchange has at most {CHARACTERS} characters, not {count}; spread it over several")
        return self

    def spelt(self) -> list[str]:
        """The lines as they are sent, which is what is paid for."""
        return [respelt(line.text, self.pronunciations) for line in self.lines]


@dataclass(frozen=True, slots=True)
class ElevenLabsDialogue(Sold):
    """Several voices in one order."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[ElevenLabsDialogueSettings] = ElevenLabsDialogueSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD

    @property
    def card(self) -> Card:
        """Whose lines it takes together, and recordings of them."""
        together = Exchanges(("elevenlabs_speech", "elevenlabs_cloned"), LINES, CHARACTERS, VOICES)
        return replace(self.offer.card, accepts=frozenset({Accepts.VOICE}), exchanges=together)

    def makes_at_most(self, settings: ElevenLabsDialogueSettings) -> int:
        """The letters of all its lines."""
        return sum(map(len, settings.spelt()))

    @property
    def canceller(self) -> Counter:
        """It is one call: there is nothing to call off."""
        return ExchangeCounter()

    def render(self, job: Job[ElevenLabsDialogueSettings]) -> None:
        """Inputs `voice.0` and more: recordings of who is heard. The exchange with its lines and words as marks."""
        samples = list(_recordings(job, self.title))
        line = line_to(job, VENDOR, judged)
        people = zip(job.settings.people, samples, strict=True)
        voices = [clones.voice_of(line, brought) if brought else voice_for(each.voice) for each, brought in people]
        sound, parts = _bought(job, line, voices)
        write_exchange(job.out, sound, parts)
        job.progress(1.0)

    def forget(self, line: Line, samples: Collection[str]) -> int:
        """Deletes every voice that was made of these recordings; how many. Raises VendorFault."""
        return clones.forget(line, samples)

    def facts(self, path: Path) -> dict[str, Any]:
        """Length, lines and words of a finished exchange; raises BrokenPromise when it has no lines."""
        facts = line_facts(path) | {"lines": lines_in(path)}
        if not facts["lines"]:
            raise BrokenPromise(f"{path.name} is no exchange: nobody's line is marked in it")
        return facts


def _recordings(job: Job[ElevenLabsDialogueSettings], title: str) -> Iterator[list[Path]]:
    """Of every person, checked before anything is sent. Raises BadInput."""
    brought = job.series(Accepts.VOICE.value)
    for person in job.settings.people:
        mine, brought = brought[: person.samples][: clones.MOST_SAMPLES], brought[person.samples :]
        if person.samples:
            clones.insist_on(mine, title)
        yield mine


def _bought(job: Job[ElevenLabsDialogueSettings], line: Line, voices: list[str]) -> tuple[Samples, list[Part]]:
    settings, into = job.settings, job.scratch / "exchange.json"
    texts = settings.spelt()
    said = tuple(Said(text, voices[each.person]) for text, each in zip(texts, settings.lines, strict=True))
    code = settings.language.split("-")[0].lower()
    counter = ExchangeCounter(said, code if len(code) == 2 else "", _seed(settings), into)
    order = VendorJob(counter, line, job.desk, job.progress)
    placed = order.bought(into, kept=job.kept)
    try:
        came = Exchanged.model_validate_json(into.read_bytes())
        sound = came.sound()
        return sound, parts_of(sound, texts, letters_of(came, said))
    except (ValidationError, Unanswered, BrokenPromise) as error:
        raise order.spoiled(placed, str(error).splitlines()[0]) from error


def _seed(settings: ElevenLabsDialogueSettings) -> int:
    takes = ".".join(str(line.take) for line in settings.lines)
    return int(hashlib.sha256(takes.encode()).hexdigest(), 16) % _SEEDS


ENGINE = ElevenLabsDialogue(
    name="elevenlabs_dialogue",
    title="ElevenLabs dialogue, an exchange in one order",
    offer=replace(
        OFFER,
        model=MODEL,
        longest_prompt=CHARACTERS,
        note="$0.08 for 1,000 characters of all lines; a changed line buys its exchange again.",
    ),
)
