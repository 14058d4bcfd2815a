"""What tiny models share: readers of words with random weights, their tokenizers built from scratch."""

from __future__ import annotations

from typing import Any

_LETTERS = [chr(code) for code in range(33, 127)]


def t5_tokenizer(length: int = 77) -> Any:
    from transformers import T5Tokenizer

    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    vocab = special + [(letter, -3.0) for letter in _LETTERS]
    return T5Tokenizer(vocab=vocab, extra_ids=0, model_max_length=length)


def t5() -> Any:
    from transformers import T5Config, T5EncoderModel

    shape = {"d_model": 32, "d_ff": 37, "d_kv": 8, "num_layers": 2, "num_heads": 4}
    return T5EncoderModel(T5Config(vocab_size=128, decoder_start_token_id=0, **shape)).eval()


def umt5() -> Any:
    from transformers import UMT5Config, UMT5EncoderModel

    shape = {"d_model": 32, "d_ff": 37, "d_kv": 8, "num_layers": 2, "num_heads": 4}
    return UMT5EncoderModel(UMT5Config(vocab_size=128, **shape)).eval()


def clip_tokenizer() -> Any:
    from transformers import CLIPTokenizer

    tokens = ["<|startoftext|>", "<|endoftext|>", *_LETTERS, *(f"{letter}</w>" for letter in _LETTERS)]
    return CLIPTokenizer(vocab={token: at for at, token in enumerate(tokens)}, merges=[], model_max_length=77)


def clip_text(kind: str = "CLIPTextModel") -> Any:
    import transformers

    shape = {"hidden_size": 32, "intermediate_size": 37, "num_attention_heads": 4, "num_hidden_layers": 3}
    tokens = {"bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 1, "vocab_size": 256}
    config = transformers.CLIPTextConfig(hidden_act="gelu", projection_dim=32, **shape, **tokens)
    return getattr(transformers, kind)(config).eval()


def qwen_tokenizer() -> Any:
    from transformers import Qwen2TokenizerFast

    tokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *_LETTERS, "Ġ", "Ċ"]
    tokenizer = Qwen2TokenizerFast(
        vocab={token: at for at, token in enumerate(tokens)}, merges=[], pad_token="<|endoftext|>"
    )
    tokenizer.chat_template = "{% for said in messages %}<|im_start|>{{ said['content'] }}<|im_end|>{% endfor %}"
    return tokenizer
