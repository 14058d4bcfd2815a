"""The voice's convolutions as products of matrices: the same samples to the last bit, in two thirds of the time.

The runtime multiplies small integers in convolutions without the instructions made for that (VNNI), and in matrix
products with them. So a convolution of 8-bit numbers over time is written as the same sums: shifted copies of its
input side by side, times its weights. Weights are stored less 128, with their zero point, because those instructions
want one factor signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

_CPUINFO = Path("/proc/cpuinfo")
_INSTRUCTIONS = frozenset({"avx512_vnni", "avx_vnni"})
_TO_THE_END = 2**31 - 1


def has_dot_products(cpuinfo: Path = _CPUINFO) -> bool:
    """Whether this processor has the instructions. Older ones saturate instead: other sums."""
    try:
        return any(
            not _INSTRUCTIONS.isdisjoint(line.split())
            for line in cpuinfo.read_text("utf-8").splitlines()
            if line.startswith("flags")
        )
    except OSError:
        return False


def by_dot_products(model: bytes) -> bytes:
    """An ONNX model with its integer convolutions of one dimension rewritten; those that stride stay."""
    import onnx

    read: Any = onnx.load_model_from_string(model)
    graph = read.graph
    rewriting = _Rewriting({tensor.name: tensor for tensor in graph.initializer})
    nodes = [new for node in graph.node for new in rewriting.nodes(node)]
    used = {name for node in nodes for name in node.input}
    kept = [tensor for name, tensor in rewriting.constants.items() if name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    return bytes(read.SerializeToString())


@dataclass(slots=True)
class _Rewriting:
    """The graph's constants by name, old and new, and how many convolutions were rewritten."""

    constants: dict[str, Any]
    done: int = field(default=0)

    def nodes(self, node: Any) -> Iterator[Any]:
        """What stands for a node."""
        from onnx import helper

        told = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        plain = node.op_type == "ConvInteger" and told.get("group", 1) == 1
        if plain and list(told.get("strides", ())) == [1] and len(self.constants[node.input[1]].dims) == 3:
            yield from self._product(node, told)
        else:
            yield node

    def _product(self, node: Any, told: dict[str, Any]) -> Iterator[Any]:
        from onnx import helper

        self.done += 1
        name, (sound, weights, zero, weights_zero) = f"product_{self.done}", node.input
        _, channels, taps = self.constants[weights].dims
        flat = self._signed(weights).transpose(2, 1, 0).reshape(taps * channels, -1)
        across = self._constant(f"{name}_weights", np.ascontiguousarray(flat))
        around = self._constant(f"{name}_zero", self._signed(weights_zero))
        yield helper.make_node("Transpose", [sound], [f"{name}_rows"], perm=[0, 2, 1])
        before, after = told.get("pads", (0, 0))
        pads = self._constant(f"pads_{before}_{after}", np.array([0, before, 0, 0, after, 0], np.int64))
        yield helper.make_node("Pad", [f"{name}_rows", pads, zero], [f"{name}_padded"])
        yield from self._beside(name, taps, told["dilations"][0])
        yield helper.make_node("MatMulInteger", [f"{name}_beside", across, zero, around], [f"{name}_sums"])
        yield helper.make_node("Transpose", [f"{name}_sums"], [node.output[0]], perm=[0, 2, 1])

    def _beside(self, name: str, taps: int, apart: int) -> Iterator[Any]:
        """For every tap the padded rows it sees, side by side."""
        from onnx import helper

        rows = []
        for tap in range(taps):
            end = (tap - taps + 1) * apart or _TO_THE_END
            window = [self._constant(f"at_{at}", np.array([at], np.int64)) for at in (tap * apart, end, 1)]
            rows.append(f"{name}_tap_{tap}")
            yield helper.make_node("Slice", [f"{name}_padded", *window], [rows[-1]])
        yield helper.make_node("Concat", rows, [f"{name}_beside"], axis=2)

    def _signed(self, name: str) -> Any:
        from onnx import numpy_helper

        unsigned = numpy_helper.to_array(self.constants[name])
        return (unsigned.astype(np.int16) - 128).astype(np.int8)

    def _constant(self, name: str, value: Any) -> str:
        from onnx import numpy_helper

        self.constants.setdefault(name, numpy_helper.from_array(value, name))
        return name
