"""RIFE 4.26: frames between two frames, at any moment between them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from renderers.card import Accepts, Card, Effort, Licence, Weights
from renderers.engines.between import Between, InBetween
from renderers.engines.local import NEEDS_GPU, held, main_weights, on_disk
from renderers.errors import BadInput
from renderers.plan import WorkerSize
from renderers.runtime.pipelines import resident
from renderers.runtime.rife import between
from renderers.spec import Finish

ARCHIVE, MEMBER = "RIFEv4.26_0921.zip", "flownet.pkl"
_PREFIX = "module."


@dataclass(frozen=True, slots=True)
class Rife(InBetween):
    """The same clip gives the same bytes on one kind of machine."""

    def network(self) -> Between:
        """From the archive its makers published."""
        import torch

        memory = held(self.card)
        folder, manifest = on_disk(main_weights(self.card), self.libraries)
        dtype = torch.float32 if memory.bits == 32 else torch.float16

        def load() -> dict[str, Any]:
            told = _tensors(folder / ARCHIVE)
            return {name: tensor.to(device=memory.device, dtype=dtype) for name, tensor in told.items()}

        weights = resident((self.name, manifest.digest, memory.device, memory.bits), load)
        return Between(lambda before, after, part: between(weights, before, after, part), next(iter(weights.values())))


def _tensors(archive: Path) -> dict[str, Any]:
    """By name, from the one file in the archive that holds them; nothing in it is executed."""
    import torch

    try:
        with ZipFile(archive) as packed:
            inside = next(name for name in packed.namelist() if name.rpartition("/")[2] == MEMBER)
            told = torch.load(io.BytesIO(packed.read(inside)), map_location="cpu", weights_only=True)
    except (BadZipFile, StopIteration, KeyError, RuntimeError) as error:
        raise BadInput(f"{archive.name} holds no {MEMBER} that can be read; pull the model rife again") from error
    return {name.removeprefix(_PREFIX): tensor for name, tensor in told.items()}


ENGINE = Rife(
    name="rife",
    title="RIFE, smoother motion",
    card=Card(
        code=Licence("MIT"),
        weights=Weights(
            name="rife",
            source="hzwer/RIFE",
            licence=Licence("MIT"),
            memory_gb=0.1,
            part_gb=0.1,
            only=(ARCHIVE,),
        ),
        accepts=frozenset({Accepts.SOURCE}),
        finishes=Finish.RATE,
        effort=Effort(10.0, per_frame=0.2),
        proven=NEEDS_GPU,
    ),
    size=WorkerSize.GPU_SMALL,
)
