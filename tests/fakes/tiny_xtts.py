"""A tiny XTTS 2, in the folder the released one has: names, signs and files as they are, few and narrow layers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WIDTH, _TONE, _WIDE, _BANDS, _SOUNDS = 32, 8, 16, 64, 24
_FILTERS = (4, 4, 8, 8)
_ARGS: dict[str, Any] = {
    "gpt_layers": 1,
    "gpt_n_model_channels": _WIDTH,
    "gpt_n_heads": 2,
    "gpt_max_audio_tokens": 60,
    "gpt_max_text_tokens": 60,
    "gpt_max_prompt_tokens": 32,
    "gpt_num_audio_tokens": _SOUNDS + 2,
    "gpt_start_audio_token": _SOUNDS,
    "gpt_stop_audio_token": _SOUNDS + 1,
    "gpt_use_perceiver_resampler": True,
    "decoder_input_dim": _WIDTH,
    "d_vector_dim": _TONE,
}
CONFIG: dict[str, Any] = {
    "model": "xtts",
    "model_args": _ARGS,
    "languages": ["en", "de", "ko"],
    "temperature": 0.75,
    "length_penalty": 1.0,
    "repetition_penalty": 5.0,
    "top_k": 50,
    "top_p": 0.85,
    "gpt_cond_len": 30,
    "gpt_cond_chunk_len": 4,
    "max_ref_len": 30,
}
SIGNS = ("[STOP]", "[UNK]", "[SPACE]", "[START]", "[en]", "[de]", "[ko]")
_ENDING = 1.2
"""How much likelier than a sound the end is: a line ends after some."""


def xtts(folder: Path) -> None:
    """Weights as Coqui releases them: directions and lengths of most of the vocoder apart, under torch's new names."""
    import torch

    vocab = _alphabet(folder / "vocab.json")
    state = {name: torch.randn(shape) / max(1, _fan(shape)) ** 0.5 for name, shape in _layers(vocab)}
    state |= {name: value * 0.1 for name, value in state.items() if name.endswith("bias")}
    state |= {name: torch.rand(shape) + 0.5 for name, shape in _measured()}
    state |= _bank()
    state["gpt.mel_head.bias"][-1] = _ENDING
    state["mel_stats"] = torch.rand(80) + 1
    torch.save({"model": state}, folder / "model.pth")
    (folder / "config.json").write_text(json.dumps(CONFIG))


def _alphabet(path: Path) -> int:
    from tokenizers import Tokenizer, models, pre_tokenizers

    letters = (*SIGNS, *(chr(code) for code in range(33, 127)))
    found = Tokenizer(models.BPE(vocab={each: at for at, each in enumerate(letters)}, merges=[], unk_token="[UNK]"))
    found.add_special_tokens(list(SIGNS))
    found.pre_tokenizer = pre_tokenizers.Whitespace()
    found.save(str(path))
    return len(letters)


def _fan(shape: tuple[int, ...]) -> int:
    whole = 1
    for side in shape[1:]:
        whole *= side
    return whole


def _layers(vocab: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for name, shape in (*_reading(vocab), *_hearing()):
        yield f"gpt.{name}", shape
    for name, shape in _knowing():
        yield f"hifigan_decoder.speaker_encoder.{name}", shape
    for name, shape in _sounding():
        yield f"hifigan_decoder.waveform_decoder.{name}", shape


def _layer(name: str, *shape: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]


def _reading(vocab: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for name, count in (("text", vocab), ("mel", _SOUNDS + 2)):
        places = _ARGS[f"gpt_max_{'text' if name == 'text' else 'audio'}_tokens"] + 3
        yield f"{name}_embedding.weight", (count, _WIDTH)
        yield f"{name}_pos_embedding.emb.weight", (places, _WIDTH)
        yield from _layer(f"{name}_head", count, _WIDTH)
    yield from _layer("final_norm", _WIDTH)
    yield from _layer("gpt.ln_f", _WIDTH)
    for name, shape in (("attn.c_attn", 3), ("attn.c_proj", 1), ("mlp.c_fc", 4)):
        yield f"gpt.h.0.{name}.weight", (_WIDTH, shape * _WIDTH)
        yield f"gpt.h.0.{name}.bias", (shape * _WIDTH,)
    yield "gpt.h.0.mlp.c_proj.weight", (4 * _WIDTH, _WIDTH)
    yield "gpt.h.0.mlp.c_proj.bias", (_WIDTH,)
    yield from _layer("gpt.h.0.ln_1", _WIDTH)
    yield from _layer("gpt.h.0.ln_2", _WIDTH)


def _hearing() -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _layer("conditioning_encoder.init", _WIDTH, 80, 1)
    for name in ("conditioning_encoder.attn.0", "conditioning_encoder.attn.1"):
        yield from _layer(f"{name}.norm", _WIDTH)
        yield from _layer(f"{name}.qkv", 3 * _WIDTH, _WIDTH, 1)
        yield from _layer(f"{name}.proj_out", _WIDTH, _WIDTH, 1)
    inner = 8 * 4
    yield "conditioning_perceiver.latents", (4, _WIDTH)
    yield "conditioning_perceiver.norm.gamma", (_WIDTH,)
    for name in ("conditioning_perceiver.layers.0", "conditioning_perceiver.layers.1"):
        yield f"{name}.0.to_q.weight", (inner, _WIDTH)
        yield f"{name}.0.to_kv.weight", (2 * inner, _WIDTH)
        yield f"{name}.0.to_out.weight", (_WIDTH, inner)
        yield from _layer(f"{name}.1.0", 2 * _WIDTH, _WIDTH)
        yield from _layer(f"{name}.1.2", _WIDTH, _WIDTH)


def _knowing() -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _layer("conv1", _FILTERS[0], 1, 3, 3)
    yield from _layer("bn1", _FILTERS[0])
    given = _FILTERS[0]
    for stage, width in enumerate(_FILTERS, start=1):
        name = f"layer{stage}.0"
        yield f"{name}.conv1.weight", (width, given, 3, 3)
        yield f"{name}.conv2.weight", (width, width, 3, 3)
        for each in (f"{name}.bn1", f"{name}.bn2"):
            yield from _layer(each, width)
        yield from _layer(f"{name}.se.fc.0", 1, width)
        yield from _layer(f"{name}.se.fc.2", width, 1)
        if stage > 1:
            yield f"{name}.downsample.0.weight", (width, given, 1, 1)
            yield from _layer(f"{name}.downsample.1", width)
        given = width
    heard = given * _BANDS // 8
    yield from _layer("attention.0", 16, heard, 1)
    yield from _layer("attention.2", 16)
    yield from _layer("attention.3", heard, 16, 1)
    yield from _layer("fc", _TONE, 2 * heard)


def _measured() -> Iterator[tuple[str, tuple[int, ...]]]:
    """What batch norms measured in training."""
    root = "hifigan_decoder.speaker_encoder."
    found = [("bn1", _FILTERS[0]), ("attention.2", 16)]
    for stage, width in enumerate(_FILTERS, start=1):
        names = ("bn1", "bn2", *(("downsample.1",) if stage > 1 else ()))
        found += [(f"layer{stage}.0.{name}", width) for name in names]
    for name, width in found:
        yield f"{root}{name}.running_mean", (width,)
        yield f"{root}{name}.running_var", (width,)


def _bank() -> dict[str, Any]:
    """The filters that the ears bring."""
    import torch
    from transformers.audio_utils import mel_filter_bank

    root = "hifigan_decoder.speaker_encoder.torch_spec."
    return {
        f"{root}0.filter": torch.tensor([[[-0.97, 1.0]]]),
        f"{root}1.spectrogram.window": torch.hamming_window(400),
        f"{root}1.mel_scale.fb": torch.from_numpy(mel_filter_bank(257, _BANDS, 0, 8000, 16_000)).float(),
    }


def _sounding() -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _layer("conv_pre", _WIDE, _WIDTH, 7)
    yield from _layer("cond_layer", _WIDE, _TONE, 1)
    wide = _WIDE
    for step, kernel in enumerate((16, 16, 4, 4)):
        yield from _split(f"ups.{step}", wide, wide // 2, kernel)
        yield f"ups.{step}.bias", (wide // 2,)
        wide //= 2
        yield from _layer(f"conds.{step}", wide, _TONE, 1)
        for at, size in enumerate((3, 7, 11)):
            for name in (
                f"resblocks.{3 * step + at}.{part}.{conv}" for part in ("convs1", "convs2") for conv in range(3)
            ):
                yield from _split(name, wide, wide, size)
                yield f"{name}.bias", (wide,)
    yield "conv_post.weight", (1, wide, 7)


def _split(name: str, *shape: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.parametrizations.weight.original0", (shape[0], *[1] * (len(shape) - 1))
    yield f"{name}.parametrizations.weight.original1", shape
