"""A tiny ConsisID and the readers of faces beside it, in the files the released ones are in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fakes.tiny_parts import t5, t5_tokenizer

_WIDTH, _ABOUT, _PATCH, _SIDE, _BLOCKS, _GATED = 64, 16, 14, 28, 21, 96
_WHO = 512


def consisid(folder: Path) -> None:
    from diffusers import (
        AutoencoderKLCogVideoX,
        CogVideoXDPMScheduler,
        ConsisIDPipeline,
        ConsisIDTransformer3DModel,
    )

    transformer = ConsisIDTransformer3DModel(
        num_attention_heads=3,
        attention_head_dim=16,
        in_channels=8,
        out_channels=4,
        time_embed_dim=2,
        text_embed_dim=32,
        num_layers=1,
        sample_width=8,
        sample_height=8,
        sample_frames=9,
        patch_size=2,
        max_text_seq_length=16,
        use_rotary_positional_embeddings=True,
        is_train_face=True,
        cross_attn_interval=1,
        cross_attn_dim_head=8,
        cross_attn_num_heads=2,
        LFE_id_dim=_WHO + _ABOUT,
        LFE_vit_dim=_WIDTH,
        LFE_depth=5,
        LFE_dim_head=8,
        LFE_num_heads=2,
        LFE_num_id_token=2,
        LFE_num_querie=4,
        LFE_output_dim=32,
        LFE_ff_mult=1,
    )
    vae = AutoencoderKLCogVideoX(
        down_block_types=("CogVideoXDownBlock3D",) * 4,
        up_block_types=("CogVideoXUpBlock3D",) * 4,
        block_out_channels=(8, 8, 8, 8),
        latent_channels=4,
        layers_per_block=1,
        norm_num_groups=2,
        temporal_compression_ratio=4,
    )
    ConsisIDPipeline(
        transformer=transformer,
        vae=vae,
        scheduler=CogVideoXDPMScheduler(),
        text_encoder=t5(),
        tokenizer=t5_tokenizer(16),
    ).save_pretrained(folder)


def face_parts(folder: Path) -> None:
    _saved(folder / "face_encoder/parsing_bisenet.pth", dict(bisenet(4)))


def eva02_clip(folder: Path) -> None:
    """The reader of pictures, and one of words that nobody asks."""
    tower = {f"visual.{name}": tensor for name, tensor in eva02(_WIDTH, side=_SIDE, blocks=_BLOCKS, about=_ABOUT)}
    _saved(folder / "face_encoder/EVA02_CLIP_L_336_psz14_s6B.pt", tower | dict(_linear("text.head", 4, 4)))


def _saved(path: Path, state: dict[str, Any]) -> None:
    import torch

    path.parent.mkdir(parents=True)
    torch.save(state, path)


def eva02(width: int, *, side: int, blocks: int, about: int) -> Iterator[tuple[str, Any]]:
    """Random weights of a tower of this width and depth, for pictures of this side."""
    import torch

    yield "cls_token", torch.randn(1, 1, width)
    yield "pos_embed", torch.randn(1, (side // _PATCH) ** 2 + 1, width)
    yield "patch_embed.proj.weight", torch.randn(width, 3, _PATCH, _PATCH) / (3 * _PATCH**2) ** 0.5
    yield "patch_embed.proj.bias", torch.randn(width) * 0.1
    for block in range(blocks):
        name = f"blocks.{block}"
        for norm, size in (("norm1", width), ("norm2", width), ("attn.inner_attn_ln", width), ("mlp.ffn_ln", _GATED)):
            yield from _norm(f"{name}.{norm}", size)
        for which in ("q", "k", "v"):
            yield f"{name}.attn.{which}_proj.weight", torch.randn(width, width) / width**0.5
        yield f"{name}.attn.q_bias", torch.randn(width) * 0.1
        yield f"{name}.attn.v_bias", torch.randn(width) * 0.1
        yield from _linear(f"{name}.attn.proj", width, width)
        yield from _linear(f"{name}.mlp.w1", width, _GATED)
        yield from _linear(f"{name}.mlp.w2", width, _GATED)
        yield from _linear(f"{name}.mlp.w3", _GATED, width)
    yield from _norm("norm", width)
    yield from _linear("head", width, about)


def bisenet(width: int) -> Iterator[tuple[str, Any]]:
    """Random weights of a network of this many channels at first, doubled at every level; 64 in the released one."""
    levels = [width, 2 * width, 4 * width, 8 * width]
    yield from _conv("cp.resnet.conv1", "cp.resnet.bn1", 3, width, 7)
    for layer, made in enumerate(levels, 1):
        given = levels[max(0, layer - 2)]
        for block in range(2):
            name = f"cp.resnet.layer{layer}.{block}"
            yield from _conv(f"{name}.conv1", f"{name}.bn1", made if block else given, made, 3)
            yield from _conv(f"{name}.conv2", f"{name}.bn2", made, made, 3)
            if layer > 1 and not block:
                yield from _conv(f"{name}.downsample.0", f"{name}.downsample.1", given, made, 1)
    inner = 2 * width
    for arm, given in (("arm16", levels[2]), ("arm32", levels[3])):
        yield from _conv(f"cp.{arm}.conv.conv", f"cp.{arm}.conv.bn", given, inner, 3)
        yield from _conv(f"cp.{arm}.conv_atten", f"cp.{arm}.bn_atten", inner, inner, 1)
    for head in ("conv_head32", "conv_head16"):
        yield from _conv(f"cp.{head}.conv", f"cp.{head}.bn", inner, inner, 3)
    yield from _conv("cp.conv_avg.conv", "cp.conv_avg.bn", levels[3], inner, 1)
    joined = 2 * inner
    yield from _conv("ffm.convblk.conv", "ffm.convblk.bn", joined, joined, 1)
    yield from _kernel("ffm.conv1", joined, joined // 4, 1)
    yield from _kernel("ffm.conv2", joined // 4, joined, 1)
    yield from _conv("conv_out.conv.conv", "conv_out.conv.bn", joined, joined, 3)
    yield from _kernel("conv_out.conv_out", joined, 19, 1)


def _conv(conv: str, norm: str, given: int, made: int, side: int) -> Iterator[tuple[str, Any]]:
    import torch

    yield from _kernel(conv, given, made, side)
    yield from _norm(norm, made)
    yield f"{norm}.running_mean", torch.randn(made) * 0.1
    yield f"{norm}.running_var", torch.rand(made) + 0.5


def _kernel(name: str, given: int, made: int, side: int) -> Iterator[tuple[str, Any]]:
    import torch

    yield f"{name}.weight", torch.randn(made, given, side, side) / (given * side * side) ** 0.5


def _norm(name: str, size: int) -> Iterator[tuple[str, Any]]:
    import torch

    yield f"{name}.weight", torch.rand(size) + 0.5
    yield f"{name}.bias", torch.randn(size) * 0.1


def _linear(name: str, given: int, made: int) -> Iterator[tuple[str, Any]]:
    import torch

    yield f"{name}.weight", torch.randn(made, given) / given**0.5
    yield f"{name}.bias", torch.randn(made) * 0.1
