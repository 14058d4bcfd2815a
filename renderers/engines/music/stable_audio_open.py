"""Stable Audio Open: plays a cue from words in stereo, in pieces of up to 47 seconds that blend into each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field

from renderers.card import Card, Effort, Licence, Terms, Weights
from renderers.engine import Job, Kind
from renderers.engines.cloud_sound import score_in_words
from renderers.engines.local import DIFFUSERS, LIBRARIES, NEEDS_GPU, Steps, held, lacking, on_disk
from renderers.engines.scored import CueSettings, Room, cue_facts, write_cue
from renderers.errors import BrokenPromise
from renderers.media.audio import resampled
from renderers.media.cutlist import CutList
from renderers.media.wav import Samples, WavWriter
from renderers.plan import WorkerSize
from renderers.runtime.memory import Memory, tighter
from renderers.runtime.pipelines import Kept, on_cores, pipeline, seeded, told, within_memory
from renderers.timing import SAMPLE_RATE

WEIGHTS = Weights(
    name="stable_audio_open",
    source="stabilityai/stable-audio-open-1.0",
    licence=Licence("Stability AI Community License", Terms.REGISTRATION),
    memory_gb=2.7,
    part_gb=2.2,
    only=(
        "model_index.json",
        "*/*.json",
        "*/*.model",
        "projection_model/*.safetensors",
        "text_encoder/*.safetensors",
        "transformer/*.safetensors",
        "vae/*.safetensors",
    ),
)
CARD = Card(code=DIFFUSERS, weights=WEIGHTS, effort=Effort(30.0, per_frame=0.08), proven=NEEDS_GPU)
UNWANTED = "vocals, speech, applause, low quality"
_BLENDED_SECONDS = 2.0


class StableAudioSettings(CueSettings):
    """The cue, how much of it is heard outside its scene, in frames, and how finely it is played."""

    steps: Steps = Field(default=100, description="More steps are slower and cleaner")


@dataclass(frozen=True, slots=True)
class StableAudioOpen:
    """The same settings give the same bytes on one kind of machine."""

    card: Card = CARD
    name: str = "stable_audio_open"
    version: str = "1"
    makes: Kind = Kind.MUSIC
    settings: type[StableAudioSettings] = StableAudioSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "Stable Audio Open"

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking(WEIGHTS, (*LIBRARIES, "torchsde"))

    def render(self, job: Job[StableAudioSettings]) -> None:
        """Input `timeline`: as long as the scene, out of the way of its speech."""
        timeline = CutList.read(job.inputs["timeline"])
        job.progress(0.0)
        room, memory = Room.of(job.settings, timeline), held(self.card)
        sound = within_memory(
            (memory, *tighter(memory)), lambda held_so: self._played(job, room, held_so), what="music by Stable Audio"
        )
        if float(np.abs(sound).max()) < 1e-6 or not np.isfinite(sound).all():
            raise BrokenPromise("stable_audio_open played nothing; choose the composer, or another take")
        raw = job.scratch / "raw.wav"
        with WavWriter(raw, sample_rate=SAMPLE_RATE, channels=2) as stem:
            stem.write(sound)
        write_cue(job, raw, room, timeline)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
        return cue_facts(path)

    def _played(self, job: Job[StableAudioSettings], room: Room, memory: Memory) -> Samples:
        on_cores(job.threads)
        folder, manifest = on_disk(WEIGHTS)
        pipe = pipeline(Kept("StableAudioPipeline", folder, manifest.digest), memory)
        rate = int(pipe.vae.config.sampling_rate)
        longest = pipe.transformer.config.sample_size * pipe.vae.hop_length / rate
        played, cue = np.zeros((0, 2), np.float32), job.settings.cue
        while len(played) < room.whole:
            wanted = room.whole - len(played) + (_blend(longest) if len(played) else 0)
            seconds = min(longest, wanted / SAMPLE_RATE)
            begun, share = len(played) / room.whole, min(1.0, seconds * SAMPLE_RATE / room.whole)

            def tick(done: int, of: int, begun: float = begun, share: float = share) -> None:
                job.progress(0.05 + 0.75 * min(1.0, begun + share * done / max(1, of)))

            seed = (cue.seed + 1009 * cue.variant + len(played)) % 2**31
            piece = _piece(pipe, job.settings, seconds, seed, tick)
            whole = np.stack([resampled(np.ascontiguousarray(side), rate) for side in piece], axis=1)
            played = joined(played, whole, blend=_blend(longest))
        return played[: room.whole]


def joined(before: Samples, after: Samples, *, blend: int) -> Samples:
    """Two pieces of music as one: the end of the first fades into the beginning of the second at even power."""
    size = min(blend, len(before), len(after))
    if not size:
        return np.concatenate([before, after])
    turn = (np.arange(size, dtype=np.float32) + 0.5)[:, None] * np.float32(np.pi / 2 / size)
    middle = before[-size:] * np.cos(turn) + after[:size] * np.sin(turn)
    return np.concatenate([before[:-size], middle.astype(np.float32), after[size:]])


def _blend(longest: float) -> int:
    return round(min(_BLENDED_SECONDS, longest / 4) * SAMPLE_RATE)


def _piece(
    pipe: Any, settings: StableAudioSettings, seconds: float, seed: int, tick: Callable[[int, int], None]
) -> Samples:
    with told(pipe, tick):
        made = pipe(
            score_in_words(settings.cue),
            audio_end_in_s=seconds,
            num_inference_steps=settings.steps,
            negative_prompt=UNWANTED,
            generator=seeded(seed),
        ).audios[0]
    sound: Samples = made.float().cpu().numpy()
    return sound if len(sound) == 2 else np.repeat(sound[:1], 2, axis=0)


ENGINE = StableAudioOpen()
