"""A trained voice as RVC saves it: what the file says of itself, and whether it is whole. Needs no torch for that.

The file is a zip of a pickle and plain numbers. A pickle can ask for any code: this one is walked with a reader that
knows tensors and plain values only, and whatever else it asks for is named and refused.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from renderers.errors import BadInput
from renderers.runtime.rvc_shape import Shapes, VoiceShape, insist_on_layers, read_shape

LARGEST_TRAINED = 160 * 2**20
"""In bytes; a voice as it is usually released has 55 MB."""

MEDIA_TYPE = "application/x-pytorch"
_LARGEST_PICKLE, _MOST_PARTS = 4 * 2**20, 4000
_BYTES = {"HalfStorage": 2, "BFloat16Storage": 2, "FloatStorage": 4, "DoubleStorage": 8}
_BEGINS = b"PK\x03\x04"
_SAVE_AGAIN = "save the voice once more with RVC's own small-model export and bring that file"


@dataclass(frozen=True, slots=True)
class _Stored:
    """Numbers of the zip that a tensor lies in."""

    part: str
    itemsize: int
    count: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    stored: _Stored
    shape: tuple[int, ...]


def shape_of(path: Path) -> VoiceShape:
    """What a trained voice is made of, every layer of it there. Raises BadInput in words for any other file."""
    said = _said_in(path)
    layers = said.get("weight")
    if not isinstance(layers, dict) or not all(isinstance(each, _Tensor) for each in layers.values()):
        raise BadInput(
            "This file holds no trained voice of RVC: it has no weights under their name `weight`. Bring the voice's "
            "own .pth (about 55 MB), not a checkpoint of its training (G_ or D_) and not an index."
        )
    found: Shapes = {str(name): each.shape for name, each in layers.items()}
    return read_shape({str(name): value for name, value in said.items() if name != "weight"}, found)


def _said_in(path: Path) -> Mapping[Any, Any]:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = _insist_on_plain(packed)
            said = _read(packed, parts)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise BadInput(f"This is not a voice file that can be read ({error}); {_SAVE_AGAIN}.") from error
    if not isinstance(said, dict):
        raise BadInput(f"This file holds something else than a voice ({type(said).__name__}); {_SAVE_AGAIN}.")
    return said


def _insist_on_plain(packed: zipfile.ZipFile) -> dict[str, int]:
    """Sizes of its parts by name. Raises BadInput for a zip that is not what torch writes."""
    listed = packed.infolist()
    sizes = {each.filename: each.file_size for each in listed}
    is_packed = any(each.compress_type != zipfile.ZIP_STORED for each in listed)
    if is_packed or len(sizes) != len(listed) or len(listed) > _MOST_PARTS:
        raise BadInput(f"This zip file was not written by torch; {_SAVE_AGAIN}.")
    return sizes


def _read(packed: zipfile.ZipFile, parts: Mapping[str, int]) -> Any:
    name = next((name for name in parts if name.endswith("data.pkl") and name.count("/") == 1), "")
    if not name or parts[name] > _LARGEST_PICKLE:
        raise BadInput(f"This zip file holds no voice; {_SAVE_AGAIN}.")
    try:
        return _Reader(packed.read(name), parts, name.removesuffix("data.pkl")).load()
    except BadInput:
        raise
    except Exception as error:  # a pickle can break a reader in any way
        raise BadInput(f"This voice file is damaged ({type(error).__name__}: {error}); {_SAVE_AGAIN}.") from error


class _Reader(pickle._Unpickler):
    """Walks a pickle of tensors; in Python, since the one in C sets memory aside for whatever number it is told."""

    def __init__(self, data: bytes, parts: Mapping[str, int], folder: str) -> None:
        super().__init__(io.BytesIO(data))
        self._parts, self._folder = parts, folder

    def find_class(self, module: str, name: str) -> Any:
        """Only what tensors are made of."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if module == "torch" and name in _BYTES:
            return _BYTES[name]
        raise BadInput(
            f"This file asks for code of its own ({module}.{name}) when it is opened, which a voice never needs. It "
            f"was not opened. If you trust where it is from, {_SAVE_AGAIN}."
        )

    def persistent_load(self, pid: Any) -> _Stored:
        """Where the numbers of a tensor are; they have to be there."""
        _, itemsize, key, _, count = pid
        part = f"{self._folder}data/{key}"
        if not isinstance(itemsize, int) or self._parts.get(part, -1) < itemsize * count:
            raise BadInput(f"This voice file is cut off: its part {key} is not whole; bring the whole file.")
        return _Stored(part, itemsize, count)

    def load_build(self) -> None:
        """A dictionary of weights has a note of versions, which is left out; nothing else has a state."""
        stack: list[Any] = self.stack  # type: ignore[attr-defined]
        stack.pop()
        if type(stack[-1]) is not OrderedDict:
            raise BadInput(f"This file sets the state of an object, which no voice has; {_SAVE_AGAIN}.")

    _build = cast("Callable[[pickle.Unpickler], None]", load_build)
    dispatch = {**pickle._Unpickler.dispatch, pickle.BUILD[0]: _build}


def _tensor(stored: _Stored, offset: int, shape: tuple[Any, ...], *rest: Any) -> _Tensor:
    del rest
    left = stored.count - offset if offset >= 0 else -1
    count = 1
    for side in shape:
        if not isinstance(side, int) or not 0 <= side <= left or (count := count * side) > left:
            raise BadInput(f"This voice file is damaged: a layer is larger than its numbers; {_SAVE_AGAIN}.")
    return _Tensor(stored, tuple(shape))


def insist_on_size(path: Path) -> None:
    """Raises BadInput for a file that is empty, too large, or plainly something else."""
    size = path.stat().st_size
    if not size:
        raise BadInput("This file is empty. Choose another one.")
    if size > LARGEST_TRAINED:
        raise BadInput(
            f"This file has {size >> 20} MB; a trained voice may have {LARGEST_TRAINED >> 20}. Bring the voice's own "
            ".pth (about 55 MB), not a checkpoint of its training."
        )
    with path.open("rb") as file:
        if file.read(len(_BEGINS)) != _BEGINS:
            raise BadInput(f"This is not a voice file as torch writes them since version 1.6; {_SAVE_AGAIN}.")


def trained_voice(path: Path) -> VoiceShape:
    """What is kept of an uploaded voice besides its file. Raises BadInput in words for what cannot be used."""
    insist_on_size(path)
    return shape_of(path)


def loaded(path: Path, shape: VoiceShape) -> Mapping[str, Any]:
    """The weights by name, on the processor. The file was looked at by `trained_voice` before."""
    import torch

    try:
        held = torch.load(path, map_location="cpu", weights_only=True)["weight"]
        sizes = {name: tuple(value.shape) for name, value in held.items()}
    except (pickle.UnpicklingError, RuntimeError, KeyError, AttributeError, TypeError) as error:
        raise BadInput(f"The trained voice {path.name} cannot be read ({error}); bring its file again") from error
    insist_on_layers(shape, sizes)
    return {name: value for name, value in held.items() if not name.startswith(shape.unused)}
