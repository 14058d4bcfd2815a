"""MusicGen large: plays a cue from words, window after window, each carried on from the sound of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.card import Card, Effort, Licence, Terms, Weights
from renderers.engine import Job, Kind
from renderers.engines.local import DIFFUSERS, NEEDS_GPU
from renderers.engines.played import Asked, play_cue
from renderers.engines.scored import CueSettings, cue_facts
from renderers.engines.token_sound import TokenSound
from renderers.plan import WorkerSize
from renderers.scoring.cue import Cue
from renderers.scoring.palettes import PALETTES

WEIGHTS = Weights(
    name="musicgen",
    source="facebook/musicgen-large",
    licence=Licence("CC-BY-NC-4.0", Terms.NON_COMMERCIAL),
    memory_gb=7.0,
    part_gb=7.0,
    only=("*.json", "*.model", "*.safetensors"),
)
CARD = Card(code=DIFFUSERS, weights=WEIGHTS, effort=Effort(20.0, per_frame=0.1), proven=NEEDS_GPU)


class MusicgenSettings(CueSettings):
    """The cue, and how much of it is heard outside its scene, in frames."""


@dataclass(frozen=True, slots=True)
class Musicgen:
    """`window_seconds` is what the model plays in one go, `carried_seconds` how much of the end it hears to go on."""

    card: Card = CARD
    window_seconds: int = 30
    carried_seconds: int = 10
    name: str = "musicgen"
    version: str = "1"
    makes: Kind = Kind.MUSIC
    settings: type[MusicgenSettings] = MusicgenSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "MusicGen large"

    @property
    def model(self) -> TokenSound:
        """Who plays."""
        return TokenSound(self.card, self.title, self.window_seconds, self.carried_seconds)

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return self.model.missing()

    def render(self, job: Job[MusicgenSettings]) -> None:
        """Input `timeline`: as long as the scene, out of the way of its speech."""
        cue = job.settings.cue
        words, seed = told(cue), cue.seed + 1009 * cue.variant
        play_cue(
            job,
            self.model,
            lambda samples: Asked(words, samples, seed),
            otherwise="choose the composer, or another take",
        )

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
        return cue_facts(path)


def told(cue: Cue) -> str:
    """A cue in words: mood, pace and who plays."""
    palette = PALETTES[cue.family]
    players = dict.fromkeys(part.instrument.replace("_", " ") for part in palette.parts.values())
    pace = palette.bpm[cue.intensity - 1]
    return f"{cue.family.value} film score, {pace} bpm, {', '.join(players)}, instrumental, no vocals"


ENGINE = Musicgen()
