"""Tiny models of sound, in the folders the released ones have."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.tiny_parts import t5, t5_tokenizer


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


def stable_audio_open(folder: Path) -> None:
    """Four seconds at 800 samples a second is the longest it plays."""
    from diffusers import (
        AutoencoderOobleck,
        CosineDPMSolverMultistepScheduler,
        StableAudioDiTModel,
        StableAudioPipeline,
    )
    from diffusers.pipelines.stable_audio import StableAudioProjectionModel

    heads = {"attention_head_dim": 4, "num_attention_heads": 2, "num_key_value_attention_heads": 2}
    inside = {"cross_attention_dim": 4, "cross_attention_input_dim": 4, "global_states_input_dim": 8}
    player = StableAudioDiTModel(
        sample_size=50, in_channels=3, out_channels=3, num_layers=2, time_proj_dim=8, **heads, **inside
    )
    codec = AutoencoderOobleck(
        encoder_hidden_size=6,
        downsampling_ratios=[8, 8],
        decoder_channels=3,
        decoder_input_channels=3,
        audio_channels=2,
        channel_multiples=[2, 4],
        sampling_rate=800,
    )
    scheduler = CosineDPMSolverMultistepScheduler(
        solver_order=2, prediction_type="v_prediction", sigma_data=1.0, sigma_schedule="exponential"
    )
    told = StableAudioProjectionModel(text_encoder_dim=32, conditioning_dim=4, min_value=0, max_value=32)
    StableAudioPipeline(
        transformer=player,
        scheduler=scheduler,
        vae=codec,
        text_encoder=t5(),
        tokenizer=t5_tokenizer(25),
        projection_model=told,
    ).save_pretrained(folder)
