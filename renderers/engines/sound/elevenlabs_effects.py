"""ElevenLabs sound effects: every sound of a scene bought once by its words, laid and placed as our own foley lays its.

Sounds are in no list of the vendor: an order whose answer was lost is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderers.engine import Job, Kind
from renderers.engines.cloud import Offer, Sold
from renderers.engines.cloud_sound import bought
from renderers.engines.elevenlabs import judged
from renderers.engines.foley import EffectsSettings
from renderers.engines.kits import LOOP_SECONDS, Sound, laid_from, wanted
from renderers.media.stems import stem_facts
from renderers.media.wav import Samples, WavReader
from renderers.plan import WorkerSize
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Taken
from renderers.runtime.web import Unanswered

MODEL = "eleven_text_to_sound_v2"
_PATIENCE_SECONDS = 180.0


def words(sound: Sound) -> str:
    """What the vendor is told."""
    how = "steady ambience, seamless" if sound.going_on else "one take, close, dry, nothing else"
    return f"{sound.said}, {how}, film sound effect, no music, no voices"


@dataclass(frozen=True, slots=True)
class EffectCounter:
    """One sound."""

    sound: Sound
    into: Path

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the sound."""
        body = {
            "text": words(self.sound),
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
        laid_from(job, job.settings.soundscape, lambda sound, number, _of: self._bought(job, sound, number))

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)

    def _bought(self, job: Job[EffectsSettings], sound: Sound, number: int) -> Samples:
        into = job.scratch / f"sound.{number}"
        counter, least = EffectCounter(sound, into), sound.seconds
        with WavReader(bought(job, self.offer, judged, counter, into, at_least=least, part=number)) as raw:
            return np.concatenate(list(raw.blocks()))


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
