"""A spoken line in a voice that RVC was trained on: heard in windows, spoken anew, as many samples as before.

Windows end where it is quiet and hear a second to either side, so that memory does not grow with the line and no border
is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.runtime.rvc_content import HOP, SAMPLE_RATE, WINDOW, Listener
from renderers.runtime.rvc_index import Vectors, drawn
from renderers.runtime.rvc_net import TrainedVoice
from renderers.runtime.rvc_pitch import Melody

FRAME = SAMPLE_RATE // 100
LONGEST = 8 * SAMPLE_RATE
"""Samples of a window, besides what it hears to either side."""

BESIDE = SAMPLE_RATE
_SEARCHED = 2 * SAMPLE_RATE  # so much of a window's end may be left to the next
Samples = NDArray[np.float32]
Tick = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice is used. `transpose` in semitones; `nearness` to its index and `protect`ion as shares.

    Where nothing hums, consonants and breath, only `protect` of the nearness is used; from a half on, all of it.
    """

    transpose: int = 0
    nearness: float = 0.75
    protect: float = 0.33


@dataclass(frozen=True, slots=True)
class Converter:
    """All that speaks a line anew. `melody` is there for voices that are told one, `index` where one was brought."""

    voice: TrainedVoice
    listener: Listener
    melody: Melody | None
    index: Vectors | None
    manner: Manner

    def converted(self, samples: Samples, *, seed: int, tick: Tick) -> Samples:
        """Sound at 16 kHz in the voice, at the voice's rate and as long as before."""
        import torch

        chance = torch.Generator("cpu").manual_seed(seed)
        whole = -(-len(samples) // FRAME) * FRAME
        heard = np.pad(samples, (0, whole - len(samples)))
        heard = np.pad(heard, (BESIDE, BESIDE + WINDOW), mode="reflect" if len(heard) > 1 else "constant")
        made = []
        for start, end in windows(samples, whole):
            share = (end - start) / whole

            def part(done: float, begun: float = start / whole, share: float = share) -> None:
                tick(begun + share * done)

            window = heard[start : end + 2 * BESIDE + WINDOW]
            made.append(self._window(window, (end - start) // FRAME, chance, part))
        sound = np.concatenate(made)
        return sound[: round(len(samples) * self.voice.shape.sample_rate / SAMPLE_RATE)]

    def _window(self, heard: Samples, frames: int, chance: Any, tick: Tick) -> Samples:
        tick(0.0)
        content = self.listener.heard(heard, version=self.voice.shape.version).repeat_interleave(HOP // FRAME, 0)
        tick(0.2)
        drawn_to = self._drawn(content, lambda done: tick(0.2 + 0.2 * done))
        hertz = self._hertz(heard, len(content))
        tick(0.5)
        if drawn_to is not content and self.melody is not None and self.manner.protect < 0.5:
            kept = protected(hertz, self.manner.protect).to(content.device)[:, None]
            drawn_to = drawn_to * kept + content * (1 - kept)
        sound = self.voice.spoken(drawn_to, hertz, chance=chance, tick=lambda done: tick(0.5 + 0.5 * done))
        hop, first = self.voice.shape.sample_rate // 100, BESIDE // FRAME
        made: Samples = sound[first * hop : (first + frames) * hop].float().cpu().numpy()
        return made

    def _drawn(self, content: Any, tick: Tick) -> Any:
        if self.index is None or not self.manner.nearness:
            return content
        once = content[:: HOP // FRAME]  # frames are told twice
        return drawn(once, self.index, share=self.manner.nearness, tick=tick).repeat_interleave(HOP // FRAME, 0)

    def _hertz(self, heard: Samples, frames: int) -> Any:
        import torch

        if self.melody is None:
            return torch.zeros(frames)
        return self.melody.heard(heard)[:frames] * 2 ** (self.manner.transpose / 12)


def protected(hertz: Any, share: float) -> Any:
    """How much of the index is heard in each frame: all of it where something hums."""
    import torch

    return torch.where(hertz > 0, torch.ones(()), torch.full((), share))


def windows(samples: Samples, whole: int) -> Iterator[tuple[int, int]]:
    """Where a line is cut, in whole frames: at the quietest hundredth of a second near the end of each window."""
    start = 0
    while whole - start > LONGEST:
        latest = start + LONGEST
        tail = samples[latest - _SEARCHED : latest]
        loud = np.square(tail.reshape(-1, FRAME)).sum(axis=1)
        end = latest - _SEARCHED + (int(np.argmin(loud)) + 1) * FRAME
        yield start, end
        start = end
    yield start, whole
