"""Models of sound that write it in tokens (MusicGen, AudioGen): window after window, each carried on from the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from renderers.card import Card
from renderers.engines.local import held, lacking, main_weights, on_disk
from renderers.engines.played import Asked
from renderers.media.audio import resampled
from renderers.media.wav import Samples
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import Kept, counting, sound_model
from renderers.timing import SAMPLE_RATE

_SPARE_TOKENS = 8
"""Codebooks are delayed against each other: so many tokens at the end give no sound."""


@dataclass(frozen=True, slots=True)
class TokenSound:
    """`window_seconds` is what the model makes in one go, `carried_seconds` how much of the end it hears to go on."""

    card: Card
    title: str
    window_seconds: int
    carried_seconds: int

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking(main_weights(self.card))

    def ways(self) -> Iterable[Memory]:
        """As it fits."""
        return (held(self.card),)

    def play(self, asked: Asked, memory: Memory, tick: Callable[[float], None]) -> Samples:
        """The same in both ears; nothing where the model gives nothing new."""
        folder, manifest = on_disk(main_weights(self.card))
        player = sound_model(Kept("MusicgenForConditionalGeneration", folder, manifest.digest), memory)
        rate = int(player.model.config.audio_encoder.sampling_rate)
        wanted = -(-asked.samples * rate // SAMPLE_RATE) + 1
        played = np.zeros(0, np.float32)
        while len(played) < wanted:
            carried = _end(played, self.carried_seconds * rate)
            seconds = min(self.window_seconds - len(carried) / rate, (wanted - len(played)) / rate)

            def share(part: float, done: int = len(played), more: float = seconds * rate) -> None:
                tick(min(1.0, (done + part * more) / wanted))

            seed = (asked.seed + len(played)) % 2**31
            fresh = _window(player, asked.words, carried, seconds=seconds, seed=seed, tick=share)
            if not len(fresh):
                return np.zeros((0, 2), np.float32)
            played = np.concatenate([played, fresh])
        sound = resampled(played[:wanted], rate)[: asked.samples]
        return np.repeat(sound[:, None], 2, axis=1)


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
