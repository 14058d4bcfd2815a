"""Tiny twins of what RVC needs: a trained voice as its training saves it, what hears content and melody, an index."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from renderers.runtime.rvc_shape import CONTENT, VoiceShape, layers_of

V2 = VoiceShape(
    version="v2",
    pitched=True,
    sample_rate=40_000,
    inter=8,
    hidden=8,
    filter=16,
    heads=2,
    layers=1,
    kernel=3,
    block_kernels=(3, 7),
    block_dilations=((1, 3, 5), (1, 3, 5)),
    rates=(10, 10, 2, 2),
    first_width=16,
    rate_kernels=(16, 16, 4, 4),
    speakers=3,
    colour=8,
)
V1 = replace(
    V2, version="v1", sample_rate=48_000, rates=(10, 6, 2, 2, 2), rate_kernels=(16, 16, 4, 4, 4), first_width=32
)
UNPITCHED = replace(V2, pitched=False, sample_rate=32_000, rates=(10, 8, 2, 2), rate_kernels=(20, 16, 4, 4))


def config_of(shape: VoiceShape) -> list[Any]:
    """As a trained voice says its sizes."""
    sizes = [1025, 32, shape.inter, shape.hidden, shape.filter, shape.heads, shape.layers, shape.kernel, 0, "1"]
    blocks = [list(shape.block_kernels), [list(each) for each in shape.block_dilations]]
    steps = [list(shape.rates), shape.first_width, list(shape.rate_kernels)]
    return [*sizes, *blocks, *steps, 109, shape.colour, shape.sample_rate]


def saved(shape: VoiceShape, *, seed: int = 0) -> dict[str, Any]:
    """What the file of a trained voice holds."""
    import torch

    chance = torch.Generator().manual_seed(seed)
    weight = OrderedDict()
    for name, size in layers_of(shape):
        scale = max(1, int(np.prod(size[1:]))) ** -0.5
        weight[name] = (torch.randn(size, generator=chance) * scale).half()
    said = {"info": "tiny", "sr": f"{shape.sample_rate // 1000}k", "f0": int(shape.pitched), "version": shape.version}
    return {"weight": weight, "config": config_of(shape), **said}


def trained(path: Path, shape: VoiceShape = V2, *, seed: int = 0, **others: Any) -> Path:
    """A trained voice, 16 bits a number."""
    import torch

    torch.save(saved(shape, seed=seed) | others, path)
    return path


def index(path: Path, version: str = "v2", *, vectors: int = 32) -> Path:
    """As an index is kept."""
    np.save(path, np.random.default_rng(0).standard_normal((vectors, CONTENT[version]), dtype=np.float32))
    return path.with_suffix(".npy") if path.suffix != ".npy" else path


def contentvec(folder: Path) -> None:
    import torch
    from transformers import HubertConfig, HubertModel

    config = HubertConfig(
        hidden_size=768,
        num_hidden_layers=1,
        num_attention_heads=4,
        intermediate_size=32,
        conv_dim=[16] * 7,
        num_conv_pos_embeddings=8,
        classifier_proj_size=256,
    )
    model = HubertModel(config)
    last = torch.nn.Linear(768, 256)
    state = dict(model.state_dict()) | {f"final_proj.{name}": value for name, value in last.state_dict().items()}
    config.save_pretrained(folder)
    torch.save(state, folder / "pytorch_model.bin")
    said = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(said | {"architectures": ["HubertModelWithFinalProj"]}))


_LEVELS, _WIDE, _HEARD = 2, 4, 8


def rmvpe(folder: Path) -> None:
    import torch

    state: dict[str, Any] = {}
    for name, size in _layers():
        state[name] = torch.randn(size) * max(1, int(np.prod(size[1:]))) ** -0.5
    for name in [name for name in state if name.endswith("running_mean")]:
        state[name.replace("running_mean", "running_var")] = torch.rand(state[name].shape) + 0.5
    gru = torch.nn.GRU(3 * 128, _HEARD, bidirectional=True, batch_first=True)
    state |= {f"fc.0.gru.{name}": value.detach() for name, value in gru.state_dict().items()}
    torch.save(state, folder / "rmvpe.pt")


def _layers() -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _normal("unet.encoder.bn", 1)
    before = 1
    for level in range(_LEVELS):
        yield from _block(f"unet.encoder.layers.{level}.conv.0", before, _WIDE << level)
        before = _WIDE << level
    yield from _block("unet.intermediate.layers.0.conv.0", before, 2 * before)
    before *= 2
    for level in range(_LEVELS):
        name, after = f"unet.decoder.layers.{level}", before // 2
        yield f"{name}.conv1.0.weight", (before, after, 3, 3)
        yield from _normal(f"{name}.conv1.1", after)
        yield from _block(f"{name}.conv2.0", 2 * after, after)
        before = after
    yield "cnn.weight", (3, before, 3, 3)
    yield "cnn.bias", (3,)
    yield "fc.1.weight", (360, 2 * _HEARD)
    yield "fc.1.bias", (360,)


def _block(name: str, before: int, after: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.conv.0.weight", (after, before, 3, 3)
    yield from _normal(f"{name}.conv.1", after)
    yield f"{name}.conv.3.weight", (after, after, 3, 3)
    yield from _normal(f"{name}.conv.4", after)
    yield f"{name}.shortcut.weight", (after, before, 1, 1)
    yield f"{name}.shortcut.bias", (after,)


def _normal(name: str, wide: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for part in ("weight", "bias", "running_mean"):
        yield f"{name}.{part}", (wide,)


BUILDERS: Mapping[str, Any] = {"contentvec": contentvec, "rmvpe": rmvpe}
