"""OpenVoice's converter: the same words at the same moments, in the tone of another voice.

A line becomes the voiceless variables of a VITS model, out of the colour of the voice that spoke it and into that of
the other (Qin et al., arXiv 2312.01479). Only inference; the arithmetic is held to another implementation in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.errors import BrokenPromise
from renderers.runtime.layers import Layers, normal_weights
from renderers.runtime.vits import coupled, waved
from renderers.runtime.vocoder import Vocoder

CALM = 0.3
"""How much of the model's own chance is let in."""

_ENCODED, _COUPLED, _FLOWS, _REFERENCE = 16, 4, 4, 6  # layers, as every released converter has them
Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ToneColour:
    """A converter that is loaded: its weights by name, and the sizes its file says."""

    weights: Mapping[str, Any]
    listener: Any
    sound: Mapping[str, Any]
    sizes: Mapping[str, Any]
    device: str

    @property
    def sample_rate(self) -> int:
        """Of what it takes and gives."""
        return int(self.sound["sampling_rate"])

    @property
    def _layers(self) -> Layers:
        return Layers(self.weights)

    def colour_of(self, samples: Samples) -> Any:
        """The tone of a voice as numbers, from some seconds of it."""
        import torch
        from torch.nn import functional

        with torch.inference_mode():
            seen = self._spectrum(samples).transpose(1, 2)[:, None]
            seen = self._layers.normal("ref_enc.layernorm", seen)
            for layer in range(_REFERENCE):
                weight, bias = self._layers.pair(f"ref_enc.convs.{layer}")
                seen = torch.relu(functional.conv2d(seen, weight, bias, stride=2, padding=1))
            _, heard = self.listener(seen.transpose(1, 2).flatten(2))
            return self._layers.linear("ref_enc.proj", heard[-1])[..., None]

    def converted(self, samples: Samples, *, source: Any, target: Any, seed: int) -> Samples:
        """The line in the colour of `target`, as many samples as before."""
        import torch

        with torch.inference_mode():
            none = torch.zeros_like(source)
            blank = bool(self.sizes.get("zero_g"))
            hidden = self._encoded(self._spectrum(samples), none if blank else source, seed)
            hidden = self.recoloured(hidden, source=source, target=target)
            sound = self._sounded(hidden, none if blank else target)
        made: Samples = sound[0, 0].float().cpu().numpy()[: len(samples)]
        return np.pad(made, (0, len(samples) - len(made)))

    def recoloured(self, hidden: Any, *, source: Any, target: Any) -> Any:
        """The variables of a sound out of one colour and into another, shape (1, width, frames)."""
        for flow in range(_FLOWS):
            hidden = self._coupled(hidden, source, flow, sign=1).flip(1)
        for flow in reversed(range(_FLOWS)):
            hidden = self._coupled(hidden.flip(1), target, flow, sign=-1)
        return hidden

    def _spectrum(self, samples: Samples) -> Any:
        import torch
        from torch.nn import functional

        size, hop, window = (int(self.sound[name]) for name in ("filter_length", "hop_length", "win_length"))
        edge = (size - hop) // 2
        whole = max(2 * edge, -(-len(samples) // hop) * hop)
        wave = torch.from_numpy(np.pad(samples, (0, whole - len(samples)))).to(self.device)
        framed = functional.pad(wave[None, None], (edge, edge), mode="reflect")[0]
        hann = torch.hann_window(window, device=self.device)
        waves = torch.stft(framed, size, hop, window, window=hann, center=False, return_complex=True)
        return torch.sqrt(waves.abs().square() + 1e-6)

    def _encoded(self, spectrum: Any, colour: Any, seed: int) -> Any:
        import torch

        inside = waved(self._layers, "enc_q.enc", self._layers.conv("enc_q.pre", spectrum), colour, count=_ENCODED)
        mean, spread = self._layers.conv("enc_q.proj", inside).chunk(2, 1)
        chance = torch.randn(mean.shape, generator=torch.Generator("cpu").manual_seed(seed)).to(self.device)
        return mean + chance * CALM * torch.exp(spread)

    def _coupled(self, given: Any, colour: Any, flow: int, *, sign: int) -> Any:
        name = f"flow.flows.{2 * flow}"  # between them the halves change places
        return coupled(self._layers, name, given, colour, count=_COUPLED, sign=sign)

    def _sounded(self, hidden: Any, colour: Any) -> Any:
        rates, dilations = self.sizes["upsample_rates"], self.sizes["resblock_dilation_sizes"]
        return Vocoder(self._layers.within("dec."), rates, dilations, told="cond").sounded(hidden, colour)


def load_tone_colour(folder: Path, *, device: str) -> ToneColour:
    """The converter in a folder: `config.json` and `checkpoint.pth`. Raises BrokenPromise when they do not agree."""
    import torch

    said = json.loads((folder / "config.json").read_text("utf-8"))
    state = torch.load(folder / "checkpoint.pth", map_location="cpu", weights_only=True)
    weights = normal_weights(state.get("model", state))
    try:
        listener = _listener(weights)
        moved = {name: value.to(device) for name, value in weights.items()}
        return ToneColour(moved, listener.to(device), said["data"], said["model"], device)
    except (KeyError, RuntimeError) as error:
        raise BrokenPromise(f"{folder.name} is not a tone colour converter of OpenVoice: {error}") from error


def _listener(weights: Mapping[str, Any]) -> Any:
    """The recurrent layer that hears a voice's colour."""
    import torch

    stored = {name.removeprefix("ref_enc.gru."): value for name, value in weights.items() if ".gru." in name}
    width, given = stored["weight_hh_l0"].shape[1], stored["weight_ih_l0"].shape[1]
    layer = torch.nn.GRU(given, width, batch_first=True)
    layer.load_state_dict(stored)
    return layer.eval()
