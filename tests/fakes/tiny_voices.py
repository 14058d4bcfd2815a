"""Tiny voices, in the folders the released ones have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_BINS, _WIDTH, _COLOUR, _WIDE, _RATE = 129, 16, 16, 32, 8000
_SIZES: dict[str, Any] = {
    "zero_g": True,
    "inter_channels": _WIDTH,
    "hidden_channels": _WIDTH,
    "gin_channels": _COLOUR,
    "upsample_initial_channel": _WIDE,
    "upsample_rates": [8, 8],
    "upsample_kernel_sizes": [16, 16],
    "resblock_kernel_sizes": [3, 7],
    "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5]],
}
_SOUND = {"sampling_rate": _RATE, "filter_length": 256, "hop_length": 64, "win_length": 256}


def openvoice(folder: Path) -> None:
    """The converter as MyShell releases it: directions and lengths of most layers apart, under torch's old names."""
    import torch

    state: dict[str, Any] = {}
    for name, shape, is_split in _layers():
        bias = shape[1] if ".ups." in name else shape[0]
        weight = torch.randn(shape) / (torch.tensor(shape[1:]).prod() ** 0.5)
        if is_split:
            lengths = weight.flatten(1).norm(dim=1).reshape(-1, *[1] * (len(shape) - 1))
            state |= {f"{name}.weight_v": weight * 3, f"{name}.weight_g": lengths}
        else:
            state[f"{name}.weight"] = weight
        state |= {f"{name}.bias": torch.randn(bias) * 0.1} if "conv_post" not in name else {}
    gru = torch.nn.GRU(128 * -(-_BINS // 64), 128)
    state |= {f"ref_enc.gru.{name}": value for name, value in gru.state_dict().items()}
    state |= {"ref_enc.layernorm.weight": torch.rand(_BINS), "ref_enc.layernorm.bias": torch.randn(_BINS) * 0.1}
    (folder / "converter").mkdir(exist_ok=True)
    torch.save({"model": state}, folder / "converter/checkpoint.pth")
    (folder / "converter/config.json").write_text(json.dumps({"data": _SOUND, "model": _SIZES}))


def _layers() -> Iterator[tuple[str, tuple[int, ...], bool]]:
    filters = [1, 32, 32, 64, 64, 128, 128]
    for layer in range(6):
        yield f"ref_enc.convs.{layer}", (filters[layer + 1], filters[layer], 3, 3), True
    yield "ref_enc.proj", (_COLOUR, 128), False
    yield "enc_q.pre", (_WIDTH, _BINS, 1), False
    yield from _waves("enc_q.enc", 16)
    yield "enc_q.proj", (2 * _WIDTH, _WIDTH, 1), False
    for flow in range(4):
        yield f"flow.flows.{2 * flow}.pre", (_WIDTH, _WIDTH // 2, 1), False
        yield from _waves(f"flow.flows.{2 * flow}.enc", 4)
        yield f"flow.flows.{2 * flow}.post", (_WIDTH // 2, _WIDTH, 1), False
    yield "dec.conv_pre", (_WIDE, _WIDTH, 7), False
    yield "dec.cond", (_WIDE, _COLOUR, 1), False
    wide = _WIDE
    for step, kernel in enumerate(_SIZES["upsample_kernel_sizes"]):
        yield f"dec.ups.{step}", (wide, wide // 2, kernel), True
        wide //= 2
        for at, size in enumerate(_SIZES["resblock_kernel_sizes"]):
            for conv in range(3):
                yield f"dec.resblocks.{2 * step + at}.convs1.{conv}", (wide, wide, size), True
                yield f"dec.resblocks.{2 * step + at}.convs2.{conv}", (wide, wide, size), True
    yield "dec.conv_post", (1, wide, 7), False


def _waves(name: str, layers: int) -> Iterator[tuple[str, tuple[int, ...], bool]]:
    yield f"{name}.cond_layer", (2 * _WIDTH * layers, _COLOUR, 1), True
    for layer in range(layers):
        yield f"{name}.in_layers.{layer}", (2 * _WIDTH, _WIDTH, 5), True
        yield f"{name}.res_skip_layers.{layer}", ((2 if layer < layers - 1 else 1) * _WIDTH, _WIDTH, 1), True


def bark(folder: Path) -> None:
    import numpy as np
    from transformers import BarkConfig, BarkModel, BarkProcessor, BertTokenizer, EncodecConfig

    part: dict[str, Any] = {"block_size": 1200, "num_layers": 1, "num_heads": 2, "hidden_size": 8}
    codec = EncodecConfig(
        sampling_rate=24_000, num_filters=4, hidden_size=16, upsampling_ratios=[8, 5, 4, 2], num_lstm_layers=1
    )
    config = BarkConfig(
        semantic_config=part | {"input_vocab_size": 129_700, "output_vocab_size": 10_048},
        coarse_acoustics_config=part | {"input_vocab_size": 12_096, "output_vocab_size": 12_096},
        fine_acoustics_config=part
        | {"input_vocab_size": 1_056, "output_vocab_size": 1_056, "n_codes_total": 8, "n_codes_given": 1},
        codec_config=codec.to_dict(),
    )
    BarkModel(config).save_pretrained(folder)
    short = {
        "semantic_config": {"max_new_tokens": 40, "min_new_tokens": 40, "max_input_semantic_length": 16},
        "coarse_acoustics_config": {"max_coarse_input_length": 32, "sliding_window_len": 30},
        "fine_acoustics_config": {"max_fine_history_length": 64, "max_fine_input_length": 128},
    }
    released = {"model_type": "bark", "sample_rate": 24_000, "codebook_size": 1024}
    (folder / "generation_config.json").write_text(json.dumps(released | short))
    letters = [chr(code) for code in range(97, 123)]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    BarkProcessor(tokenizer=BertTokenizer(vocab={word: at for at, word in enumerate(words)})).save_pretrained(folder)
    voices = folder / "speaker_embeddings/v2"
    voices.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(0)
    for number in range(2):
        said = {"semantic": (16,), "coarse": (2, 24), "fine": (8, 24)}
        for name, shape in said.items():
            np.save(voices / f"en_speaker_{number}_{name}_prompt.npy", chance.integers(0, 1000, shape))
