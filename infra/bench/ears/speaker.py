"""Who is speaking, as a vector: the GE2E speaker encoder of the package Resemblyzer (Apache-2.0), read without torch.

`pip install --no-deps Resemblyzer==0.1.4` brings its weights; the network itself is three LSTM layers and is run here
in NumPy. Cosines of two vectors: the same voice 0.95 and more, different voices 0.4 to 0.87.
"""

from __future__ import annotations

import collections
import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
HEARD_RATE = 16_000
_UNITS, _LAYERS, _WINDOW, _STEP, _BANDS = 256, 3, 160, 80, 40
_FFT, _HOP = 400, 160
_QUIET = 0.02


@dataclass(frozen=True, slots=True)
class Speaker:
    """The encoder with its weights."""

    weights: Mapping[str, Vector]

    def vector(self, samples: Vector, sample_rate: int) -> Vector:
        """A unit vector of 256 for a second or more of one voice."""
        windows = _windows(_mel(_loud_parts(resampled(samples, sample_rate))))
        outputs = windows
        for layer in range(_LAYERS):
            outputs = self._lstm(outputs, layer)
        raw = np.maximum(outputs[-1] @ self.weights["linear.weight"].T + self.weights["linear.bias"], 0)
        mean = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    def _lstm(self, inputs: Vector, layer: int) -> Vector:
        """(time, windows, features) -> (time, windows, 256); torch orders the gates input, forget, cell, output."""
        weight = {name: self.weights[f"lstm.{name}_l{layer}"] for name in ("weight_ih", "weight_hh")}
        bias = self.weights[f"lstm.bias_ih_l{layer}"] + self.weights[f"lstm.bias_hh_l{layer}"]
        hidden = cell = np.zeros((inputs.shape[1], _UNITS), np.float32)
        outputs = []
        for step in inputs:
            gates = step @ weight["weight_ih"].T + hidden @ weight["weight_hh"].T + bias
            opened, kept, fresh, shown = np.split(gates, 4, axis=1)
            cell = _sigmoid(kept) * cell + _sigmoid(opened) * np.tanh(fresh)
            hidden = _sigmoid(shown) * np.tanh(cell)
            outputs.append(hidden)
        return np.stack(outputs)


def installed_speaker() -> Speaker | None:
    """The encoder, or None where its package is not installed."""
    spec = find_spec("resemblyzer")
    if spec is None or spec.origin is None:
        return None
    with (Path(spec.origin).parent / "pretrained.pt").open("rb") as file:
        return Speaker(_weights(file))


def _weights(file: BinaryIO) -> Mapping[str, Vector]:
    """The tensors of a file in torch's old format; its pickle may name tensors and nothing else."""
    for _ in range(3):  # magic number, protocol, system
        _Tensors(file).load()
    saved, keys = _Tensors(file).load(), _Tensors(file).load()
    stored = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        stored[key] = np.frombuffer(file.read(4 * count), np.float32)
    return {
        name: _shaped(stored[tensor.key][tensor.offset :], tensor)
        for name, tensor in saved["model_state"].items()
        if isinstance(tensor, _Tensor)
    }


@dataclass(frozen=True, slots=True)
class _Tensor:
    key: str
    offset: int
    size: tuple[int, ...]
    stride: tuple[int, ...]


def _shaped(flat: Vector, tensor: _Tensor) -> Vector:
    strides = [step * flat.itemsize for step in tensor.stride]
    return np.lib.stride_tricks.as_strided(flat, tensor.size, strides).copy()


class _Tensors(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if name == "_rebuild_tensor_v2":
            return lambda key, offset, size, stride, *_: _Tensor(key, offset, tuple(size), tuple(stride))
        if name == "_rebuild_parameter":
            return lambda tensor, *_: tensor
        if module == "torch" and name.endswith("Storage"):
            return name
        raise pickle.UnpicklingError(f"a file of weights may not name {module}.{name}")

    def persistent_load(self, pid: Any) -> Any:
        return pid[2]


def _sigmoid(values: Vector) -> Vector:
    return np.asarray(0.5 + 0.5 * np.tanh(values / 2), np.float32)


def resampled(samples: Vector, sample_rate: int) -> Vector:
    """By cutting the spectrum; exact for the whole ratios of speech rates."""
    wanted = round(len(samples) * HEARD_RATE / sample_rate)
    spectrum = np.fft.rfft(samples)[: wanted // 2 + 1]
    return np.asarray(np.fft.irfft(spectrum, wanted) * (wanted / len(samples)), np.float32)


def _loud_parts(samples: Vector) -> Vector:
    level = np.sqrt(np.convolve(np.square(samples), np.ones(480) / 480, "same"))
    heard = samples[level > _QUIET * level.max()]
    loudness = np.sqrt(np.square(heard).mean())
    floor = 10 ** (-30 / 20)
    return np.asarray(heard * (floor / loudness) if 0 < loudness < floor else heard, np.float32)


def _mel(samples: Vector) -> Vector:
    """(frames, 40) power in Slaney's mel bands, as the encoder was trained on."""
    padded = np.pad(samples, _FFT // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::_HOP]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_FFT) / _FFT)
    power = np.square(np.abs(np.fft.rfft(frames * window, axis=1)))
    return np.asarray(power @ _bands().T, np.float32)


def _bands() -> Vector:
    highest = 15 + np.log(HEARD_RATE / 2000) / (np.log(6.4) / 27)
    marks = np.linspace(0, highest, _BANDS + 2)
    edges = np.where(marks < 15, marks * 200 / 3, 1000 * np.exp((np.log(6.4) / 27) * (marks - 15)))
    hertz = np.linspace(0, HEARD_RATE / 2, _FFT // 2 + 1)
    rising = (hertz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - hertz) / np.diff(edges)[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(triangles * (2 / (edges[2:] - edges[:-2]))[:, None], np.float32)


def _windows(mel: Vector) -> Vector:
    """(160, windows, 40): overlapping windows of 1.6 seconds."""
    mel = np.pad(mel, ((0, max(0, _WINDOW - len(mel))), (0, 0)))
    starts = range(0, len(mel) - _WINDOW + 1, _STEP)
    return np.stack([mel[start : start + _WINDOW] for start in starts], axis=1)
