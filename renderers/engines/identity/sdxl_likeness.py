"""A likeness for Stable Diffusion XL: a LoRA trained on somebody's pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.card import Accepts, Card, Effort
from renderers.engines.learnt import Likeness, LikenessSettings, luck_of, studied
from renderers.engines.local import DIFFUSERS, NEEDS_GPU
from renderers.engines.sdxl_family import SDXL
from renderers.plan import WorkerSize
from renderers.runtime.lora_files import to_kohya
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import seeded


@dataclass(frozen=True, slots=True)
class SdxlLikeness(Likeness):
    """Learns by telling the noise in a picture at a moment of a thousand."""

    @property
    def architecture(self) -> str:
        """As other programs look for it."""
        return "stable-diffusion-xl-v1-base/lora"

    def written(self, state: dict[str, Any]) -> dict[str, Any]:
        """Layer by layer."""
        return to_kohya(state, part="unet")

    def lesson(
        self, pipe: Any, pictures: list[Path], settings: LikenessSettings, memory: Memory
    ) -> Callable[[int], Any]:
        """The noise itself is what it should tell."""
        import torch
        from diffusers import DDPMScheduler

        device, dtype = torch.device(memory.device), pipe.unet.dtype
        with torch.no_grad():
            words, _, pooled, _ = pipe.encode_prompt(settings.prompt, device=device, do_classifier_free_guidance=False)
            seen = [studied(pipe, path, settings.side, device) for path in pictures]
        scale = pipe.vae.config.scaling_factor
        noising = DDPMScheduler.from_config(pipe.scheduler.config)

        def loss_at(step: int) -> Any:
            luck = seeded(luck_of(settings, step))
            latent, (height, width) = seen[step % len(seen)]
            noise = torch.randn(latent.shape, generator=luck).to(device)
            moment = torch.randint(0, noising.config.num_train_timesteps, (1,), generator=luck).to(device)
            noisy = noising.add_noise(latent * scale, noise, moment).to(dtype)
            shape = torch.tensor([[height, width, 0, 0, height, width]], device=device, dtype=dtype)
            beside = {"text_embeds": pooled, "time_ids": shape}
            guess = pipe.unet(noisy, moment, words, added_cond_kwargs=beside).sample
            return torch.nn.functional.mse_loss(guess.float(), noise.float())

        return loss_at


ENGINE = SdxlLikeness(
    name="sdxl_likeness",
    title="Likeness for Stable Diffusion XL, trained on pictures (LoRA)",
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        accepts=frozenset({Accepts.REFERENCE}),
        effort=Effort(900.0),
        proven=NEEDS_GPU,
    ),
    pipeline="StableDiffusionXLPipeline",
    denoiser="unet",
    layers=("to_q", "to_k", "to_v", "to_out.0"),
    exact=("vae",),
    size=WorkerSize.GPU_SMALL,
)
