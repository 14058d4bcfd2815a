"""RVC's network: content and melody become the sound of the voice it was trained on.

A VITS whose encoder reads content instead of letters (Kim et al., arXiv 2106.06103) and whose generator is given a hum
at the melody's pitch (neural source-filter, Wang et al., arXiv 1904.12088). Only inference, by the released names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from renderers.runtime.layers import Layers, normal_weights
from renderers.runtime.rvc_shape import COARSE, FLOW_LAYERS, FLOWS, REACH, VoiceShape, hum_kernel
from renderers.runtime.vits import coupled
from renderers.runtime.vocoder import Vocoder

CALM = 0.66666
"""How much of the model's own chance is let in."""

LOWEST_HZ, HIGHEST_HZ = 50.0, 1100.0
"""Of the melody that is told in steps."""

_SLOPE = 0.1
_LOUD, _BREATH = 0.1, 0.003  # of the hum; where nothing hums, a third of its loudness is noise
Tick = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class TrainedVoice:
    """A voice that is loaded. It is one speaker: the first that the file knows."""

    layers: Layers
    shape: VoiceShape
    device: str

    def spoken(self, content: Any, hertz: Any, *, chance: Any, tick: Tick) -> Any:
        """Samples, shape (n,), of content (frames, width) and the pitch of each frame, 0 where nothing hums.

        A frame is a hundredth of a second; `chance` is a generator on the processor. `tick` is told the share done.
        """
        import torch

        with torch.inference_mode():
            colour = self.layers.weights["emb_g.weight"][:1, :, None]
            hidden = self._encoded(content[None].to(self.device), hertz, chance)
            tick(0.2)
            for flow in reversed(range(FLOWS)):
                name = f"flow.flows.{2 * flow}"  # between them the halves change places
                hidden = coupled(self.layers, name, hidden.flip(1), colour, count=FLOW_LAYERS, sign=-1)
            tick(0.3)
            hum = self._hum(hertz, chance) if self.shape.pitched else None
            return self._sounded(hidden, colour, hum, tick)[0, 0]

    def _encoded(self, content: Any, hertz: Any, chance: Any) -> Any:
        import torch
        from torch.nn import functional

        layers, wide = self.layers, self.shape.hidden
        given = functional.linear(content, *layers.pair("enc_p.emb_phone"))
        if self.shape.pitched:
            steps = coarse(hertz).to(self.device)
            given = given + functional.embedding(steps, layers.weights["enc_p.emb_pitch.weight"])[None]
        given = functional.leaky_relu(given * math.sqrt(wide), _SLOPE).transpose(1, 2)
        for at in range(self.shape.layers):
            given = self._normal(f"norm_layers_1.{at}", given + self._attended(f"attn_layers.{at}", given))
            inside = torch.relu(layers.conv(f"enc_p.encoder.ffn_layers.{at}.conv_1", given))
            inside = layers.conv(f"enc_p.encoder.ffn_layers.{at}.conv_2", inside)
            given = self._normal(f"norm_layers_2.{at}", given + inside)
        mean, spread = layers.conv("enc_p.proj", given).chunk(2, 1)
        return mean + torch.exp(spread) * _noise(mean, chance) * CALM

    def _normal(self, name: str, given: Any) -> Any:
        from torch.nn import functional

        weights, name = self.layers.weights, f"enc_p.encoder.{name}"
        turned = given.transpose(1, 2)
        made = functional.layer_norm(turned, turned.shape[-1:], weights[f"{name}.gamma"], weights[f"{name}.beta"])
        return made.transpose(1, 2)

    def _attended(self, name: str, given: Any) -> Any:
        """Every frame looks at all others, and knows its neighbours by how far they are (Shaw et al., 2018)."""
        import torch

        name, heads = f"enc_p.encoder.{name}", self.shape.heads
        weights, frames = self.layers.weights, given.shape[-1]
        asked, known, told = (
            self.layers.conv(f"{name}.conv_{part}", given).unflatten(1, (heads, -1)).transpose(2, 3) for part in "qkv"
        )
        asked = asked / math.sqrt(asked.shape[-1])
        far = torch.arange(frames, device=self.device)
        far = (far[None] - far[:, None] + REACH).expand(1, heads, -1, -1)  # which neighbour the column is to the row
        near = (far >= 0) & (far <= 2 * REACH)
        by_place = (asked @ weights[f"{name}.emb_rel_k"].transpose(-1, -2)).gather(-1, far.clamp(0, 2 * REACH))
        looked = torch.softmax(asked @ known.transpose(-1, -2) + by_place * near, -1)
        places = torch.zeros(1, heads, frames, 2 * REACH + 1, device=self.device)
        places = places.scatter_add(-1, far.clamp(0, 2 * REACH), looked * near)
        seen = looked @ told + places @ weights[f"{name}.emb_rel_v"]
        return self.layers.conv(f"{name}.conv_o", seen.transpose(2, 3).flatten(1, 2))

    def _hum(self, hertz: Any, chance: Any) -> Any:
        """A sine at the melody's pitch, breath where there is none; shape (1, 1, samples)."""
        import torch
        from torch.nn import functional

        hop = self.shape.sample_rate // 100
        turns = (hertz.double() / self.shape.sample_rate).repeat_interleave(hop).cumsum(0) % 1.0
        voiced = (hertz > 0).float().repeat_interleave(hop)
        sine = torch.sin(2 * math.pi * turns).float() * _LOUD
        breath = voiced * _BREATH + (1 - voiced) * _LOUD / 3
        heard = (sine * voiced)[None, :, None]
        heard = heard + breath[None, :, None] * _noise(heard, chance)
        heard = functional.linear(heard.to(self.device), *self.layers.pair("dec.m_source.l_linear"))
        return torch.tanh(heard).transpose(1, 2)

    def _sounded(self, hidden: Any, colour: Any, hum: Any, tick: Tick) -> Any:
        shape = self.shape
        vocoder = Vocoder(self.layers.within("dec."), shape.rates, shape.block_dilations, told="cond")
        given = vocoder.opened(hidden, colour)
        for step in range(len(shape.rates)):
            given = vocoder.raised(step, given)
            if hum is not None:
                given = given + self._hummed(hum, step)
            given = vocoder.blended(step, given)
            tick(0.3 + 0.7 * (step + 1) / len(shape.rates))
        return vocoder.closed(given)

    def _hummed(self, hum: Any, step: int) -> Any:
        """The hum with as many frames as there are after a step up."""
        from torch.nn import functional

        kernel = hum_kernel(self.shape.rates, step)
        stride = max(1, kernel // 2)
        edge = stride // 2 if kernel > 1 else 0
        return functional.conv1d(hum, *self.layers.pair(f"dec.noise_convs.{step}"), stride, padding=edge)


def coarse(hertz: Any) -> Any:
    """The melody in 255 steps that the ear hears alike, 1 where nothing hums."""
    import torch

    def mel(hz: Any) -> Any:
        return 1127 * torch.log1p(torch.as_tensor(hz, dtype=torch.float64) / 700)

    low, high = mel(LOWEST_HZ), mel(HIGHEST_HZ)
    step = (mel(hertz) - low) * (COARSE - 2) / (high - low) + 1
    return torch.where(hertz > 0, step, torch.zeros_like(step)).clamp(1, COARSE - 1).round().long()


def voice_of(state: Mapping[str, Any], shape: VoiceShape, *, device: str) -> TrainedVoice:
    """The weights of a voice, ready to speak."""
    weights = {name: value.to(device) for name, value in normal_weights(state).items()}
    return TrainedVoice(Layers(weights), shape, device)


def _noise(like: Any, chance: Any) -> Any:
    import torch

    return torch.randn(like.shape, generator=chance).to(like.device)
