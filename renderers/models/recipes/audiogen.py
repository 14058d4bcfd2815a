"""AudioGen from the form its makers published it in, as the same network of transformers that MusicGen is.

Two files of `audiocraft` (how the network was built, as text, and its weights) and the reader of words beside them.
Nothing is trained or rounded: tensors get the names they have there, and the three halves of an attention come apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from renderers.models.audiocraft import Codec, Writer, read_codec, read_writer
from renderers.models.manifest import BrokenModel

VERSION = "1"
RELEASED, READER = "audiogen_released", "t5_large"
GUIDANCE, CHOICES = 3.0, 250
"""How it was released to be used: how far the words pull, and of how many tokens each is drawn."""

_WRITER = (
    (r"^emb\.", "decoder.model.decoder.embed_tokens."),
    (r"^transformer\.layers\.", "decoder.model.decoder.layers."),
    (r"^out_norm\.", "decoder.model.decoder.layer_norm."),
    (r"^linears\.", "decoder.lm_heads."),
    (r"^condition_provider\.conditioners\.description\.output_proj\.", "enc_to_dec_proj."),
    (r"\.cross_attention\.", ".encoder_attn."),
    (r"\.norm_cross\.", ".encoder_attn_layer_norm."),
    (r"\.norm1\.", ".self_attn_layer_norm."),
    (r"\.norm2\.", ".final_layer_norm."),
    (r"\.linear1\.", ".fc1."),
    (r"\.linear2\.", ".fc2."),
)
_CODEC = (
    (r"^(encoder|decoder)\.model\.", r"audio_encoder.\1.layers."),
    (r"^quantizer\.vq\.layers\.(\d+)\._codebook\.", r"audio_encoder.quantizer.layers.\1.codebook."),
    (r"\.(?:conv\.conv|convtr\.convtr)\.", ".conv."),
    (r"\.weight_g$", ".parametrizations.weight.original0"),
    (r"\.weight_v$", ".parametrizations.weight.original1"),
)
_OF_READER = ("shared.", "encoder.")
_TIED = "encoder.embed_tokens.weight"


def make(parts: Mapping[str, Path], into: Path) -> None:
    """A folder that loads as any of transformers does."""
    writer, written = read_writer(parts[RELEASED] / "state_dict.bin")
    codec, coded = read_codec(parts[RELEASED] / "compression_state_dict.bin")
    if codec.books != writer.books or codec.entries != writer.entries:
        raise BrokenModel(
            f"the two files of {RELEASED} do not belong together: one writes {writer.books} codebooks of "
            f"{writer.entries}, the other reads {codec.books} of {codec.entries}"
        )
    from safetensors.torch import save_file

    save_file(
        dict(chain(writers_named(written), codecs_named(coded), _reader(parts[READER]))),
        into / "model.safetensors",
        metadata={"format": "pt"},
    )
    _describe(writer, codec, parts[READER], into)
    _insist_on_whole(into)


def writers_named(state: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The language model's tensors by the names of transformers; attention in its three parts."""
    for name, value in state.items():
        renamed = _renamed(name, _WRITER)
        if not renamed.endswith(".in_proj_weight"):
            yield renamed, value.contiguous()
            continue
        for part, piece in zip("qkv", value.chunk(3), strict=True):
            yield renamed.replace("in_proj_weight", f"{part}_proj.weight"), piece.clone()


def codecs_named(state: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The codec's tensors by the names of transformers."""
    for name, value in state.items():
        yield _renamed(name, _CODEC), value.contiguous()


def _renamed(name: str, table: tuple[tuple[str, str], ...]) -> str:
    for old, new in table:
        name = re.sub(old, new, name)
    return name


def _reader(folder: Path) -> Iterator[tuple[str, Any]]:
    """The half of T5 that reads."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(folder / "model.safetensors", framework="pt") as file:
            for name in file.keys():  # noqa: SIM118  no mapping
                if name.startswith(_OF_READER) and name != _TIED:
                    yield f"text_encoder.{name}", file.get_tensor(name)
    except SafetensorError as error:
        raise BrokenModel(f"{READER}/model.safetensors cannot be read: {error}") from error


def _describe(writer: Writer, codec: Codec, reader: Path, into: Path) -> None:
    """How it is built, how it is used, and what reads its words."""
    from transformers import (
        AutoTokenizer,
        EncodecFeatureExtractor,
        GenerationConfig,
        MusicgenConfig,
        MusicgenProcessor,
        T5Config,
    )

    start = {"pad_token_id": writer.entries, "bos_token_id": writer.entries}
    words = T5Config.from_pretrained(reader, local_files_only=True).to_dict()
    config = MusicgenConfig(
        text_encoder=words, audio_encoder=codec.as_transformers(), decoder=writer.as_transformers() | start
    )
    config.architectures = ["MusicgenForConditionalGeneration"]
    _written(config, into / "config.json")
    used = GenerationConfig(
        **start,
        decoder_start_token_id=writer.entries,
        do_sample=True,
        guidance_scale=GUIDANCE,
        top_k=CHOICES,
        max_length=round(writer.longest_seconds * codec.tokens_a_second) + writer.books,
    )
    _written(used, into / "generation_config.json")
    heard = EncodecFeatureExtractor(feature_size=codec.channels, sampling_rate=codec.sample_rate, padding_side="left")
    tokenizer = AutoTokenizer.from_pretrained(reader, local_files_only=True)
    MusicgenProcessor(heard, tokenizer).save_pretrained(into)


def _written(config: Any, path: Path) -> None:
    """Without the version of the library: the same release is the same model everywhere."""
    told = {name: value for name, value in config.to_dict().items() if name != "transformers_version"}
    path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")


def _insist_on_whole(into: Path) -> None:
    """Every weight has its place and every place its weight, in the right shape."""
    from transformers import MusicgenForConditionalGeneration

    try:
        _, found = MusicgenForConditionalGeneration.from_pretrained(
            into, local_files_only=True, dtype="auto", output_loading_info=True
        )
    except (RuntimeError, ValueError) as error:
        raise BrokenModel(f"AudioGen as it was released does not fit the network: {error}") from error
    wrong = {kind: sorted(map(str, names)) for kind, names in found.items() if names}
    if wrong:
        said = "; ".join(f"{kind.replace('_', ' ')}: {', '.join(names[:3])}" for kind, names in wrong.items())
        raise BrokenModel(f"AudioGen as it was released does not fit the network ({said})")
