"""AudioGen medium as a kit: every sound of a scene made once from words, laid as our own foley lays its.

It makes ten seconds at once, at 16 kHz, so that nothing above 8 kHz is heard; a longer ambience is carried on from its
own last seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderers.card import Card, Effort, Licence, Terms, Weights
from renderers.engine import Job, Kind
from renderers.engines.foley import EffectsSettings
from renderers.engines.kits import Sound
from renderers.engines.local import DIFFUSERS, NEEDS_GPU
from renderers.engines.played import Asked, lay_sounds
from renderers.engines.token_sound import TokenSound
from renderers.media.stems import stem_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE

TERMS = Licence("CC-BY-NC-4.0", Terms.NON_COMMERCIAL)
RELEASED = Weights(
    name="audiogen_released",
    source="facebook/audiogen-medium",
    licence=TERMS,
    memory_gb=4.0,
    part_gb=3.7,
    only=("state_dict.bin", "compression_state_dict.bin"),
)
READER = Weights(
    name="t5_large",
    source="google-t5/t5-large",
    licence=Licence("Apache-2.0"),
    memory_gb=1.5,
    part_gb=1.5,
    only=("config.json", "model.safetensors", "spiece.model", "tokenizer.json", "tokenizer_config.json"),
)
WEIGHTS = Weights(
    name="audiogen",
    source=RELEASED.source,
    licence=TERMS,
    memory_gb=4.6,
    part_gb=4.6,
    made_of=(RELEASED, READER),
)
CARD = Card(code=DIFFUSERS, weights=WEIGHTS, effort=Effort(90.0, per_frame=0.02), proven=NEEDS_GPU)
SHORTEST = Fraction(4)
"""It was taught on ten seconds in which something happens: in less there may be nothing yet."""


@dataclass(frozen=True, slots=True)
class Audiogen:
    """A stem as our own engine of effects writes it. The same settings give the same bytes on one kind of machine."""

    card: Card = CARD
    window_seconds: int = 10
    carried_seconds: int = 4
    name: str = "audiogen"
    version: str = "1"
    makes: Kind = Kind.EFFECTS
    settings: type[EffectsSettings] = EffectsSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "Ambience and effects by AudioGen"

    @property
    def model(self) -> TokenSound:
        """Who makes the sounds."""
        return TokenSound(self.card, self.title, self.window_seconds, self.carried_seconds)

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return self.model.missing()

    def render(self, job: Job[EffectsSettings]) -> None:
        """Input `timeline`: spots fall into its shots, its lines move the fader."""
        seed = job.settings.soundscape.seed

        def asked(sound: Sound) -> Asked:
            return Asked(sound.said, round(max(SHORTEST, sound.seconds) * SAMPLE_RATE), seed)

        lay_sounds(job, self.model, asked)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


ENGINE = Audiogen()
