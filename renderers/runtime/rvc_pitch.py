"""The melody of a voice, a hundred times a second, as RMVPE hears it (Wei et al., arXiv 2306.15412).

A U-Net of residual blocks over a mel spectrogram, read by a recurrent layer in 360 steps of 20 cents. As a function of
the released weights; any number of levels and blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.errors import BrokenPromise

SAMPLE_RATE, HOP = 16_000, 160
SURE = 0.03
"""Below this nothing hums."""

_SIZE, _MELS, _LOWEST, _HIGHEST, _QUIETEST = 1024, 128, 30.0, 8000.0, 1e-5
_STEPS, _CENTS, _FIRST_CENTS, _AROUND, _BASE_HZ = 360, 20, 1997.3794084376191, 4, 10.0
_MULTIPLE = 32  # frames are halved five times


@dataclass(frozen=True, slots=True)
class Melody:
    """RMVPE, loaded."""

    weights: Mapping[str, Any]
    listener: Any
    mels: Any
    device: str

    def heard(self, samples: NDArray[np.float32]) -> Any:
        """Hertz of each hundredth of a second of sound at 16 kHz and one more, on the processor; 0: nothing hums."""
        import torch

        with torch.inference_mode():
            return hertz_of(self.salience(self.spectrum(samples)).cpu())

    def spectrum(self, samples: NDArray[np.float32]) -> Any:
        """The logarithm of the mel spectrogram, shape (frames, 128)."""
        import torch

        wave = torch.from_numpy(np.ascontiguousarray(samples, np.float32)).to(self.device)
        hann = torch.hann_window(_SIZE, device=self.device)
        waves = torch.stft(wave, _SIZE, HOP, _SIZE, window=hann, center=True, return_complex=True)
        return torch.log(torch.clamp(self.mels @ waves.abs(), min=_QUIETEST)).T

    def salience(self, spectrum: Any) -> Any:
        """How sure each of 360 pitches is, shape (frames, 360); of a third of a second of sound at least."""
        import torch
        from torch.nn import functional

        frames = len(spectrum)
        seen = functional.pad(spectrum.T[None], (0, -frames % _MULTIPLE), mode="reflect").transpose(1, 2)[:, None]
        seen = self._through(self._normal("unet.encoder.bn", seen))
        weight, bias = self.weights["cnn.weight"], self.weights["cnn.bias"]
        seen = functional.conv2d(seen, weight, bias, padding=1).transpose(1, 2).flatten(2)
        read, _ = self.listener(seen)
        sure = torch.sigmoid(functional.linear(read, self.weights["fc.1.weight"], self.weights["fc.1.bias"]))
        return sure[0, :frames]

    def _through(self, given: Any) -> Any:
        import torch
        from torch.nn import functional

        beside = []
        for level in self._numbered("unet.encoder.layers.{}.conv.0.conv.0.weight"):
            given = self._blocks(f"unet.encoder.layers.{level}.conv", given)
            beside.append(given)
            given = functional.avg_pool2d(given, 2)
        for level in self._numbered("unet.intermediate.layers.{}.conv.0.conv.0.weight"):
            given = self._blocks(f"unet.intermediate.layers.{level}.conv", given)
        for level, other in enumerate(reversed(beside)):
            name = f"unet.decoder.layers.{level}"
            weight = self.weights[f"{name}.conv1.0.weight"]
            given = functional.conv_transpose2d(given, weight, stride=2, padding=1, output_padding=1)
            given = torch.relu(self._normal(f"{name}.conv1.1", given))
            given = self._blocks(f"{name}.conv2", torch.cat((given, other), 1))
        return given

    def _numbered(self, name: str) -> list[int]:
        known: list[int] = []
        for number in count():
            if name.format(number) not in self.weights:
                return known
            known.append(number)
        return known

    def _blocks(self, name: str, given: Any) -> Any:
        """Two layers each, and what was given beside them."""
        import torch
        from torch.nn import functional

        for block in self._numbered(name + ".{}.conv.0.weight"):
            here, inside = f"{name}.{block}", given
            for layer in (0, 3):
                inside = functional.conv2d(inside, self.weights[f"{here}.conv.{layer}.weight"], padding=1)
                inside = torch.relu(self._normal(f"{here}.conv.{layer + 1}", inside))
            if (short := self.weights.get(f"{here}.shortcut.weight")) is not None:
                given = functional.conv2d(given, short, self.weights[f"{here}.shortcut.bias"])
            given = given + inside
        return given

    def _normal(self, name: str, given: Any) -> Any:
        from torch.nn import functional

        known = (self.weights[f"{name}.{each}"] for each in ("running_mean", "running_var", "weight", "bias"))
        return functional.batch_norm(given, *known)


def hertz_of(salience: Any) -> Any:
    """The pitch of each frame: the mean of the steps around the surest one, weighed by how sure they are."""
    import torch
    from torch.nn import functional

    best = salience.argmax(1, keepdim=True)
    near = best + torch.arange(2 * _AROUND + 1)  # into what is padded on both sides
    weighed = functional.pad(salience, (_AROUND, _AROUND)).gather(1, near)
    cents = functional.pad(_CENTS * torch.arange(_STEPS) + _FIRST_CENTS, (_AROUND, _AROUND))[near]
    mean = (weighed * cents).sum(1) / weighed.sum(1).clamp(min=1e-9)
    return torch.where(salience.amax(1) > SURE, _BASE_HZ * 2 ** (mean / 1200), torch.zeros(()))


def load_melody(path: Path, *, device: str) -> Melody:
    """RMVPE's released weights. Raises BrokenPromise when the file holds something else."""
    import torch
    from transformers.audio_utils import mel_filter_bank

    mels = mel_filter_bank(_SIZE // 2 + 1, _MELS, _LOWEST, _HIGHEST, SAMPLE_RATE, norm="slaney", mel_scale="htk")
    state = torch.load(path, map_location="cpu", weights_only=True)
    try:
        listener = _listener(state).to(device)
        moved = {name: value.float().to(device) for name, value in state.items()}
        return Melody(moved, listener, torch.from_numpy(mels.T).float().to(device), device)
    except (KeyError, RuntimeError, AttributeError) as error:
        raise BrokenPromise(f"{path.name} is not RMVPE's weights: {error}") from error


def _listener(state: Mapping[str, Any]) -> Any:
    """The recurrent layer, both ways."""
    import torch

    stored = {name.removeprefix("fc.0.gru."): value.float() for name, value in state.items() if ".gru." in name}
    width, given = stored["weight_hh_l0"].shape[1], stored["weight_ih_l0"].shape[1]
    layers = sum(name.startswith("weight_hh") and not name.endswith("reverse") for name in stored)
    made = torch.nn.GRU(given, width, num_layers=layers, batch_first=True, bidirectional=True)
    made.load_state_dict(stored)
    return made.eval()
