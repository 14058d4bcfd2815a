"""Tiny models that keep people as they are, in the folders the released ones have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.fakes.tiny_parts import clip_text, clip_tokenizer, qwen_tokenizer, t5, t5_tokenizer
from tests.fakes.tiny_pictures import flux_transformer, flux_vae, sdxl_unet

_LAYERS_READ = 27
"""The deepest layer of its reader of words that FLUX.2 klein looks at."""


def flux2_klein(folder: Path) -> None:
    from diffusers import (
        AutoencoderKLFlux2,
        FlowMatchEulerDiscreteScheduler,
        Flux2KleinPipeline,
        Flux2Transformer2DModel,
    )
    from transformers import Qwen3Config, Qwen3ForCausalLM

    transformer = Flux2Transformer2DModel(
        patch_size=1,
        in_channels=4,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=3 * 16,
        timestep_guidance_channels=32,
        axes_dims_rope=[4, 4, 4, 4],
        guidance_embeds=False,
    )
    reader = Qwen3Config(
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=_LAYERS_READ,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=8,
        vocab_size=300,
    )
    vae = AutoencoderKLFlux2(
        sample_size=32,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(4,) * 4,
        layers_per_block=1,
        latent_channels=1,
        norm_num_groups=1,
        use_quant_conv=False,
        use_post_quant_conv=False,
    )
    Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True),
        vae=vae,
        text_encoder=Qwen3ForCausalLM(reader).eval(),
        tokenizer=qwen_tokenizer(),
        transformer=transformer,
        is_distilled=True,
    ).save_pretrained(folder)


def flux_kontext(folder: Path) -> None:
    from diffusers import FlowMatchEulerDiscreteScheduler, FluxKontextPipeline

    FluxKontextPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=clip_text(),
        tokenizer=clip_tokenizer(),
        text_encoder_2=t5(),
        tokenizer_2=t5_tokenizer(),
        transformer=flux_transformer(),
        vae=flux_vae(),
    ).save_pretrained(folder)


def ip_adapter_face(folder: Path) -> None:
    """The layout of IP-Adapter Plus: a resampler of the encoder's last layer but one."""
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    shape = {"hidden_size": 32, "intermediate_size": 37, "num_attention_heads": 4, "num_hidden_layers": 2}
    config = CLIPVisionConfig(image_size=32, patch_size=8, projection_dim=32, **shape)
    CLIPVisionModelWithProjection(config).eval().save_pretrained(folder / "models/image_encoder")
    (folder / "sdxl_models").mkdir()
    state = {f"image_proj.{name}": value for name, value in resampler(reads=32, out=64).items()}
    state |= {f"ip_adapter.{name}": value for name, value in attention_of(sdxl_unet()).items()}
    path = folder / "sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors"
    save_file({name: value.contiguous() for name, value in state.items()}, path)


def resampler(*, reads: int, out: int, inner: int = 64) -> dict[str, Any]:
    """Random weights under the names that released resamplers have: of IP-Adapter Plus and of InstantID."""
    import torch
    from torch import nn

    def attention() -> nn.Module:
        part = nn.Module()
        part.norm1, part.norm2 = nn.LayerNorm(inner), nn.LayerNorm(inner)
        part.to_q, part.to_kv = nn.Linear(inner, 64, bias=False), nn.Linear(inner, 128, bias=False)
        part.to_out = nn.Linear(64, inner, bias=False)
        return part

    def forward() -> nn.Module:
        wide, back = nn.Linear(inner, 4 * inner, bias=False), nn.Linear(4 * inner, inner, bias=False)
        return nn.Sequential(nn.LayerNorm(inner), wide, nn.GELU(), back)

    net = nn.Module()
    net.latents = nn.Parameter(torch.randn(1, 16, inner))
    net.proj_in, net.proj_out, net.norm_out = nn.Linear(reads, inner), nn.Linear(inner, out), nn.LayerNorm(out)
    net.layers = nn.ModuleList(nn.ModuleList([attention(), forward()]) for _ in range(4))
    return {name: value.detach() for name, value in net.state_dict().items()}


def attention_of(unet: Any) -> dict[str, Any]:
    """The other half of every IP-Adapter file: keys and values for each attention to words, numbered 1, 3, 5 ..."""
    from diffusers.models.attention_processor import IPAdapterAttnProcessor2_0

    state: dict[str, Any] = {}
    places = [name for name in unet.attn_processors if not name.endswith("attn1.processor")]
    for number, name in enumerate(places):
        part = IPAdapterAttnProcessor2_0(_width(unet, name), unet.config.cross_attention_dim).state_dict()
        at = 2 * number + 1
        state |= {f"{at}.to_k_ip.weight": part["to_k_ip.0.weight"], f"{at}.to_v_ip.weight": part["to_v_ip.0.weight"]}
    return state


def _width(unet: Any, name: str) -> int:
    widths, place = list(unet.config.block_out_channels), name.split(".")
    if place[0] == "mid_block":
        return int(widths[-1])
    return int((widths[::-1] if place[0] == "up_blocks" else widths)[int(place[1])])


def photomaker(folder: Path) -> None:
    """The released layout: an encoder of portraits, and a LoRA under the names of its time."""
    import torch
    from torch import nn
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    shape = {"hidden_size": 64, "intermediate_size": 37, "num_attention_heads": 1, "num_hidden_layers": 2}
    vision = CLIPVisionModelWithProjection(CLIPVisionConfig(image_size=32, patch_size=8, projection_dim=32, **shape))
    encoder = {**vision.state_dict(), "visual_projection_2.weight": torch.randn(32, 64)}
    for name, reads in (("mlp1", 128), ("mlp2", 64)):
        layers = {"layernorm": nn.LayerNorm(reads), "fc1": nn.Linear(reads, 64), "fc2": nn.Linear(64, 64)}
        for part, layer in layers.items():
            encoder |= {f"fuse_module.{name}.{part}.{at}": value for at, value in layer.state_dict().items()}
    encoder |= {f"fuse_module.layer_norm.{at}": value for at, value in nn.LayerNorm(64).state_dict().items()}
    lora = {}
    for name in sdxl_unet().attn_processors:
        width = _width(sdxl_unet(), name)
        lora[f"unet.{name}.to_q_lora.down.weight"] = torch.randn(2, width)
        lora[f"unet.{name}.to_q_lora.up.weight"] = 0.1 * torch.randn(width, 2)
    held = {name: value.detach() for name, value in encoder.items()}
    torch.save({"id_encoder": held, "lora_weights": lora}, folder / "photomaker-v1.bin")
