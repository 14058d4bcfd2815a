"""How XTTS hears a voice: its manner, as words that are read before a text, and its tone, as the colour of the sound.

The manner: a spectrogram through attention, resampled to a few words (Alayrac et al., arXiv 2204.14198). The tone: a
residual network with attentive statistics (Heo et al., arXiv 2009.14153). Only inference.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from renderers.runtime.layers import Layers

MANNER_RATE, TONE_RATE = 22_050, 16_000

_SHORTEST = round(0.33 * MANNER_RATE)
_LOOKING = 8
"""Heads of the attention that resamples, in every released model."""

_MANNER = {"size": 2048, "hop": 256, "window": 1024, "bands": 80, "highest": 8000}
_TONE = {"size": 512, "hop": 160, "window": 400}
_QUIETEST, _FAINTEST = 1e-5, 1e-6


def manner_of(layers: Layers, wave: Any, *, loudness: Any, heads: int, seconds: int, at_once: int) -> Any:
    """Words (1, count, width) that say how somebody speaks, from `seconds` of a wave (1, samples) at 22050 Hz.

    It is heard `at_once` seconds at a time, and the words are averaged; `loudness` is what each band is divided by.
    """
    import torch

    heard: list[Any] = []
    for piece in wave[:, : seconds * MANNER_RATE].split(at_once * MANNER_RATE, dim=1):
        if piece.shape[1] >= _SHORTEST or not heard:
            seen = _bands(piece) / loudness[:, None]
            heard.append(_resampled(layers, _attended(layers, seen, heads)))
    return torch.stack(heard).mean(0)


def tone_of(layers: Layers, wave: Any) -> Any:
    """The tone of a voice (1, size, 1), of length 1, from a wave (1, samples) at 16 kHz."""
    from torch.nn import functional

    given = functional.instance_norm((_pitches(layers, wave) + _FAINTEST).log())[:, None]
    weight, bias = layers.pair("conv1")
    given = layers.steady("bn1", functional.conv2d(given, weight, bias, padding=1).relu())
    for name, stride in _blocks(layers):
        given = _passed(layers, name, given, stride)
    told = _summed(layers, given.flatten(1, 2))
    return functional.normalize(layers.linear("fc", told), dim=1)[..., None]


def _bands(wave: Any) -> Any:
    """The logarithm of the power in bands of pitch, shape (1, bands, frames)."""
    import torch
    from transformers.audio_utils import mel_filter_bank

    size, bands = _MANNER["size"], _MANNER["bands"]
    into = mel_filter_bank(
        size // 2 + 1, bands, 0, _MANNER["highest"], MANNER_RATE, norm="slaney", mel_scale="htk"
    )  # (frequencies, bands)
    window = torch.hann_window(_MANNER["window"], device=wave.device)
    power = _power(wave, window, size=size, hop=_MANNER["hop"])
    return (torch.from_numpy(into.T).to(power) @ power).clamp(min=_QUIETEST).log()


def _pitches(layers: Layers, wave: Any) -> Any:
    """The power in bands of pitch by the filters that came with the weights, shape (1, bands, frames)."""
    from torch.nn import functional

    sharper = functional.conv1d(functional.pad(wave[:, None], (1, 0), mode="reflect"), layers["torch_spec.0.filter"])
    window = layers["torch_spec.1.spectrogram.window"]
    power = _power(sharper[:, 0], window, size=_TONE["size"], hop=_TONE["hop"])
    return layers["torch_spec.1.mel_scale.fb"].T @ power


def _power(wave: Any, window: Any, *, size: int, hop: int) -> Any:
    import torch

    waves = torch.stft(wave, size, hop, len(window), window=window, center=True, return_complex=True)
    return waves.abs().square()


def _attended(layers: Layers, seen: Any, heads: int) -> Any:
    """Every moment of a spectrogram having looked at all others, shape (1, frames, width)."""
    from torch.nn import functional

    given = layers.conv("conditioning_encoder.init", seen)
    width = given.shape[1]
    for name in _numbered(layers, "conditioning_encoder.attn.{}", "qkv.weight"):
        normed = functional.group_norm(given, _groups(width), *layers.pair(f"{name}.norm"))
        asked = layers.conv(f"{name}.qkv", normed).unflatten(1, (heads, 3, -1)).unbind(2)
        query, key, value = (each.transpose(-1, -2) for each in asked)
        looked = functional.scaled_dot_product_attention(query, key, value).transpose(-1, -2).flatten(1, 2)
        given = normed + layers.conv(f"{name}.proj_out", looked)  # beside the normed input, as it was trained
    return given.transpose(1, 2)


def _groups(width: int) -> int:
    """Groups that a width is normed in: 32 where it is wide, and always so many that it divides."""
    groups = 8 if width <= 16 else 16 if width <= 64 else 32
    while width % groups:
        groups //= 2
    return groups


def _resampled(layers: Layers, heard: Any) -> Any:
    from torch.nn import functional

    words = layers["conditioning_perceiver.latents"][None]
    for name in _numbered(layers, "conditioning_perceiver.layers.{}", "0.to_q.weight"):
        words = words + _looked(layers, f"{name}.0", words, heard)
        inside, gates = layers.linear(f"{name}.1.0", words).chunk(2, -1)
        words = words + layers.linear(f"{name}.1.2", inside * functional.gelu(gates))
    return functional.normalize(words, dim=-1) * words.shape[-1] ** 0.5 * layers["conditioning_perceiver.norm.gamma"]


def _looked(layers: Layers, name: str, words: Any, heard: Any) -> Any:
    """What words see in themselves and in what was heard."""
    import torch
    from torch.nn import functional

    seen = layers.linear(f"{name}.to_kv", torch.cat([words, heard], 1)).chunk(2, -1)
    asked = (layers.linear(f"{name}.to_q", words), *seen)
    query, key, value = (each.unflatten(-1, (_LOOKING, -1)).transpose(1, 2) for each in asked)
    found = functional.scaled_dot_product_attention(query, key, value)
    return layers.linear(f"{name}.to_out", found.transpose(1, 2).flatten(2))


def _blocks(layers: Layers) -> Iterator[tuple[str, int]]:
    """The residual blocks in order, and the stride of each: every stage but the first halves what it is given."""
    for stage in _numbered(layers, "layer{}", "0.conv1.weight", first=1):
        for name in _numbered(layers, stage + ".{}", "conv1.weight"):
            yield name, 2 if name.endswith(".0") and stage != "layer1" else 1


def _passed(layers: Layers, name: str, given: Any, stride: int) -> Any:
    """One residual block, whose channels are weighed by how much there is of each."""
    from torch.nn import functional

    inside = functional.conv2d(given, layers[f"{name}.conv1.weight"], stride=stride, padding=1).relu()
    inside = layers.steady(f"{name}.bn1", inside)
    inside = layers.steady(f"{name}.bn2", functional.conv2d(inside, layers[f"{name}.conv2.weight"], padding=1))
    weighed = layers.linear(f"{name}.se.fc.0", inside.mean((2, 3))).relu()
    inside = inside * layers.linear(f"{name}.se.fc.2", weighed).sigmoid()[..., None, None]
    if f"{name}.downsample.0.weight" in layers:
        given = functional.conv2d(given, layers[f"{name}.downsample.0.weight"], stride=stride)
        given = layers.steady(f"{name}.downsample.1", given)
    return (inside + given).relu()


def _summed(layers: Layers, heard: Any) -> Any:
    """Mean and spread of what was heard (1, width, frames), each moment by how much it tells."""
    import torch

    telling = layers.steady("attention.2", layers.conv("attention.0", heard).relu())
    share = layers.conv("attention.3", telling).softmax(2)
    mean = (heard * share).sum(2)
    spread = ((heard.square() * share).sum(2) - mean.square()).clamp(min=1e-5).sqrt()
    return torch.cat([mean, spread], 1)


def _numbered(layers: Layers, name: str, within: str, *, first: int = 0) -> Iterator[str]:
    """Names with 0, 1, 2 ... in them, as long as there is such a part."""
    for number in count(first):
        each = name.format(number)
        if f"{each}.{within}" not in layers:
            return
        yield each
