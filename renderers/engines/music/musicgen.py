"""MusicGen large: plays a cue from words, window after window, each carried on from the sound of the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderers.card import Card, Effort, Licence, Terms, Weights
from renderers.engine import Job, Kind
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, held, lacking, on_disk
from renderers.engines.scored import CueSettings, Room, cue_facts, write_cue
from renderers.errors import BrokenPromise
from renderers.media.audio import resampled
from renderers.media.cutlist import CutList
from renderers.media.wav import Samples, WavWriter
from renderers.plan import WorkerSize
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import Kept, counting, on_cores, sound_model, within_memory
from renderers.scoring.cue import Cue
from renderers.scoring.palettes import PALETTES
from renderers.timing import SAMPLE_RATE

WEIGHTS = Weights(
    name="musicgen",
    source="facebook/musicgen-large",
    licence=Licence("CC-BY-NC-4.0", Terms.NON_COMMERCIAL),
    memory_gb=7.0,
    part_gb=7.0,
    only=("*.json", "*.model", "*.safetensors"),
)
CARD = Card(code=DIFFUSERS, weights=WEIGHTS, effort=Effort(20.0, per_frame=0.1), proven=NEEDS_GPU)
_SPARE_TOKENS = 8
"""Codebooks are delayed against each other: so many tokens at the end give no sound."""


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

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking(WEIGHTS)

    def render(self, job: Job[MusicgenSettings]) -> None:
        """Input `timeline`: as long as the scene, out of the way of its speech."""
        timeline = CutList.read(job.inputs["timeline"])
        job.progress(0.0)
        room = Room.of(job.settings, timeline)
        sound = within_memory(
            (held(self.card),), lambda memory: self._played(job, room, memory), what="music by musicgen"
        )
        raw = job.scratch / "raw.wav"
        with WavWriter(raw, sample_rate=SAMPLE_RATE, channels=2) as stem:
            stem.write(np.repeat(sound[: room.whole, None], 2, axis=1))
        write_cue(job, raw, room, timeline)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
        return cue_facts(path)

    def _played(self, job: Job[MusicgenSettings], room: Room, memory: Memory) -> Samples:
        on_cores(job.threads)
        folder, manifest = on_disk(WEIGHTS)
        player = sound_model(Kept("MusicgenForConditionalGeneration", folder, manifest.digest), memory)
        rate = int(player.model.config.audio_encoder.sampling_rate)
        wanted = -(-room.whole * rate // SAMPLE_RATE) + 1
        cue, words, played = job.settings.cue, told(job.settings.cue), np.zeros(0, np.float32)
        while len(played) < wanted:

            def tick(share: float, done: int = len(played)) -> None:
                job.progress(0.05 + 0.75 * min(1.0, (done + share * (wanted - done)) / wanted))

            carried = _end(played, self.carried_seconds * rate)
            seconds = min(self.window_seconds - len(carried) / rate, (wanted - len(played)) / rate)
            seed = (cue.seed + 1009 * cue.variant + len(played)) % 2**31
            fresh = _window(player, words, carried, seconds=seconds, seed=seed, tick=tick)
            if not len(fresh):
                raise BrokenPromise("musicgen played nothing new; choose the composer, or render again")
            played = np.concatenate([played, fresh])
        return resampled(played[:wanted], rate)


def told(cue: Cue) -> str:
    """A cue in words: mood, pace and who plays."""
    palette = PALETTES[cue.family]
    players = dict.fromkeys(part.instrument.replace("_", " ") for part in palette.parts.values())
    pace = palette.bpm[cue.intensity - 1]
    return f"{cue.family.value} film score, {pace} bpm, {', '.join(players)}, instrumental, no vocals"


def _end(sound: Samples, most: int) -> Samples:
    return sound[max(0, len(sound) - most) :]


def _window(
    player: Any, words: str, carried: Samples, *, seconds: float, seed: int, tick: Callable[[float], None]
) -> Samples:
    import torch

    codec = player.model.config.audio_encoder
    tokens = max(1, int(np.ceil(seconds * codec.frame_rate))) + _SPARE_TOKENS
    heard = {"audio": carried, "sampling_rate": codec.sampling_rate} if len(carried) else {}
    inputs = player.processor(text=[words], padding=True, return_tensors="pt", **heard).to(player.model.device)
    torch.manual_seed(seed)
    with torch.inference_mode():
        wave = player.model.generate(
            **inputs, do_sample=True, max_new_tokens=tokens, stopping_criteria=counting(tokens, tick)
        )
    sound: Samples = wave[0, 0].float().cpu().numpy()
    return sound[len(carried) :]


ENGINE = Musicgen()
