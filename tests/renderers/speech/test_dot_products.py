"""Convolutions written as products of matrices give the very same sums."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from renderers.media.speech import assets
from renderers.media.speech.blend import read_blend
from renderers.media.speech.dot_products import by_dot_products, has_dot_products
from renderers.media.speech.model import _style
from renderers.media.speech.vocabulary import tokens


def test_only_a_processor_that_says_so_has_dot_products(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("model name: x avx512_vnni\nflags\t: fpu avx2 avx512f\n")
    new.write_text("flags\t: fpu avx2 avx512_vnni\n")
    assert not has_dot_products(old)
    assert has_dot_products(new)
    assert not has_dot_products(tmp_path / "none")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("taps", "pads", "apart", "stride", "rewritten"),
    [(3, (1, 1), 1, 1, True), (7, (9, 9), 3, 1, True), (1, (0, 0), 1, 1, True), (4, (0, 3), 1, 2, False)],
)
def test_a_convolution_sums_the_same_as_a_product(
    taps: int, pads: tuple[int, int], apart: int, stride: int, rewritten: bool
) -> None:
    model = _convolution(taps=taps, pads=pads, apart=apart, stride=stride)
    product = by_dot_products(model)
    assert (b"ConvInteger" not in product) is rewritten
    sound = np.random.default_rng(2).integers(0, 60, (1, 5, 40), dtype=np.uint8)
    np.testing.assert_array_equal(_run(model, {"sound": sound})[0], _run(product, {"sound": sound})[0])


@pytest.mark.slow
def test_the_voice_says_the_same_samples_in_either_form() -> None:
    if not has_dot_products():
        pytest.skip("this processor has no dot products of bytes, so only one form of the model is ever used here")
    numbers = tokens("ðə lˈæmp.")
    style = _style(read_blend("af_heart"), "")[len(numbers) - 1].reshape(1, 256)
    said = {"tokens": np.array([[0, *numbers, 0]], np.int64), "style": style, "speed": np.array([1], np.float32)}
    plain = (assets.folder() / "model.onnx").read_bytes()
    for one, other in zip(_run(plain, said), _run(by_dot_products(plain), said), strict=True):
        np.testing.assert_array_equal(one, other)


def _convolution(*, taps: int, pads: tuple[int, int], apart: int, stride: int) -> bytes:
    from onnx import TensorProto, helper, numpy_helper

    weights = np.random.default_rng(1).integers(30, 220, (6, 5, taps), dtype=np.uint8)
    constants = [
        numpy_helper.from_array(weights, "weights"),
        numpy_helper.from_array(np.array(7, np.uint8), "zero"),
        numpy_helper.from_array(np.array(120, np.uint8), "weights_zero"),
    ]
    node = helper.make_node(
        "ConvInteger",
        ["sound", "weights", "zero", "weights_zero"],
        ["sums"],
        group=1,
        pads=list(pads),
        dilations=[apart],
        strides=[stride],
    )
    sound = helper.make_tensor_value_info("sound", TensorProto.UINT8, [1, 5, "time"])
    sums = helper.make_tensor_value_info("sums", TensorProto.INT32, None)
    graph = helper.make_graph([node], "convolution", [sound], [sums], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    return bytes(made.SerializeToString())


def _run(model: bytes, given: dict[str, NDArray[np.generic]]) -> Sequence[NDArray[np.generic]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    found: Sequence[NDArray[np.generic]] = session.run(None, given)
    return found
