"""Files of trained voices that people bring: whole ones are known by their sizes, all others refused in words."""

from __future__ import annotations

import os
import pickle
import struct
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from renderers.errors import BadInput
from renderers.runtime.rvc_file import trained_voice
from renderers.runtime.rvc_index import drawn, keep_index, read_index
from tests.fakes import tiny_rvc
from tests.models import needs_engines


def packed(path: Path, said: Any, *, raw: bytes = b"", compressed: bool = False) -> Path:
    how = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", how) as file:
        file.writestr("voice/data.pkl", raw or pickle.dumps(said, protocol=2))
    return path


class Hostile:
    """Deletes something when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.remove, ("/tmp/kept",)


class Stateful(OrderedDict[str, Any]):
    """Has a state of its own."""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Hostile(), r"asks for code of its own \((posix|os)\.remove\).* It was not opened"),
        ({"weight": Stateful()}, r"asks for code of its own \(tests\."),
        (np.float32(1), "asks for code of its own"),
        ([1, 2], "holds something else than a voice"),
        ({"model": {}}, "holds no trained voice of RVC"),
        ({"weight": {}, "version": "v9"}, "version 'v9'"),
        ({"weight": {}, "version": "v2"}, "does not say its sizes"),
    ],
)
def test_what_is_no_voice_is_refused_in_words(tmp_path: Path, said: Any, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        trained_voice(packed(tmp_path / "voice.pth", said))


def test_files_of_another_kind_are_refused_before_they_are_read(tmp_path: Path) -> None:
    empty, wave, torn = (tmp_path / name for name in ("empty", "wave", "torn"))
    empty.touch()
    wave.write_bytes(b"RIFF" * 9)
    torn.write_bytes(b"PK\x03\x04 and no more")
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(161 * 2**20)
    bomb = packed(tmp_path / "bomb", {"weight": {}}, compressed=True)
    broken = packed(tmp_path / "broken", None, raw=b"\x80\x02}q\x00X\xff\xff")
    told = {
        empty: "This file is empty",
        wave: "since version 1.6",
        torn: "not a voice file that can be read",
        huge: "has 161 MB; a trained voice may have 160",
        bomb: "not written by torch",
        broken: "is damaged",
    }
    for path, words in told.items():
        with pytest.raises(BadInput, match=words):
            trained_voice(path)


def test_numbers_that_a_pickle_sets_memory_aside_for_are_not_believed(tmp_path: Path) -> None:
    memo = b"\x80\x02}r" + struct.pack("<I", 0xFFFFFFF0) + b"."  # a place in the memo, 64 GB into it
    with pytest.raises(BadInput, match="holds no trained voice"):
        trained_voice(packed(tmp_path / "voice.pth", None, raw=memo))


@pytest.mark.slow
@needs_engines
@pytest.mark.parametrize("shape", [tiny_rvc.V2, tiny_rvc.V1, tiny_rvc.UNPITCHED])
def test_a_voice_is_known_by_what_its_file_says(tmp_path: Path, shape: Any) -> None:
    assert trained_voice(tiny_rvc.trained(tmp_path / "voice.pth", shape)) == shape


@pytest.mark.slow
@needs_engines
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"vocoder": "RefineGAN"}, "trained with RefineGAN as its vocoder"),
        ({"version": "v1"}, r"no whole voice of RVC v1: its layer enc_p.emb_phone.weight is \(8, 768\)"),
        ({"f0": 1, "config": [*tiny_rvc.config_of(tiny_rvc.V2)[:-1], 24_000]}, "it sounds at 24000 Hz"),
        ({"config": [*tiny_rvc.config_of(tiny_rvc.V2)[:-1], 48_000]}, "do not make a hundredth of a second"),
        ({"config": [*tiny_rvc.config_of(tiny_rvc.V2)[:-6], [10**9], *tiny_rvc.config_of(tiny_rvc.V2)[-5:]]}, "a size"),
    ],
)
def test_a_voice_that_is_otherwise_than_it_says_is_refused(tmp_path: Path, changed: Any, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        trained_voice(tiny_rvc.trained(tmp_path / "voice.pth", **changed))


@pytest.mark.slow
@needs_engines
def test_a_voice_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = tiny_rvc.trained(tmp_path / "voice.pth").read_bytes()
    (tmp_path / "cut.pth").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match="not a voice file that can be read"):
        trained_voice(tmp_path / "cut.pth")


def header(vectors: int, *, width: int = 256) -> bytes:
    return struct.pack("<iqqq?i", width, vectors, 1 << 20, 1 << 20, True, 1)


def flat(vectors: NDArray[np.float32]) -> bytes:
    return b"IxF2" + header(len(vectors)) + struct.pack("<Q", vectors.size) + vectors.tobytes()


def listed(vectors: NDArray[np.float32], *, sparse: bool = False) -> bytes:
    """As faiss 1.15 writes `IVF3,Flat`: two lists of these vectors and an empty one."""
    parts = (vectors[:20], vectors[:0], vectors[20:])
    middles = flat(np.zeros((3, 256), np.float32))
    head = b"IwFl" + header(len(vectors)) + struct.pack("<QQ", 3, 1) + middles + struct.pack("<BQ", 0, 0)
    sizes = [number for at, part in enumerate(parts) if len(part) for number in (at, len(part))]
    sizes = sizes if sparse else [len(part) for part in parts]
    kind = b"sprs" if sparse else b"full"
    body = b"ilar" + struct.pack("<QQ", 3, 1024) + kind + struct.pack(f"<{len(sizes) + 1}Q", len(sizes), *sizes)
    for part in parts:
        body += part.tobytes() + np.arange(len(part), dtype=np.int64).tobytes()
    return head + body


VECTORS = np.random.default_rng(1).standard_normal((50, 256), dtype=np.float32)


@pytest.mark.parametrize("data", [flat(VECTORS), listed(VECTORS), listed(VECTORS, sparse=True)])
def test_an_index_of_faiss_is_read_for_its_vectors(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "added.index").write_bytes(data)
    kept = keep_index(tmp_path / "added.index", tmp_path / "kept")
    assert (kept.vectors, kept.version) == (50, "v1")
    assert np.array_equal(read_index(tmp_path / "kept", version="v1"), VECTORS)
    with pytest.raises(BadInput, match="is one of RVC v1, the trained voice v2"):
        read_index(tmp_path / "kept", version="v2")


def test_plain_vectors_are_an_index_too(tmp_path: Path) -> None:
    np.save(tmp_path / "total_fea.npy", VECTORS.astype(np.float16))
    assert keep_index(tmp_path / "total_fea.npy", tmp_path / "kept").vectors == 50
    assert read_index(tmp_path / "kept", version="v1").dtype == np.float32


def test_what_is_no_index_is_refused_in_words(tmp_path: Path) -> None:
    path, whole, odd = tmp_path / "some.index", listed(VECTORS), VECTORS.copy()
    odd[3, 3] = np.nan
    np.save(tmp_path / "wide.npy", np.zeros((9, 30), np.float32))
    np.save(tmp_path / "objects.npy", np.array([{}], object), allow_pickle=True)
    told = {
        b"": "This file is empty",
        b"PK\x03\x04 something": "no index that can be read",
        whole[:-3000]: "cut off or damaged",
        whole[:200]: "cut off or damaged",
        b"IwFl" + header(50, width=30): "vectors of 30 numbers",
        b"IxF2" + header(50) + struct.pack("<Q", 2**60): "not as many as it says",
        b"IxF2" + header(2**50) + struct.pack("<Q", 2**58): "cut off or damaged",
        flat(VECTORS[:3]): "8 are the least",
        flat(odd): "some of its numbers are none",
        (tmp_path / "wide.npy").read_bytes(): "vectors of 30 numbers",
        (tmp_path / "objects.npy").read_bytes(): "cannot be read",
    }
    for data, words in told.items():
        path.write_bytes(data)
        with pytest.raises(BadInput, match=words):
            keep_index(path, tmp_path / "kept")


@pytest.mark.slow
@needs_engines
def test_content_is_drawn_to_its_eight_nearest_however_many_are_compared_at_once() -> None:
    import torch

    content = torch.randn(30, 256, generator=torch.Generator().manual_seed(0))
    far = ((content.numpy()[:, None] - VECTORS[None]) ** 2).sum(2)
    nearest = np.argsort(far, 1)[:, :8]
    weights = (1 / np.take_along_axis(far, nearest, 1)) ** 2
    mean = (VECTORS[nearest] * (weights / weights.sum(1, keepdims=True))[..., None]).sum(1)
    for at_once in (7, 20_000):
        found = drawn(content, VECTORS, share=0.75, tick=lambda done: None, at_once=at_once)
        assert np.allclose(found.numpy(), 0.75 * mean + 0.25 * content.numpy(), atol=1e-5)
