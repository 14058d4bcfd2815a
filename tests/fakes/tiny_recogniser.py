"""A detector and a recogniser of faces, a few weights each, in the layout of the released ones: OpenCV runs them.

To them a face is a magenta patch, found on the grid of 32 pixels; two of them are alike when they are equally reddish.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from PIL import Image, ImageDraw

from renderers.engines.seen_faces import DETECTOR, RECOGNISER

MARA, OTTO = (255, 0, 200), (200, 0, 255)
"""Two faces."""

_STRIDES = (8, 16, 32)
_POINTS = (0.2, 0.3, 0.8, 0.3, 0.5, 0.55, 0.3, 0.8, 0.7, 0.8)


def opencv_faces(folder: Path) -> None:
    """Both models, where the hub has them."""
    for name, model in ((DETECTOR, _detector()), (RECOGNISER, _recogniser())):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        save(model, folder / name)


def portrait(path: Path, face: tuple[int, int, int] | None) -> Path:
    """A picture of a face, or of nobody."""
    picture = Image.new("RGB", (320, 320), (90, 90, 90))
    if face:
        ImageDraw.Draw(picture).rectangle((96, 96, 191, 191), fill=face)
    picture.save(path, "PNG")
    return path


def _detector() -> Any:
    nodes, weights, outputs = [], [], []
    for stride in _STRIDES:
        sees = 1 / 440 if stride == _STRIDES[-1] else 0.0
        parts = {
            "cls": ([[sees, -2 * sees, sees]], [0.0]),
            "obj": ([[0, 0, 0]], [1.0]),
            "bbox": ([[0, 0, 0]] * 4, [0.5, 0.5, 0.0, 0.0]),
            "kps": ([[0, 0, 0]] * 10, _POINTS),
        }
        pooled = f"pooled_{stride}"
        nodes.append(
            helper.make_node("AveragePool", ["input"], [pooled], kernel_shape=[stride] * 2, strides=[stride] * 2)
        )
        for name, (factors, bias) in parts.items():
            nodes += _mapped(f"{name}_{stride}", pooled, len(bias))
            weights += _weights(f"{name}_{stride}", factors, bias)
            outputs.append(helper.make_tensor_value_info(f"{name}_{stride}", TensorProto.FLOAT, [1, None, len(bias)]))
    given = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, 320, 320])
    return _model(nodes, given, outputs, weights)


def _recogniser() -> Any:
    nodes = [
        helper.make_node("Conv", ["data", "f_w", "f_b"], ["felt"]),
        helper.make_node("GlobalAveragePool", ["felt"], ["meant"]),
        helper.make_node("Flatten", ["meant"], ["fc1"]),
    ]
    given = helper.make_tensor_value_info("data", TensorProto.FLOAT, [1, 3, 112, 112])
    out = helper.make_tensor_value_info("fc1", TensorProto.FLOAT, [1, 2])
    return _model(nodes, given, [out], _weights("f", [[1, 0, -1], [0, 0, 0]], [0, 40])[:2])


def _mapped(name: str, source: str, width: int) -> list[Any]:
    """A value for every cell of the grid, as rows."""
    return [
        helper.make_node("Conv", [source, f"{name}_w", f"{name}_b"], [f"{name}_grid"]),
        helper.make_node("Transpose", [f"{name}_grid"], [f"{name}_rows"], perm=[0, 2, 3, 1]),
        helper.make_node("Reshape", [f"{name}_rows", f"{name}_shape"], [name]),
    ]


def _weights(name: str, factors: Any, bias: Any) -> list[Any]:
    kernel = np.array(factors, np.float32).reshape(len(bias), 3, 1, 1)
    return [
        numpy_helper.from_array(kernel, f"{name}_w"),
        numpy_helper.from_array(np.array(bias, np.float32), f"{name}_b"),
        numpy_helper.from_array(np.array([1, -1, len(bias)], np.int64), f"{name}_shape"),
    ]


def _model(nodes: list[Any], given: Any, outputs: list[Any], weights: list[Any]) -> Any:
    graph = helper.make_graph(nodes, "tiny", [given], outputs, weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
