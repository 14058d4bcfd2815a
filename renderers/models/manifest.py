"""What a model in the store is made of: every file with its size and SHA-256, and the commit they come from."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

NAME = "manifest.json"
_BLOCK = 1 << 20

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class BrokenModel(Exception):
    """A model in the store is not what its manifest says."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelFile(_Frozen):
    """One file, by its path inside the model's folder."""

    path: str
    size: Annotated[int, Field(ge=0)]
    sha256: Sha256

    @field_validator("path")
    @classmethod
    def _inside(cls, path: str) -> str:
        """A listing from elsewhere must not write outside the folder."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or path == NAME:
            raise ValueError(f"{path!r} is no path inside a model's folder")
        return path


class Manifest(_Frozen):
    """A model as it was pulled: `revision` is the commit, `licence` the name of what its weights are under."""

    name: str
    source: str
    revision: str
    licence: str
    files: tuple[ModelFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def digest(self) -> str:
        """Names the weights: changes with any byte of any file."""
        lines = sorted(f"{file.sha256} {file.path}\n" for file in self.files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Raises FileNotFoundError, or BrokenModel when it is no manifest."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except ValidationError as error:
            raise BrokenModel(f"{path} is not a manifest: {error.errors()[0]['msg']}") from error

    def write(self, path: Path) -> None:
        """Whole or not at all."""
        arriving = path.with_name(f"{path.name}.part")
        arriving.write_text(self.model_dump_json(indent=1) + "\n")
        arriving.replace(path)


def sha256_of(path: Path) -> str:
    """Of a file, a block at a time."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def manifest_of(folder: Path, *, name: str, source: str, revision: str, licence: str) -> Manifest:
    """Of a folder that is trusted as it stands: weights an operator trained or brought by hand."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    files = tuple(
        ModelFile(path=path.relative_to(folder).as_posix(), size=path.stat().st_size, sha256=sha256_of(path))
        for path in paths
    )
    return Manifest(name=name, source=source, revision=revision, licence=licence, files=files)
