"""Stable Audio Open as a model of sound: stereo from words, in pieces of up to 47 seconds that blend together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from renderers.card import Card, Effort, Licence, Terms, Weights
from renderers.engines.local import DIFFUSERS, LIBRARIES, NEEDS_GPU, held, lacking, on_disk
from renderers.engines.played import Asked
from renderers.media.audio import resampled
from renderers.media.wav import Samples
from renderers.runtime.memory import Memory, tighter
from renderers.runtime.pipelines import Kept, pipeline, seeded, told
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
_BLENDED_SECONDS = 2.0


def card(effort: Effort) -> Card:
    """Of an engine that it plays for."""
    return Card(code=DIFFUSERS, weights=WEIGHTS, effort=effort, proven=NEEDS_GPU)


@dataclass(frozen=True, slots=True)
class StableSound:
    """The same request gives the same samples on one kind of machine."""

    card: Card
    title: str

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking(WEIGHTS, (*LIBRARIES, "torchsde"))

    def ways(self) -> Iterable[Memory]:
        """As it fits, then in tiles and by layers."""
        memory = held(self.card)
        return (memory, *tighter(memory))

    def play(self, asked: Asked, memory: Memory, tick: Callable[[float], None]) -> Samples:
        """Piece after piece."""
        folder, manifest = on_disk(WEIGHTS)
        pipe = pipeline(Kept("StableAudioPipeline", folder, manifest.digest), memory)
        rate = int(pipe.vae.config.sampling_rate)
        longest = pipe.transformer.config.sample_size * pipe.vae.hop_length / rate
        played = np.zeros((0, 2), np.float32)
        while len(played) < asked.samples:
            wanted = asked.samples - len(played) + (_blend(longest) if len(played) else 0)
            seconds = min(longest, wanted / SAMPLE_RATE)
            begun, share = len(played) / asked.samples, min(1.0, seconds * SAMPLE_RATE / asked.samples)

            def step(done: int, of: int, begun: float = begun, share: float = share) -> None:
                tick(min(1.0, begun + share * done / max(1, of)))

            piece = _piece(pipe, asked, seconds, (asked.seed + len(played)) % 2**31, step)
            whole = np.stack([resampled(np.ascontiguousarray(side), rate) for side in piece], axis=1)
            played = joined(played, whole, blend=_blend(longest))
        return played[: asked.samples]


def joined(before: Samples, after: Samples, *, blend: int) -> Samples:
    """Two pieces of sound as one: the end of the first fades into the beginning of the second at even power."""
    size = min(blend, len(before), len(after))
    if not size:
        return np.concatenate([before, after])
    turn = (np.arange(size, dtype=np.float32) + 0.5)[:, None] * np.float32(np.pi / 2 / size)
    middle = before[-size:] * np.cos(turn) + after[:size] * np.sin(turn)
    return np.concatenate([before[:-size], middle.astype(np.float32), after[size:]])


def _blend(longest: float) -> int:
    return round(min(_BLENDED_SECONDS, longest / 4) * SAMPLE_RATE)


def _piece(pipe: Any, asked: Asked, seconds: float, seed: int, step: Callable[[int, int], None]) -> Samples:
    with told(pipe, step):
        made = pipe(
            asked.words,
            audio_end_in_s=seconds,
            num_inference_steps=asked.steps,
            negative_prompt=asked.unwanted,
            generator=seeded(seed),
        ).audios[0]
    sound: Samples = made.float().cpu().numpy()
    return sound if len(sound) == 2 else np.repeat(sound[:1], 2, axis=0)
