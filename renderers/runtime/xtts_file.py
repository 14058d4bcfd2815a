"""XTTS as it was released: `config.json`, `model.pth` and `vocab.json`, read without running what is inside."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from renderers.errors import BrokenPromise
from renderers.runtime.layers import Layers, normal_weights
from renderers.runtime.xtts import Said, Sizes, Xtts

_NOTES = (
    "TTS.tts.configs.xtts_config.XttsConfig",
    "TTS.tts.configs.xtts_config.XttsArgs",
    "TTS.tts.configs.xtts_config.XttsAudioConfig",
    "TTS.tts.models.xtts.XttsArgs",
    "TTS.tts.models.xtts.XttsAudioConfig",
    "TTS.config.shared_configs.BaseDatasetConfig",
)
"""Classes of its makers that lie beside the weights in the first release; they become empty notes."""

_SIGNS = ("[START]", "[STOP]", "[SPACE]")
_UNUSED = (".attn.bias", ".attn.masked_bias", "wte.weight", "wpe.weight")


class _Note:
    """Stands for an object of somebody else's that is not read."""


def load_xtts(folder: Path, *, device: str) -> Xtts:
    """The model in a folder. Raises BrokenPromise when its files do not agree, or are another model's."""
    try:
        said = Said.model_validate_json((folder / "config.json").read_bytes())
        if not said.model_args.gpt_use_perceiver_resampler:
            raise BrokenPromise(f"{folder.name} is an XTTS of version 1; this engine speaks with version 2")
        return _put_together(folder, said, device)
    except (OSError, KeyError, RuntimeError, ValidationError, pickle.UnpicklingError) as error:
        fault = next(iter(str(error).splitlines()), "")
        raise BrokenPromise(f"{folder.name} is not the released XTTS version 2: {fault}") from error


def _put_together(folder: Path, said: Said, device: str) -> Xtts:
    state = {name: value.to(device) for name, value in _state(folder / "model.pth").items()}
    layers = Layers(state)
    words = layers.within("gpt.")
    for name in ("text_embedding", "mel_embedding", "text_pos_embedding.emb", "mel_pos_embedding.emb", "mel_head"):
        words.pair(name)
    return Xtts(
        reader=_reader(words.within("gpt."), said.model_args).to(device),
        words=words,
        ears=layers.within("hifigan_decoder.speaker_encoder."),
        voice=layers.within("hifigan_decoder.waveform_decoder."),
        loudness=layers["mel_stats"],
        letters=_letters(folder / "vocab.json"),
        said=said,
        device=device,
    )


def _state(path: Path) -> dict[str, Any]:
    """Weights by name, in full precision."""
    import torch

    with torch.serialization.safe_globals([(_Note, name) for name in _NOTES]):
        stored = torch.load(path, map_location="cpu", weights_only=True)
    return normal_weights(stored.get("model", stored))


def _reader(weights: Layers, sizes: Sizes) -> Any:
    """The GPT-2 between what is read and what is thought. It has no places and no words of its own."""
    import torch
    from transformers import GPT2Config, GPT2Model

    longest = sizes.gpt_max_audio_tokens + sizes.gpt_max_text_tokens + sizes.gpt_max_prompt_tokens
    shape = {"n_embd": sizes.gpt_n_model_channels, "n_layer": sizes.gpt_layers, "n_head": sizes.gpt_n_heads}
    with torch.device("meta"):
        model = GPT2Model(GPT2Config(vocab_size=1, n_positions=longest, bos_token_id=None, eos_token_id=None, **shape))
    own = {name: value for name, value in weights.weights.items() if not name.endswith(_UNUSED)}
    nowhere = {"wte.weight": torch.zeros(1, model.embed_dim), "wpe.weight": torch.zeros(longest, model.embed_dim)}
    model.load_state_dict(own | nowhere, assign=True)
    return model.eval()


def _letters(path: Path) -> Any:
    from tokenizers import Tokenizer

    try:
        found = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing narrower
        raise BrokenPromise(f"{path.name} is no alphabet that can be read: {error}") from error
    lacking = [sign for sign in _SIGNS if found.token_to_id(sign) is None]
    if lacking:
        raise BrokenPromise(f"{path.name} has no sign {lacking[0]}; it is not the alphabet of XTTS")
    return found
