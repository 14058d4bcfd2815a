"""Models on this machine: a folder each, complete with its manifest or not there; and the licences that were recorded.

`STUDIO_MODELS` names the store's folder. Workers that share a disk share a store.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from renderers.card import Licence, Weights
from renderers.models.manifest import NAME, BrokenModel, Manifest, sha256_of

LICENCES = "licences.json"
ARRIVING = ".arriving"


def models_folder() -> Path:
    """Where models live: `STUDIO_MODELS`, or inside the Python environment."""
    said = os.environ.get("STUDIO_MODELS", "").strip()
    return Path(said) if said else Path(sys.prefix) / "share" / "nano-banana-studio" / "models"


@dataclass(frozen=True, slots=True)
class ModelStore:
    """`folder/<name>` holds a model's files and its manifest; a model that is still arriving is elsewhere."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where the model is, or would be."""
        return self.folder / name

    def arriving(self, name: str) -> Path:
        """Where its files are collected until all are there and right."""
        return self.folder / ARRIVING / name

    def manifest(self, name: str) -> Manifest | None:
        """Of a model that is here; None when it is not. Raises BrokenModel."""
        try:
            return Manifest.read(self.path(name) / NAME)
        except FileNotFoundError:
            return None

    def digest(self, name: str) -> str:
        """Names the weights that are here by all their bytes; empty when they are not. Quick: read once a change."""
        path = self.path(name) / NAME
        try:
            state = path.stat()
            return _digest_in(path, state.st_mtime_ns, state.st_size)
        except (FileNotFoundError, BrokenModel):
            return ""

    def names(self) -> list[str]:
        """Models that are here, in order."""
        return sorted(path.parent.name for path in self.folder.glob(f"*/{NAME}"))

    def faults(self, name: str) -> Iterator[str]:
        """Every file of a model that is missing or not what its manifest says, in words. Reads every byte."""
        manifest = self.manifest(name)
        if manifest is None:
            yield f"{name} is not in the model store {self.folder}"
            return
        for file in manifest.files:
            path = self.path(name) / file.path
            if not path.is_file():
                yield f"{name}: {file.path} is missing"
            elif path.stat().st_size != file.size:
                yield f"{name}: {file.path} has {path.stat().st_size} bytes instead of {file.size}"
            elif sha256_of(path) != file.sha256:
                yield f"{name}: {file.path} has changed since it was pulled"

    def lacks(self, weights: Weights) -> str:
        """Why these weights cannot be used here, in words; nothing when they can. Looks at sizes, not at bytes."""
        if off := self.unagreed(weights.licence, weights.name):
            return off
        try:
            manifest = self.manifest(weights.name)
        except BrokenModel as error:
            return f"{error}; pull it again with `manage.py models pull {weights.name}`"
        pull = f"`manage.py models pull {weights.name}`"
        if manifest is None:
            return f"the weights {weights.name} ({weights.source}) are not in the model store; run {pull}"
        for file in manifest.files:
            path = self.path(weights.name) / file.path
            if not path.is_file() or path.stat().st_size != file.size:
                return f"the weights {weights.name} are not whole: {file.path} is wrong; run {pull}"
        return ""

    def unagreed(self, licence: Licence, name: str) -> str:
        """Why what is under this licence stays off, in words; nothing when it may run, or an agreement is recorded."""
        why = licence.why_off
        if not why or name in self.licences():
            return ""
        way = f"manage.py models licence {name} --reference ..."
        return f"{why}; if you have an agreement, record it with `{way}`"

    def licences(self) -> dict[str, str]:
        """Agreements an operator recorded: the model's name and what the agreement is called."""
        try:
            return dict(json.loads((self.folder / LICENCES).read_text()))
        except FileNotFoundError:
            return {}

    def record_licence(self, name: str, reference: str) -> None:
        """The operator has an agreement with the maker of these weights: an order number, a contract, a date."""
        if not reference.strip():
            raise ValueError(f"say what the agreement for {name} is called: --reference is empty")
        self.folder.mkdir(parents=True, exist_ok=True)
        known = self.licences() | {name: reference.strip()}
        arriving = self.folder / f"{LICENCES}.part"
        arriving.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
        arriving.replace(self.folder / LICENCES)


@lru_cache(maxsize=256)
def _digest_in(path: Path, changed: int, size: int) -> str:
    del changed, size  # another state of the file is another digest
    return Manifest.read(path).digest


def model_store() -> ModelStore:
    """This machine's."""
    return ModelStore(models_folder())
