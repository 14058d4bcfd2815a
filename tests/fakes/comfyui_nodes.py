"""What a ComfyUI server knows of its nodes: the part of `/object_info` that the shipped workflows use.

Written from the documentation of the nodes. An input is (kind, required, range or choices); outputs are kinds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WORDS, WHOLE, NUMBER, YES_NO = "STRING", "INT", "FLOAT", "BOOLEAN"
BIG = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Node:
    """`inputs` by name; `files` are inputs that name an uploaded file; `is_output`: it ends a graph."""

    inputs: dict[str, Any]
    outputs: tuple[str, ...] = ()
    optional: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    is_output: bool = False


def _whole(least: int, most: int, step: int = 1) -> tuple[str, int, int, int]:
    return (WHOLE, least, most, step)


def _number(least: float, most: float) -> tuple[str, float, float]:
    return (NUMBER, least, most)


SAMPLERS, SCHEDULES = ["euler", "dpmpp_2m", "uni_pc"], ["normal", "karras", "simple"]
SIDE = _whole(16, 16384, 8)
NODES: dict[str, Node] = {
    "CheckpointLoaderSimple": Node({"ckpt_name": ["sd_xl_base_1.0.safetensors"]}, ("MODEL", "CLIP", "VAE")),
    "CLIPTextEncode": Node({"text": WORDS, "clip": "CLIP"}, ("CONDITIONING",)),
    "EmptyLatentImage": Node({"width": SIDE, "height": SIDE, "batch_size": _whole(1, 4096)}, ("LATENT",)),
    "KSampler": Node(
        {
            "model": "MODEL",
            "positive": "CONDITIONING",
            "negative": "CONDITIONING",
            "latent_image": "LATENT",
            "seed": _whole(0, BIG),
            "steps": _whole(1, 10_000),
            "cfg": _number(0, 100),
            "sampler_name": SAMPLERS,
            "scheduler": SCHEDULES,
            "denoise": _number(0, 1),
        },
        ("LATENT",),
    ),
    "VAEDecode": Node({"samples": "LATENT", "vae": "VAE"}, ("IMAGE",)),
    "SaveImage": Node({"images": "IMAGE", "filename_prefix": WORDS}, is_output=True),
    "LoadImage": Node({"image": WORDS}, ("IMAGE", "MASK"), files=("image",)),
    "PulidModelLoader": Node({"pulid_file": ["ip-adapter_pulid_sdxl_fp16.safetensors"]}, ("PULID",)),
    "PulidEvaClipLoader": Node({}, ("EVA_CLIP",)),
    "PulidInsightFaceLoader": Node({"provider": ["CPU", "CUDA", "ROCM"]}, ("FACEANALYSIS",)),
    "ApplyPulid": Node(
        {
            "model": "MODEL",
            "pulid": "PULID",
            "eva_clip": "EVA_CLIP",
            "face_analysis": "FACEANALYSIS",
            "image": "IMAGE",
            "method": ["fidelity", "style", "neutral"],
            "weight": _number(-1, 5),
            "start_at": _number(0, 1),
            "end_at": _number(0, 1),
        },
        ("MODEL",),
    ),
    "IPAdapterUnifiedLoaderFaceID": Node(
        {
            "model": "MODEL",
            "preset": ["FACEID", "FACEID PLUS V2", "FACEID PORTRAIT (style transfer)"],
            "lora_strength": _number(0, 1),
            "provider": ["CPU", "CUDA", "ROCM"],
        },
        ("MODEL", "IPADAPTER"),
    ),
    "IPAdapterFaceID": Node(
        {
            "model": "MODEL",
            "ipadapter": "IPADAPTER",
            "image": "IMAGE",
            "weight": _number(-1, 3),
            "weight_faceidv2": _number(-1, 5),
            "weight_type": ["linear", "ease in", "style transfer"],
            "combine_embeds": ["concat", "add", "subtract", "average", "norm average"],
            "start_at": _number(0, 1),
            "end_at": _number(0, 1),
            "embeds_scaling": ["V only", "K+V", "K+V w/ C penalty", "K+mean(V) w/ C penalty"],
        },
        ("MODEL", "IMAGE"),
    ),
    "Storydiffusion_Model_Loader": Node(
        {
            "character_prompt": WORDS,
            "repo_id": WORDS,
            "ckpt_name": ["none", "sd_xl_base_1.0.safetensors"],
            "vae_id": ["none"],
            "character_weights": ["none"],
            "lora": ["none"],
            "lora_scale": _number(0.1, 1),
            "controlnet_model": ["none"],
            "clip_vision": ["none"],
            "trigger_words": WORDS,
            "sampeler_name": SAMPLERS,
            "scheduler": SCHEDULES,
            "sa32_degree": _number(0, 1),
            "sa64_degree": _number(0, 1),
            "width": _whole(256, 2048, 32),
            "height": _whole(256, 2048, 32),
            "photomake_mode": ["v1", "v2"],
            "easy_function": WORDS,
        },
        ("STORY_DICT",),
    ),
    "Storydiffusion_Sampler": Node(
        {
            "model": "STORY_DICT",
            "scene_prompts": WORDS,
            "negative_prompt": WORDS,
            "img_style": ["No_style", "Realistic", "Comic_book"],
            "seed": _whole(0, 2**31 - 1),
            "steps": _whole(1, 100),
            "cfg": _number(0, 100),
            "denoise_or_ip_sacle": _number(0.1, 1),
            "style_strength_ratio": _whole(1, 100),
            "guidance": _number(0, 100),
            "mask_threshold": _number(0, 1),
            "start_step": _whole(1, 1024),
            "save_character": YES_NO,
            "controlnet_scale": _number(0, 1),
            "guidance_list": WORDS,
        },
        ("IMAGE", "STRING"),
    ),
    "LoadVideo": Node({"file": WORDS}, ("VIDEO",), files=("file",)),
    "GetVideoComponents": Node({"video": "VIDEO"}, ("IMAGE", "AUDIO", "FLOAT")),
    "FrameInterpolationModelLoader": Node({"model_name": ["film_net_fp16.safetensors"]}, ("INTERP_MODEL",)),
    "FrameInterpolate": Node(
        {"interp_model": "INTERP_MODEL", "images": "IMAGE", "multiplier": _whole(2, 16)}, ("IMAGE",)
    ),
    "CreateVideo": Node({"images": "IMAGE", "fps": _number(1, 120)}, ("VIDEO",), optional={"audio": "AUDIO"}),
    "SaveVideo": Node(
        {"video": "VIDEO", "filename_prefix": WORDS, "format": ["auto", "mp4"], "codec": ["auto", "h264"]},
        is_output=True,
    ),
    "UNETLoader": Node(
        {"unet_name": ["wan2.2_s2v_14B_fp8_scaled.safetensors"], "weight_dtype": ["default", "fp8_e4m3fn"]}, ("MODEL",)
    ),
    "CLIPLoader": Node({"clip_name": ["umt5_xxl_fp8_e4m3fn_scaled.safetensors"], "type": ["wan", "sd3"]}, ("CLIP",)),
    "VAELoader": Node({"vae_name": ["wan_2.1_vae.safetensors"]}, ("VAE",)),
    "AudioEncoderLoader": Node({"audio_encoder_name": ["wav2vec2_large_english_fp16.safetensors"]}, ("AUDIO_ENCODER",)),
    "LoadAudio": Node({"audio": WORDS}, ("AUDIO",), files=("audio",)),
    "AudioEncoderEncode": Node({"audio_encoder": "AUDIO_ENCODER", "audio": "AUDIO"}, ("AUDIO_ENCODER_OUTPUT",)),
    "WanSoundImageToVideo": Node(
        {
            "positive": "CONDITIONING",
            "negative": "CONDITIONING",
            "vae": "VAE",
            "width": _whole(16, 16384, 16),
            "height": _whole(16, 16384, 16),
            "length": _whole(1, 16384, 4),
            "batch_size": _whole(1, 4096),
        },
        ("CONDITIONING", "CONDITIONING", "LATENT"),
        optional={"audio_encoder_output": "AUDIO_ENCODER_OUTPUT", "ref_image": "IMAGE"},
    ),
    "ModelSamplingSD3": Node({"model": "MODEL", "shift": _number(0, 100)}, ("MODEL",)),
}
