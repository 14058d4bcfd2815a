"""A tiny AudioGen as its makers release it: `audiocraft`'s two files, and the reader of words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fakes.tiny_parts import t5_tokenizer

WIDTH, LAYERS, BOOKS, ENTRIES, READS = 16, 2, 4, 64, 32
FILTERS, HIDDEN, RATIOS, RATE = 4, 16, (5, 5, 4), 1000

WRITER_PLAN = f"""
solver: audiogen
sample_rate: {RATE}
lm_model: transformer_lm
transformer_lm: {{dim: {WIDTH}, num_heads: 2, num_layers: {LAYERS}, hidden_scale: 2, n_q: {BOOKS}, card: {ENTRIES},
  dropout: 0., activation: gelu, norm: layer_norm, norm_first: true, bias_ff: false, bias_attn: false,
  bias_proj: false, causal: true, positional_embedding: sin, layer_scale: null, memory_efficient: true}}
codebooks_pattern: {{modeling: delay, delay: {{delays: [0, 1, 2, 3], flatten_first: 0, empty_initial: 0}}}}
fuser: {{cross_attention_pos_emb: false, sum: [], prepend: [], cross: [description], input_interpolate: []}}
conditioners:
  description: {{model: t5, t5: {{name: t5-large, finetune: false, word_dropout: 0.0, normalize_text: false}}}}
dataset: {{segment_duration: 10, batch_size: 128}}
dora: {{dir: "/checkpoint/${{oc.env:USER}}/${{solver}}"}}
"""
CODEC_PLAN = f"""
sample_rate: {RATE}
channels: 1
compression_model: encodec
encodec: {{autoencoder: seanet, quantizer: rvq, sample_rate: "${{sample_rate}}", channels: "${{channels}}",
  causal: false, renormalize: false}}
seanet: {{dimension: {HIDDEN}, channels: "${{channels}}", causal: "${{encodec.causal}}", n_filters: {FILTERS},
  n_residual_layers: 1, ratios: {list(RATIOS)}, activation: ELU, activation_params: {{alpha: 1.0}}, norm: weight_norm,
  norm_params: {{}}, kernel_size: 7, residual_kernel_size: 3, last_kernel_size: 7, dilation_base: 2,
  pad_mode: constant, true_skip: true, compress: 2, lstm: 2, disable_norm_outer_blocks: 0,
  decoder: {{trim_right_ratio: 1.0, final_activation: null, final_activation_params: null}}, encoder: {{}}}}
rvq: {{n_q: {BOOKS}, q_dropout: false, bins: {ENTRIES}, decay: 0.99}}
"""


def released(folder: Path) -> None:
    """`state_dict.bin` and `compression_state_dict.bin`."""
    _exported(folder / "state_dict.bin", WRITER_PLAN, writer())
    _exported(folder / "compression_state_dict.bin", CODEC_PLAN, codec())


def reader(folder: Path) -> None:
    """T5, whole: the half that writes is not wanted."""
    from transformers import T5Config, T5ForConditionalGeneration

    shape = {"d_model": READS, "d_ff": 37, "d_kv": 8, "num_layers": 1, "num_heads": 2}
    T5ForConditionalGeneration(T5Config(vocab_size=128, decoder_start_token_id=0, **shape)).save_pretrained(folder)
    t5_tokenizer().save_pretrained(folder)


def writer() -> dict[str, Any]:
    """Weights of the language model under their released names."""
    return {name: _random(shape) for name, shape in _writer_shapes()}


def codec() -> dict[str, Any]:
    """Weights of the codec under their released names: directions and lengths of convolutions apart."""
    import torch

    state: dict[str, Any] = {}
    for name, shape in _codec_shapes():
        weight = _random(shape)
        lengths = weight.flatten(1).norm(dim=1).reshape(-1, *[1] * (len(shape) - 1))
        bias = shape[1] if "convtr" in name else shape[0]
        state |= {f"{name}.weight_g": lengths * 1.5, f"{name}.weight_v": weight, f"{name}.bias": _random((bias,))}
    for side, layer in (("encoder", 3 * len(RATIOS) + 1), ("decoder", 1)):
        wide = FILTERS * 2 ** len(RATIOS)
        lstm = torch.nn.LSTM(wide, wide, 2)
        state |= {f"{side}.model.{layer}.lstm.{name}": value for name, value in lstm.state_dict().items()}
    for book in range(BOOKS):
        place = f"quantizer.vq.layers.{book}._codebook"
        entries = _random((ENTRIES, HIDDEN))
        state |= {f"{place}.inited": torch.ones(1), f"{place}.cluster_size": torch.ones(ENTRIES)}
        state |= {f"{place}.embed": entries, f"{place}.embed_avg": entries.clone()}
    return state


def _exported(path: Path, plan: str, state: dict[str, Any]) -> None:
    import torch

    torch.save({"best_state": state, "xp.cfg": plan, "version": "1.1.0", "exported": True}, path)


def _random(shape: tuple[int, ...]) -> Any:
    import torch

    return torch.randn(shape) / (max(1, torch.tensor(shape[1:]).prod().item()) ** 0.5)


def _writer_shapes() -> Iterator[tuple[str, tuple[int, ...]]]:
    for book in range(BOOKS):
        yield f"emb.{book}.weight", (ENTRIES + 1, WIDTH)
        yield f"linears.{book}.weight", (ENTRIES, WIDTH)
    for layer in range(LAYERS):
        place = f"transformer.layers.{layer}"
        for attention in ("self_attn", "cross_attention"):
            yield f"{place}.{attention}.in_proj_weight", (3 * WIDTH, WIDTH)
            yield f"{place}.{attention}.out_proj.weight", (WIDTH, WIDTH)
        yield f"{place}.linear1.weight", (2 * WIDTH, WIDTH)
        yield f"{place}.linear2.weight", (WIDTH, 2 * WIDTH)
        for norm in ("norm1", "norm_cross", "norm2"):
            yield from ((f"{place}.{norm}.{part}", (WIDTH,)) for part in ("weight", "bias"))
    yield from ((f"out_norm.{part}", (WIDTH,)) for part in ("weight", "bias"))
    place = "condition_provider.conditioners.description.output_proj"
    yield f"{place}.weight", (WIDTH, READS)
    yield f"{place}.bias", (WIDTH,)


def _codec_shapes() -> Iterator[tuple[str, tuple[int, ...]]]:
    """Convolutions in their order; between them stand activations, which count and hold nothing."""
    wide, layer = FILTERS, 0
    yield f"encoder.model.{layer}.conv.conv", (wide, 1, 7)
    for ratio in reversed(RATIOS):
        yield f"encoder.model.{layer + 1}.block.1.conv.conv", (wide // 2, wide, 3)
        yield f"encoder.model.{layer + 1}.block.3.conv.conv", (wide, wide // 2, 1)
        yield f"encoder.model.{layer + 3}.conv.conv", (2 * wide, wide, 2 * ratio)
        wide, layer = 2 * wide, layer + 3
    yield f"encoder.model.{layer + 3}.conv.conv", (HIDDEN, wide, 7)
    yield "decoder.model.0.conv.conv", (wide, HIDDEN, 7)
    layer = 1
    for ratio in RATIOS:
        yield f"decoder.model.{layer + 2}.convtr.convtr", (wide, wide // 2, 2 * ratio)
        wide, layer = wide // 2, layer + 3
        yield f"decoder.model.{layer}.block.1.conv.conv", (wide // 2, wide, 3)
        yield f"decoder.model.{layer}.block.3.conv.conv", (wide, wide // 2, 1)
    yield f"decoder.model.{layer + 2}.conv.conv", (1, wide, 7)
