"""FILM: frames between two frames that lie far apart; slower than RIFE, and better where much moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renderers.card import Accepts, Card, Effort, Licence, Weights
from renderers.engines.between import Between, InBetween
from renderers.engines.local import NEEDS_GPU, held, main_weights, on_disk
from renderers.errors import BadInput
from renderers.plan import WorkerSize
from renderers.runtime.pipelines import resident
from renderers.spec import Finish

FILE = "film_net_fp32.pt"
_COMMIT = "887b2c42bebcb323baf6c3b6d59304135699b575"


@dataclass(frozen=True, slots=True)
class FilmNet(InBetween):
    """The network is a program of TorchScript, asked `(before, after, part)`; its bytes are those of the manifest."""

    def network(self) -> Between:
        """On the card in 16 bits, on the processor in 32."""
        import torch

        memory = held(self.card)
        folder, manifest = on_disk(main_weights(self.card), self.libraries)
        dtype = torch.float32 if memory.bits == 32 else torch.float16

        def load() -> Any:
            try:
                program = torch.jit.load(str(folder / FILE), map_location="cpu")
            except RuntimeError as error:
                raise BadInput(f"{FILE} is no program of TorchScript; pull the model film_net again") from error
            return program.eval().to(device=memory.device, dtype=dtype)

        program = resident((self.name, manifest.digest, memory.device, memory.bits), load)
        like = torch.zeros(1, device=memory.device, dtype=dtype)
        return Between(lambda before, after, part: program(before, after, like.new_full((1, 1), part)), like)


ENGINE = FilmNet(
    name="film_net",
    title="FILM, smoother motion where much moves",
    card=Card(
        code=Licence("Apache-2.0"),
        weights=Weights(
            name="film_net",
            source="nguu/film-pytorch",
            revision=_COMMIT,
            licence=Licence("Apache-2.0"),
            memory_gb=0.1,
            part_gb=0.1,
            only=(FILE,),
        ),
        accepts=frozenset({Accepts.SOURCE}),
        finishes=Finish.RATE,
        effort=Effort(15.0, per_frame=1.0),
        proven=NEEDS_GPU,
    ),
    size=WorkerSize.GPU_SMALL,
)
