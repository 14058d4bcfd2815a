"""ElevenLabs sound effects: every sound of a scene bought once by its words, laid and placed as our own foley lays its.

A sound that goes on is ordered as a loop; one that happens is cut to its first moment, and no two times it is heard are
quite alike. Sounds are in no list of the vendor: an order whose answer was lost is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from renderers.engine import Job, Kind
from renderers.engines.cloud import Offer, Sold
from renderers.engines.cloud_sound import bought
from renderers.engines.elevenlabs import judged
from renderers.engines.foley import EffectsSettings, laid
from renderers.media.stems import stem_facts
from renderers.media.wav import Samples, WavReader
from renderers.plan import WorkerSize
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Taken
from renderers.runtime.web import Unanswered
from renderers.sounds.dsp import seconds
from renderers.sounds.scenery import Kit
from renderers.sounds.soundscape import Soundscape
from renderers.sounds.source import Bed, Spot, Take
from renderers.sounds.sources import beds, sources, spots
from renderers.timing import SAMPLE_RATE

MODEL, LONGEST, SHORTEST = "eleven_text_to_sound_v2", Fraction(30), Fraction(1, 2)
LOOP_SECONDS = Fraction(22)
_PATIENCE_SECONDS = 180.0
_MELT = seconds(0.4)  # an MP3 begins and ends with a little silence: the ends of a loop are melted
_ALIKE = 0.03
_HEARD = 0.02
_BEFORE = seconds(0.005)


@dataclass(frozen=True, slots=True)
class Sound:
    """One to buy: `going_on` or not, on what ground where that is heard, how long."""

    name: str
    seconds: Fraction
    ground: str = ""

    @property
    def going_on(self) -> bool:
        """Whether it is a loop."""
        return self.name in beds()

    @property
    def words(self) -> str:
        """What the vendor is told."""
        source = sources()[self.name]
        said = source.caption or self.name.replace("_", " ")
        where = f" on {self.ground}" if self.ground else ""
        how = "steady ambience, seamless" if self.going_on else "one take, close, dry, nothing else"
        return f"{said}{where}, {how}, film sound effect, no music, no voices"


@dataclass(frozen=True, slots=True)
class EffectCounter:
    """One sound."""

    sound: Sound
    into: Path

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the sound."""
        body = {
            "text": self.sound.words,
            "model_id": MODEL,
            "duration_seconds": float(self.sound.seconds),
            "loop": self.sound.going_on,
        }
        path = "/v1/sound-generation?output_format=mp3_44100_128"
        answer = line.order(path, json=body, within_seconds=_PATIENCE_SECONDS, most_bytes=64 << 20)
        if not answer.media_type.startswith("audio/"):
            raise Unanswered("ElevenLabs answered an order for a sound with something else")
        self.into.write_bytes(answer.body)
        return Taken(answer.headers.get("request-id", "")[:200], is_whole=True)

    def look(self, _line: Line, _order: Order) -> Look:
        """There is nothing to look at."""
        raise CannotTell

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """No list of sounds can be asked for."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: it is one call."""


def wanted(soundscape: Soundscape) -> tuple[Sound, ...]:
    """Every sound of a scene, once, in a settled order: a step that is tried again orders nothing that it has."""
    going_on = {Sound(bed.sound, LOOP_SECONDS) for bed in soundscape.beds}
    happening = {
        Sound(spot.sound, _length(spots()[spot.sound]), _ground(spot.sound, spot.ground)) for spot in soundscape.spots
    }
    return tuple(sorted(going_on | happening, key=lambda sound: (sound.name, sound.ground)))


def _length(spot: Spot) -> Fraction:
    return min(LONGEST, max(SHORTEST, Fraction(round(10 * spot.lasts), 10)))


def _ground(name: str, ground: str) -> str:
    return ground if name in ("footsteps", "running") else ""


@dataclass(frozen=True, slots=True)
class ElevenLabsEffects(Sold):
    """Ambience and foley of ElevenLabs: a stem as our own engine of effects writes it."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.EFFECTS
    settings: type[EffectsSettings] = EffectsSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: EffectsSettings) -> int:
        """Milliseconds of all sounds."""
        return round(1000 * sum(sound.seconds for sound in wanted(settings.soundscape)))

    @property
    def canceller(self) -> Counter:
        """It is one call for each sound: there is nothing to call off."""
        return EffectCounter(Sound("rain", LOOP_SECONDS), Path("unused"))

    def render(self, job: Job[EffectsSettings]) -> None:
        """Input `timeline`: spots fall into its shots, its lines move the fader."""
        had = {}
        for number, sound in enumerate(wanted(job.settings.soundscape)):
            into = job.scratch / f"sound.{number}"
            counter, least = EffectCounter(sound, into), sound.seconds
            raw = bought(job, self.offer, judged, counter, into, at_least=least, part=number)
            had[sound.name, sound.ground] = _read(raw)
        laid(job, _kit(had))

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


def _read(raw: Path) -> Samples:
    with WavReader(raw) as sound:
        return np.concatenate(list(sound.blocks()))


def _kit(had: Mapping[tuple[str, str], Samples]) -> Kit:
    """What was bought under the names of our own sounds, at their levels."""
    going_on = {name: _bed(beds()[name], sound) for (name, _), sound in had.items() if name in beds()}
    happening = {name: _spot(spots()[name], dict(_grounds(name, had))) for name, _ in had if name in spots()}
    return Kit(going_on, happening)


def _grounds(name: str, had: Mapping[tuple[str, str], Samples]) -> Iterator[tuple[str, Samples]]:
    return ((ground, sound) for (other, ground), sound in had.items() if other == name)


def _bed(bed: Bed, sound: Samples) -> Bed:
    loop = looped(sound)
    return replace(bed, loops=lambda _rng: (loop,))


def _spot(spot: Spot, grounds: Mapping[str, Samples]) -> Spot:
    def strike(take: Take) -> Samples:
        sound = grounds.get(take.ground, next(iter(grounds.values())))
        return varied(begun(sound.mean(axis=1)), take)

    return replace(spot, strike=strike)


def looped(sound: Samples) -> Samples:
    """Its end melted into its beginning with equal power."""
    melt = min(_MELT, len(sound) // 4)
    across = np.sin(np.pi / 2 * np.arange(melt, dtype=np.float32) / melt)[:, None]
    body, end = sound[: len(sound) - melt].copy(), sound[len(sound) - melt :]
    body[:melt] = body[:melt] * across + end * across[::-1]
    return body.astype(np.float32)


def begun(sound: Samples) -> Samples:
    """Without the silence before its first moment, so that it is heard when it is seen."""
    loud = np.flatnonzero(np.abs(sound) > _HEARD * np.abs(sound).max())
    return sound[max(0, int(loud[0]) - _BEFORE) :] if len(loud) else sound


def varied(sound: Samples, take: Take) -> Samples:
    """A little higher or lower each time, and no longer than it may last."""
    speed = float(take.rng.uniform(1 - _ALIKE, 1 + _ALIKE))
    size = min(round(len(sound) / speed), max(1, round(take.seconds * SAMPLE_RATE)))
    made: Samples = np.interp(np.arange(size) * speed, np.arange(len(sound)), sound).astype(np.float32)
    return made


ENGINE = ElevenLabsEffects(
    name="elevenlabs_effects",
    title="ElevenLabs sound effects",
    offer=Offer(
        vendor="elevenlabs",
        model=MODEL,
        unit=Unit.SECOND,
        price=9_000,
        as_of="2026-11 (by plan: forty credits a second; the vendor's page was not read)",
        types="elevenlabs",
        terms="ElevenLabs terms: sounds may be used in films on paid plans",
        note="Each sound of a scene is ordered once: 22 seconds of what goes on, what happens as long as it lasts.",
    ),
)
