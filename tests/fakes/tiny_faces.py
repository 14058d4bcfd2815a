"""Tiny readers of faces, in the layout of the released pack, and an adapter that listens to their numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tests.fakes.tiny_people import attention_of, resampler
from tests.fakes.tiny_pictures import sdxl_unet

LANDMARKS = ((250, 260), (390, 262), (320, 330), (270, 410), (372, 408))
"""Where the tiny detector sees the face in every picture, in pixels of 640."""


def buffalo(folder: Path) -> None:
    _pack(folder / "models/buffalo_l", "det_10g.onnx", "w600k_r50.onnx")


def antelope(folder: Path) -> None:
    _pack(folder / "models/antelopev2", "scrfd_10g_bnkps.onnx", "glintr100.onnx")


def _pack(folder: Path, detector: str, recogniser: str) -> None:
    """A detector that sees one face in the middle of every picture with something in it, and a reader of it."""
    import onnx

    folder.mkdir(parents=True)
    onnx.save(_detector(), folder / detector)
    onnx.save(_recogniser(), folder / recogniser)


def ip_adapter_faceid(folder: Path) -> None:
    import torch
    from diffusers.models.embeddings import IPAdapterFaceIDImageProjection

    shape = {"cross_attention_dim": 64, "image_embed_dim": 512, "mult": 2, "num_tokens": 4}
    state = IPAdapterFaceIDImageProjection(**shape).state_dict()
    renamed = {name.replace("ff.net.0.proj", "proj.0").replace("ff.net.2", "proj.2"): at for name, at in state.items()}
    made = {"image_proj": renamed, "ip_adapter": attention_of(sdxl_unet())}
    torch.save(made, folder / "ip-adapter-faceid_sdxl.bin")


def instant_id(folder: Path) -> None:
    """An adapter that reads a face's numbers into sixteen words, and the net that listens to them."""
    import torch
    from diffusers import ControlNetModel

    unet = sdxl_unet()
    made = {"image_proj": resampler(reads=512, out=64), "ip_adapter": attention_of(unet)}
    torch.save(made, folder / "ip-adapter.bin")
    net = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=(16, 32))
    net.save_pretrained(folder / "ControlNetModel")


def _detector() -> Any:
    """Is as sure as the middle of the picture is bright; one anchor of the coarsest stride holds the face."""
    from onnx import TensorProto, helper

    values: dict[str, Any] = {}
    nodes, outputs = [], []
    nodes.append(helper.make_node("GlobalMaxPool", ["picture"], ["most"]))
    nodes.append(helper.make_node("ReduceMax", ["most"], ["light"], keepdims=0))
    for stride in (8, 16, 32):
        rows = (640 // stride) ** 2 * 2
        at, names = (10 * 20 + 10) * 2, [f"{part}{stride}" for part in ("score", "box", "marks")]
        sure, box, marks = (np.zeros((rows, width), np.float32) for width in (1, 4, 10))
        if stride == 32:
            sure[at], box[at] = 1.0, 6.0
            marks[at] = ((np.array(LANDMARKS, np.float32) - 320) / stride).reshape(-1)
        values |= {f"{name}_is": value for name, value in zip(names, (sure, box, marks), strict=True)}
        nodes.append(helper.make_node("Mul", [f"{names[0]}_is", "light"], [names[0]]))
        nodes += [helper.make_node("Identity", [f"{name}_is"], [name]) for name in names[1:]]
    for part, width in (("score", 1), ("box", 4), ("marks", 10)):
        outputs += [
            helper.make_tensor_value_info(f"{part}{stride}", TensorProto.FLOAT, [None, width]) for stride in (8, 16, 32)
        ]
    return _model(nodes, values, outputs, [1, 3, 640, 640])


def _recogniser() -> Any:
    from onnx import TensorProto, helper

    weights = np.random.default_rng(0).normal(size=(48, 512)).astype(np.float32)
    nodes = [
        helper.make_node("AveragePool", ["picture"], ["small"], kernel_shape=[28, 28], strides=[28, 28]),
        helper.make_node("Flatten", ["small"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["numbers"]),
    ]
    outputs = [helper.make_tensor_value_info("numbers", TensorProto.FLOAT, [1, 512])]
    return _model(nodes, {"weights": weights}, outputs, [1, 3, 112, 112])


def _model(nodes: list[Any], values: dict[str, Any], outputs: list[Any], shape: list[int]) -> Any:
    from onnx import TensorProto, helper, numpy_helper

    seen = [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)]
    known = [numpy_helper.from_array(value, name) for name, value in values.items()]
    graph = helper.make_graph(nodes, "tiny", seen, outputs, known)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 9
    return made
