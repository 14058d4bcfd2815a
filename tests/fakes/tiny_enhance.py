"""Networks that enlarge, smooth and restore, a few weights each, in the files the released ones are in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np


def realesrgan(folder: Path) -> None:
    """One block of the large network."""
    import torch

    torch.save({"params_ema": dict(_rrdb(4, growth=4, blocks=1))}, folder / "RealESRGAN_x4plus.pth")


def _rrdb(width: int, *, growth: int, blocks: int) -> Iterator[tuple[str, Any]]:
    yield from _conv("conv_first", 3, width)
    for block in range(blocks):
        for dense in range(1, 4):
            for layer in range(1, 6):
                name = f"body.{block}.rdb{dense}.conv{layer}"
                yield from _conv(name, width + growth * (layer - 1), growth if layer < 5 else width)
    for name in ("conv_body", "conv_up1", "conv_up2", "conv_hr"):
        yield from _conv(name, width, width)
    yield from _conv("conv_last", width, 3)


def _conv(name: str, given: int, made: int, *, side: int = 3, turned: bool = False) -> Iterator[tuple[str, Any]]:
    import torch

    shape = (given, made) if turned else (made, given)
    yield f"{name}.weight", torch.randn(*shape, side, side) / (given * side * side) ** 0.5
    yield f"{name}.bias", torch.full((made,), 0.05)


def rife(folder: Path) -> None:
    """All five blocks, one after another of four channels, in the archive of its makers."""
    import torch

    held = io.BytesIO()
    torch.save({f"module.{name}": tensor for name, tensor in _flow(4)}, held)
    with ZipFile(folder / "RIFEv4.26_0921.zip", "w") as packed:
        packed.writestr("train_log/flownet.pkl", held.getvalue())


def _flow(width: int) -> Iterator[tuple[str, Any]]:
    import torch

    for layer, given in enumerate((3, 4, 4)):
        yield from _conv(f"encode.cnn{layer}", given, 4)
    yield from _conv("encode.cnn3", 4, 4, side=4, turned=True)
    for block in range(5):
        name, given = f"block{block}", 3 * 2 + 4 * 2 + 1 + (1 + 8 + 4 if block else 0)
        yield from _conv(f"{name}.conv0.0.0", given, width)
        yield from _conv(f"{name}.conv0.1.0", width, width)
        for layer in range(8):
            yield from _conv(f"{name}.convblock.{layer}.conv", width, width)
            yield f"{name}.convblock.{layer}.beta", torch.ones(1, width, 1, 1)
        yield from _conv(f"{name}.lastconv.0", width, 52, side=4, turned=True)


def film_net(folder: Path) -> None:
    """A program that mixes, asked as the released one is."""
    import torch

    class Mixing(torch.nn.Module):  # type: ignore[misc]  # the library's own base class
        def forward(self, first: torch.Tensor, second: torch.Tensor, when: torch.Tensor) -> torch.Tensor:
            part = when.view(-1, 1, 1, 1)
            return first * (1 - part) + second * part

    torch.jit.script(Mixing()).save(str(folder / "film_net_fp32.pt"))


def codeformer(folder: Path) -> None:
    """The face in its negative, as much of it as fidelity leaves open."""
    from onnx import TensorProto, helper, numpy_helper, save

    one = numpy_helper.from_array(np.array([2.0]), "two"), numpy_helper.from_array(np.array([1.0]), "one")
    nodes = [
        helper.make_node("Mul", ["weight", "two"], ["twice"]),
        helper.make_node("Sub", ["twice", "one"], ["share"]),
        helper.make_node("Cast", ["share"], ["plain"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["input", "plain"], ["output"]),
    ]
    picture = [1, 3, 512, 512]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info("input", TensorProto.FLOAT, picture),
            helper.make_tensor_value_info("weight", TensorProto.DOUBLE, [1]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, picture)],
        list(one),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    save(model, folder / "codeformer.onnx")
