"""Tiny models of sound, in the folders the released ones have."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.tiny_parts import t5_tokenizer


def musicgen(folder: Path) -> None:
    from transformers import (
        EncodecConfig,
        EncodecFeatureExtractor,
        MusicgenConfig,
        MusicgenDecoderConfig,
        MusicgenForConditionalGeneration,
        MusicgenProcessor,
        T5Config,
    )

    text = T5Config(vocab_size=128, d_model=16, d_ff=37, d_kv=8, num_layers=1, num_heads=2, decoder_start_token_id=0)
    codec = EncodecConfig(
        sampling_rate=8000,
        num_filters=4,
        hidden_size=16,
        upsampling_ratios=[5, 4, 4],
        num_lstm_layers=1,
        codebook_size=64,
        target_bandwidths=[2.4],
    )
    decoder = MusicgenDecoderConfig(
        vocab_size=64,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        ffn_dim=32,
        num_codebooks=4,
        pad_token_id=64,
        bos_token_id=64,
        max_position_embeddings=256,
    )
    config = MusicgenConfig(text_encoder=text.to_dict(), audio_encoder=codec.to_dict(), decoder=decoder.to_dict())
    model = MusicgenForConditionalGeneration(config)
    start = {"pad_token_id": 64, "bos_token_id": 64, "decoder_start_token_id": 64}
    model.generation_config.update(do_sample=True, guidance_scale=3.0, max_length=200, **start)
    model.save_pretrained(folder)
    MusicgenProcessor(EncodecFeatureExtractor(sampling_rate=8000), t5_tokenizer()).save_pretrained(folder)
