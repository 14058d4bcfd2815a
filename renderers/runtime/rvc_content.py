"""What is said, whoever says it: the content of speech as ContentVec hears it (Qian et al., arXiv 2204.09224)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.errors import BrokenPromise

SAMPLE_RATE, HOP = 16_000, 320
WINDOW = 400
"""Samples that the first frame hears; the next begin `HOP` later."""

_EARLY = 3, 4  # of all layers: voices of version 1 read the ninth of twelve, brought to their width by one more


@dataclass(frozen=True, slots=True)
class Listener:
    """A HuBERT of transformers, loaded."""

    model: Any
    device: str

    def heard(self, samples: NDArray[np.float32], *, version: str) -> Any:
        """Content of sound at 16 kHz, shape (frames, 256) for v1 and (frames, 768) for v2, fifty frames a second."""
        import torch

        with torch.inference_mode():
            wave = torch.from_numpy(np.ascontiguousarray(samples, np.float32))[None].to(self.device)
            told = self.model(wave, output_hidden_states=version == "v1")
            if version == "v1":
                early = self.model.config.num_hidden_layers * _EARLY[0] // _EARLY[1]
                return self.model.final_proj(told.hidden_states[early])[0]
            return told.last_hidden_state[0]


def load_listener(folder: Path, *, device: str) -> Listener:
    """ContentVec in transformers' format. Raises BrokenPromise when a part of it is not there."""
    import torch
    from transformers import HubertModel

    class WithFinalLayer(HubertModel):  # type: ignore[misc,unused-ignore]
        """One more layer at the end, which the first voices were trained with."""

        def __init__(self, config: Any) -> None:
            super().__init__(config)
            self.final_proj = torch.nn.Linear(config.hidden_size, config.classifier_proj_size)

    model, known = WithFinalLayer.from_pretrained(
        str(folder), local_files_only=True, output_loading_info=True, dtype=torch.float32
    )
    lost = [name for name in known["missing_keys"] if not name.endswith("masked_spec_embed")]
    if lost:
        raise BrokenPromise(f"{folder.name} is not ContentVec: {', '.join(sorted(lost)[:3])} is missing")
    return Listener(model.eval().to(device), device)
