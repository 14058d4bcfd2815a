"""Tiny voices, in the folders the released ones have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_BINS, _WIDTH, _COLOUR, _WIDE, _RATE = 129, 16, 16, 32, 8000
_SIZES: dict[str, Any] = {
    "zero_g": True,
    "inter_channels": _WIDTH,
    "hidden_channels": _WIDTH,
    "gin_channels": _COLOUR,
    "upsample_initial_channel": _WIDE,
    "upsample_rates": [8, 8],
    "upsample_kernel_sizes": [16, 16],
    "resblock_kernel_sizes": [3, 7],
    "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5]],
}
_SOUND = {"sampling_rate": _RATE, "filter_length": 256, "hop_length": 64, "win_length": 256}


def openvoice(folder: Path) -> None:
    """The converter as MyShell releases it: directions and lengths of most layers apart, under torch's old names."""
    import torch

    state: dict[str, Any] = {}
    for name, shape, is_split in _layers():
        bias = shape[1] if ".ups." in name else shape[0]
        weight = torch.randn(shape) / (torch.tensor(shape[1:]).prod() ** 0.5)
        if is_split:
            lengths = weight.flatten(1).norm(dim=1).reshape(-1, *[1] * (len(shape) - 1))
            state |= {f"{name}.weight_v": weight * 3, f"{name}.weight_g": lengths}
        else:
            state[f"{name}.weight"] = weight
        state |= {f"{name}.bias": torch.randn(bias) * 0.1} if "conv_post" not in name else {}
    gru = torch.nn.GRU(128 * -(-_BINS // 64), 128)
    state |= {f"ref_enc.gru.{name}": value for name, value in gru.state_dict().items()}
    state |= {"ref_enc.layernorm.weight": torch.rand(_BINS), "ref_enc.layernorm.bias": torch.randn(_BINS) * 0.1}
    (folder / "converter").mkdir(exist_ok=True)
    torch.save({"model": state}, folder / "converter/checkpoint.pth")
    (folder / "converter/config.json").write_text(json.dumps({"data": _SOUND, "model": _SIZES}))


def _layers() -> Iterator[tuple[str, tuple[int, ...], bool]]:
    filters = [1, 32, 32, 64, 64, 128, 128]
    for layer in range(6):
        yield f"ref_enc.convs.{layer}", (filters[layer + 1], filters[layer], 3, 3), True
    yield "ref_enc.proj", (_COLOUR, 128), False
    yield "enc_q.pre", (_WIDTH, _BINS, 1), False
    yield from _waves("enc_q.enc", 16)
    yield "enc_q.proj", (2 * _WIDTH, _WIDTH, 1), False
    for flow in range(4):
        yield f"flow.flows.{2 * flow}.pre", (_WIDTH, _WIDTH // 2, 1), False
        yield from _waves(f"flow.flows.{2 * flow}.enc", 4)
        yield f"flow.flows.{2 * flow}.post", (_WIDTH // 2, _WIDTH, 1), False
    yield "dec.conv_pre", (_WIDE, _WIDTH, 7), False
    yield "dec.cond", (_WIDE, _COLOUR, 1), False
    wide = _WIDE
    for step, kernel in enumerate(_SIZES["upsample_kernel_sizes"]):
        yield f"dec.ups.{step}", (wide, wide // 2, kernel), True
        wide //= 2
        for at, size in enumerate(_SIZES["resblock_kernel_sizes"]):
            for conv in range(3):
                yield f"dec.resblocks.{2 * step + at}.convs1.{conv}", (wide, wide, size), True
                yield f"dec.resblocks.{2 * step + at}.convs2.{conv}", (wide, wide, size), True
    yield "dec.conv_post", (1, wide, 7), False


def _waves(name: str, layers: int) -> Iterator[tuple[str, tuple[int, ...], bool]]:
    yield f"{name}.cond_layer", (2 * _WIDTH * layers, _COLOUR, 1), True
    for layer in range(layers):
        yield f"{name}.in_layers.{layer}", (2 * _WIDTH, _WIDTH, 5), True
        yield f"{name}.res_skip_layers.{layer}", ((2 if layer < layers - 1 else 1) * _WIDTH, _WIDTH, 1), True
