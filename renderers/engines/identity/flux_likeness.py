"""A likeness for FLUX.1: a LoRA trained on somebody's pictures, in the blocks where words and picture meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.card import Accepts, Card, Effort
from renderers.engines.flux_family import FLUX_SCHNELL
from renderers.engines.learnt import Likeness, LikenessSettings, luck_of, studied
from renderers.engines.local import DIFFUSERS, NEEDS_GPU
from renderers.plan import WorkerSize
from renderers.runtime import flux_lora
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import seeded

_MOST_WORDS = 256


@dataclass(frozen=True, slots=True)
class FluxLikeness(Likeness):
    """Learns the way from noise to picture, which is straight."""

    @property
    def architecture(self) -> str:
        """As other programs look for it."""
        return "flux-1-schnell/lora"

    def written(self, state: dict[str, Any]) -> dict[str, Any]:
        """Queries, keys and values as one layer."""
        return flux_lora.to_kohya(state)

    def lesson(
        self, pipe: Any, pictures: list[Path], settings: LikenessSettings, memory: Memory
    ) -> Callable[[int], Any]:
        """Noise less picture is what it should tell; moments in the middle of the way come most."""
        import torch

        device, dtype = torch.device(memory.device), pipe.transformer.dtype
        with torch.no_grad():
            words, pooled, places = pipe.encode_prompt(settings.prompt, device=device, max_sequence_length=_MOST_WORDS)
            seen = [_packed(pipe, path, settings.side, device) for path in pictures]

        def loss_at(step: int) -> Any:
            luck = seeded(luck_of(settings, step))
            latent, grid = seen[step % len(seen)]
            noise = torch.randn(latent.shape, generator=luck).to(device)
            moment = torch.sigmoid(torch.randn((1,), generator=luck)).to(device)
            noisy = ((1 - moment) * latent + moment * noise).to(dtype)
            guess = pipe.transformer(
                hidden_states=noisy,
                timestep=moment.to(dtype),
                pooled_projections=pooled,
                encoder_hidden_states=words,
                txt_ids=places,
                img_ids=grid,
                return_dict=False,
            )[0]
            return torch.nn.functional.mse_loss(guess.float(), (noise - latent).float())

        return loss_at


def _packed(pipe: Any, path: Path, side: int, device: Any) -> tuple[Any, Any]:
    """A picture in patches, and where each of them is."""
    latent, _ = studied(pipe, path, side, device)
    latent = (latent - pipe.vae.config.shift_factor) * pipe.vae.config.scaling_factor
    count, channels, height, width = latent.shape
    grid = pipe._prepare_latent_image_ids(count, height // 2, width // 2, device, pipe.transformer.dtype)
    return pipe._pack_latents(latent.float(), count, channels, height, width), grid


ENGINE = FluxLikeness(
    name="flux_likeness",
    title="Likeness for FLUX.1 schnell, trained on pictures (LoRA)",
    card=Card(
        code=DIFFUSERS,
        weights=FLUX_SCHNELL,
        accepts=frozenset({Accepts.REFERENCE}),
        effort=Effort(2400.0),
        proven=NEEDS_GPU,
    ),
    pipeline="FluxPipeline",
    denoiser="transformer",
    layers=flux_lora.LAYERS,
    size=WorkerSize.GPU_LARGE,
)
