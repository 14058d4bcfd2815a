"""The index of a trained voice: content of its recordings, to which the content of a line is drawn.

RVC saves it as faiss writes an index of lists (`IwFl`) or a flat one (`IxF2`). Only its vectors are needed: they are
read here, bounded by the file's length, and kept as an .npy; all of them are compared when a line is spoken. Written
after the layout that faiss writes; loads neither faiss nor, until a line is spoken, torch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.errors import BadInput

LARGEST_INDEX = 400 * 2**20
"""In bytes; ten minutes of recordings make about 90 MB."""

MEDIA_TYPE = "application/x-npy"
WIDTHS = {256: "v1", 768: "v2"}
NEIGHBOURS = 8
AT_ONCE = 20_000
"""Vectors that are compared in one go."""

_LISTS, _FLAT, _L2 = b"IwFl", (b"IxF2", b"IxFI", b"IxFl"), 1
_NPY = b"\x93NUMPY"
_BRING = "bring the `added_IVF..._v2.index` that RVC's training wrote, or its `total_fea.npy`"
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """How many vectors of which version there are."""

    vectors: int
    version: str
    media_type: str = MEDIA_TYPE


def keep_index(path: Path, out: Path) -> KeptIndex:
    """Writes the index's vectors as .npy to `out`. Raises BadInput in words for any other file."""
    size = path.stat().st_size
    if not size:
        raise BadInput("This file is empty. Choose another one.")
    if size > LARGEST_INDEX:
        raise BadInput(
            f"This index has {size >> 20} MB; it may have {LARGEST_INDEX >> 20}. Train the index on fewer recordings: "
            "half an hour of speech is plenty."
        )
    with path.open("rb") as file:
        is_npy = file.read(len(_NPY)) == _NPY
    pieces = [_npy(path)] if is_npy else _faiss(path)
    vectors, width = sum(len(piece) for piece in pieces), pieces[0].shape[1]
    if width not in WIDTHS:
        raise BadInput(f"This index has vectors of {width} numbers; those of RVC have 256 (v1) or 768 (v2): {_BRING}.")
    if vectors < NEIGHBOURS:
        raise BadInput(f"This index has {vectors} vectors; {NEIGHBOURS} are the least that help: {_BRING}.")
    kept = np.lib.format.open_memmap(out, mode="w+", dtype=np.float32, shape=(vectors, width))
    at = 0
    for piece in pieces:
        kept[at : at + len(piece)] = piece
        at += len(piece)
    if not all(np.isfinite(kept[start : start + AT_ONCE]).all() for start in range(0, vectors, AT_ONCE)):
        raise BadInput(f"This index is damaged: some of its numbers are none. Train it again, or {_BRING}.")
    kept.flush()
    return KeptIndex(vectors, WIDTHS[width])


def read_index(path: Path, *, version: str) -> Vectors:
    """The vectors as they were kept, left on disk. Raises BadInput when they are another version's."""
    kept: Vectors = np.load(path, mmap_mode="r", allow_pickle=False)
    if WIDTHS.get(kept.shape[-1]) != version:
        raise BadInput(
            f"The index {path.name} is one of RVC {WIDTHS.get(kept.shape[-1], '?')}, the trained voice {version}; "
            "remove the index on the page Cast, or bring the one that was trained with the voice"
        )
    return kept


def drawn(content: Any, index: Vectors, *, share: float, tick: Callable[[float], None], at_once: int = AT_ONCE) -> Any:
    """Content, shape (frames, width), of which `share` is the mean of its eight nearest in the index.

    Near ones weigh as the square of their nearness. `tick` is told the share done.
    """
    import torch

    norms = (content * content).sum(1, keepdim=True)
    far = torch.full((len(content), 0), 0.0, device=content.device)
    which = far.long()
    for start in range(0, len(index), at_once):
        some = torch.from_numpy(np.array(index[start : start + at_once])).to(content.device)
        squares = norms - 2 * content @ some.T + (some * some).sum(1)
        near, at = squares.topk(min(NEIGHBOURS, len(some)), dim=1, largest=False)
        far, which = torch.cat((far, near), 1), torch.cat((which, at + start), 1)
        far, kept = far.topk(min(NEIGHBOURS, far.shape[1]), dim=1, largest=False)
        which = which.gather(1, kept)
        tick(min(1.0, (start + at_once) / len(index)))
    found = (
        torch.from_numpy(np.array(index[which.flatten().cpu().numpy()])).to(content.device).unflatten(0, which.shape)
    )
    exact = (content[:, None] - found).square().sum(2).clamp(min=1e-9)
    weights = exact.reciprocal().square()
    mean = (found * (weights / weights.sum(1, keepdim=True))[..., None]).sum(1)
    return share * mean + (1 - share) * content


def _npy(path: Path) -> Vectors:
    try:
        held = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise BadInput(f"This .npy file cannot be read ({error}); {_BRING}.") from error
    if held.ndim != 2 or held.dtype not in (np.float16, np.float32):
        raise BadInput(f"This .npy file holds {held.dtype} of shape {held.shape}, no rows of content; {_BRING}.")
    rows: Vectors = held
    return rows


class _Reader:
    """A file read from front to back; nothing is believed that would reach beyond its end."""

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, np.uint8, "r")
        self._at = 0

    def take(self, kind: str, count: int = 1) -> NDArray[Any]:
        """So many numbers of a kind, as numpy calls it."""
        length = np.dtype(kind).itemsize * count
        if count < 0 or length > len(self._bytes) - self._at:
            raise BadInput(f"This index is cut off or damaged; {_BRING}.")
        found = self._bytes[self._at : self._at + length].view(kind)
        self._at += length
        return found

    def one(self, kind: str) -> int:
        """One number."""
        return int(self.take(kind)[0])

    def name(self) -> bytes:
        """What follows is called so."""
        return self.take("u1", 4).tobytes()


def _faiss(path: Path) -> list[Vectors]:
    file = _Reader(path)
    name = file.name()
    if name in _FLAT:
        return [_flat(file)]
    if name != _LISTS:
        raise BadInput(f"This is no index that can be read (it begins with {name!r}); {_BRING}.")
    width, vectors = _header(file)
    lists = file.one("<u8")
    file.take("<u8")  # how many lists faiss would look into
    if file.name() not in _FLAT:
        raise BadInput(f"The lists of this index are kept in a way that is not known; {_BRING}.")
    _flat(file)  # the middles of the lists
    if file.one("u1"):
        raise BadInput(f"This index has a map of its own, which those of RVC have not; {_BRING}.")
    file.take("<i8", file.one("<u8"))
    found = list(_lists(file, width, lists))
    if sum(len(each) for each in found) != vectors or not found:
        raise BadInput(f"This index says it has {vectors} vectors and holds another number; {_BRING}.")
    return found


def _header(file: _Reader) -> tuple[int, int]:
    """(numbers of a vector, vectors)"""
    width, vectors = file.one("<i4"), file.one("<i8")
    file.take("<i8", 2)
    file.take("u1")
    if file.one("<i4") > _L2:
        file.take("<f4")
    if width not in WIDTHS or vectors < 0:
        raise BadInput(f"This index has vectors of {width} numbers; those of RVC have 256 (v1) or 768 (v2): {_BRING}.")
    return width, vectors


def _flat(file: _Reader) -> Vectors:
    width, vectors = _header(file)
    if file.one("<u8") != width * vectors:
        raise BadInput(f"This index is damaged: its vectors are not as many as it says; {_BRING}.")
    return file.take("<f4", width * vectors).reshape(vectors, width)


def _lists(file: _Reader, width: int, lists: int) -> list[Vectors]:
    if file.name() != b"ilar" or file.one("<u8") != lists or file.one("<u8") != 4 * width:
        raise BadInput(f"The lists of this index are kept in a way that is not known; {_BRING}.")
    kind, told = file.name(), file.take("<u8", file.one("<u8"))
    if kind not in (b"full", b"sprs") or (kind == b"full" and len(told) != lists):
        raise BadInput(f"The lists of this index are kept in a way that is not known; {_BRING}.")
    sizes = told if kind == b"full" else told[1::2]
    found = []
    for size in sizes.tolist():
        if size:
            found.append(file.take("<f4", width * size).reshape(size, width))
            file.take("<i8", size)
    return found
