"""Checkpoints as `audiocraft` exports them: a dictionary of a network's plan, as YAML, and of its weights.

Read without that library, and nothing in a file is run. Plans that networks of transformers cannot follow are refused.
Source: audiocraft/utils/export.py and config/ of facebookresearch/audiocraft (1.3).
"""

from __future__ import annotations

import math
import pickle
import re
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from renderers.models.manifest import BrokenModel

_REFERENCE = re.compile(r"\$\{([\w.]+)\}")
_DEEPEST = 8

State = Mapping[str, Any]


class _Plan(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class _Transformer(_Plan):
    dim: int
    num_heads: int
    num_layers: int
    n_q: int
    card: int
    hidden_scale: int = 4
    activation: Literal["gelu"] = "gelu"
    positional_embedding: Literal["sin"] = "sin"
    norm: Literal["layer_norm"] = "layer_norm"
    norm_first: Literal[True]
    bias_proj: Literal[False]
    bias_ff: Literal[False]
    bias_attn: Literal[False]
    layer_scale: None = None
    qk_layer_norm: Literal[False] = False
    kv_repeat: Literal[1] = 1


class _Delay(_Plan):
    delays: tuple[int, ...]

    @field_validator("delays", mode="before")
    @classmethod
    def _one_by_one(cls, delays: Any) -> tuple[int, ...]:
        """The network of transformers writes each codebook one step behind the one before."""
        if list(delays) != list(range(len(delays))):
            raise ValueError(f"codebooks are written {delays} steps late, not one by one")
        return tuple(delays)


class _Pattern(_Plan):
    modeling: Literal["delay"]
    delay: _Delay


class _Reader(_Plan):
    name: Literal["t5-large"]
    finetune: Literal[False] = False
    normalize_text: Literal[False] = False


class _Condition(_Plan):
    model: Literal["t5"]
    t5: _Reader


class _Conditions(_Plan):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    description: _Condition
    args: Any = None


class _Fuser(_Plan):
    cross: tuple[Literal["description"]]
    sum: tuple[()] = ()
    prepend: tuple[()] = ()
    input_interpolate: tuple[()] = ()
    cross_attention_pos_emb: Literal[False] = False

    @field_validator("cross", "sum", "prepend", "input_interpolate", mode="before")
    @classmethod
    def _listed(cls, names: Any) -> Any:
        return tuple(names) if isinstance(names, list) else names


class _Dataset(_Plan):
    segment_duration: float


class _Encodec(_Plan):
    autoencoder: Literal["seanet"]
    quantizer: Literal["rvq"]
    sample_rate: int
    channels: int
    causal: bool
    renormalize: bool = False


class _Decoder(_Plan):
    trim_right_ratio: float = 1.0
    final_activation: None = None


class _Seanet(_Plan):
    dimension: int
    n_filters: int
    n_residual_layers: int
    ratios: list[int]
    activation: Literal["ELU"] = "ELU"
    norm: Literal["weight_norm"]
    kernel_size: int
    residual_kernel_size: int
    last_kernel_size: int
    dilation_base: int
    pad_mode: Literal["constant", "reflect"]
    true_skip: bool
    compress: int
    lstm: int
    decoder: _Decoder = _Decoder()


class _Rvq(_Plan):
    n_q: int
    bins: int


class Writer(_Plan):
    """The language model that writes sound in tokens."""

    lm_model: Literal["transformer_lm"]
    transformer_lm: _Transformer
    codebooks_pattern: _Pattern
    conditioners: _Conditions
    fuser: _Fuser
    dataset: _Dataset

    @property
    def books(self) -> int:
        """Codebooks written beside each other."""
        return self.transformer_lm.n_q

    @property
    def entries(self) -> int:
        """Of each codebook; one more is the start."""
        return self.transformer_lm.card

    @property
    def longest_seconds(self) -> float:
        """What it was taught in one go."""
        return self.dataset.segment_duration

    def as_transformers(self) -> dict[str, Any]:
        """Settings of MusicgenDecoderConfig."""
        plan = self.transformer_lm
        return {
            "vocab_size": plan.card,
            "hidden_size": plan.dim,
            "ffn_dim": plan.dim * plan.hidden_scale,
            "num_hidden_layers": plan.num_layers,
            "num_attention_heads": plan.num_heads,
            "num_codebooks": plan.n_q,
            "activation_function": plan.activation,
            "tie_word_embeddings": False,
        }


class Codec(_Plan):
    """The network that makes sound of tokens, and tokens of sound."""

    compression_model: Literal["encodec"]
    encodec: _Encodec
    seanet: _Seanet
    rvq: _Rvq

    @property
    def books(self) -> int:
        """Codebooks."""
        return self.rvq.n_q

    @property
    def entries(self) -> int:
        """Of each codebook."""
        return self.rvq.bins

    @property
    def sample_rate(self) -> int:
        """Samples a second."""
        return self.encodec.sample_rate

    @property
    def channels(self) -> int:
        """One, or two."""
        return self.encodec.channels

    @property
    def tokens_a_second(self) -> int:
        """In each codebook."""
        return math.ceil(self.sample_rate / math.prod(self.seanet.ratios))

    def as_transformers(self) -> dict[str, Any]:
        """Settings of EncodecConfig."""
        plan = self.seanet
        return {
            "sampling_rate": self.sample_rate,
            "audio_channels": self.channels,
            "normalize": self.encodec.renormalize,
            "hidden_size": plan.dimension,
            "num_filters": plan.n_filters,
            "num_residual_layers": plan.n_residual_layers,
            "upsampling_ratios": plan.ratios,
            "norm_type": plan.norm,
            "kernel_size": plan.kernel_size,
            "last_kernel_size": plan.last_kernel_size,
            "residual_kernel_size": plan.residual_kernel_size,
            "dilation_growth_rate": plan.dilation_base,
            "use_causal_conv": self.encodec.causal,
            "pad_mode": plan.pad_mode,
            "compress": plan.compress,
            "num_lstm_layers": plan.lstm,
            "trim_right_ratio": plan.decoder.trim_right_ratio,
            "codebook_size": self.rvq.bins,
            "use_conv_shortcut": not plan.true_skip,
            "target_bandwidths": [self.books * math.log2(self.entries) * self.tokens_a_second / 1000],
        }


def read_writer(path: Path) -> tuple[Writer, State]:
    """The language model. Raises BrokenModel in words."""
    plan, state = _opened(path)
    return _fitting(Writer, plan, path), state


def read_codec(path: Path) -> tuple[Codec, State]:
    """The codec. Raises BrokenModel in words."""
    plan, state = _opened(path)
    return _fitting(Codec, plan, path), state


def _fitting(kind: Any, plan: Mapping[str, Any], path: Path) -> Any:
    try:
        return kind.model_validate(plan)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrokenModel(f"{path.name} holds a network that is built another way: {where}: {first['msg']}") from error


def _opened(path: Path) -> tuple[Mapping[str, Any], State]:
    import torch

    try:
        held = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
        said = str(error).splitlines()[0]
        raise BrokenModel(f"{path.name} holds more than weights, or is broken, and was not opened: {said}") from error
    if not isinstance(held, dict) or not {"best_state", "xp.cfg"} <= set(held):
        raise BrokenModel(f"{path.name} is no export of audiocraft: it holds no weights with their plan")
    try:
        plan = yaml.safe_load(held["xp.cfg"])
    except (yaml.YAMLError, AttributeError) as error:
        raise BrokenModel(f"the plan in {path.name} cannot be read: {error}") from error
    return _resolved(plan, plan), held["best_state"]


def _resolved(value: Any, plan: Any, depth: int = 0) -> Any:
    """With `${sample_rate}` and the like replaced by what they refer to; what refers to nothing stays as it is."""
    if isinstance(value, dict):
        return {name: _resolved(each, plan, depth) for name, each in value.items()}
    if isinstance(value, list):
        return [_resolved(each, plan, depth) for each in value]
    if not isinstance(value, str) or depth > _DEEPEST or not (found := _REFERENCE.fullmatch(value)):
        return value
    try:
        return _resolved(reduce(lambda at, part: at[part], found[1].split("."), plan), plan, depth + 1)
    except (KeyError, TypeError):
        return value
