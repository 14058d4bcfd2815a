"""MuseTalk 1.5: the lower half of a face drawn anew so that it says what is heard, in one pass of its networks.

Faces are 256 pixels wide. What is heard at a moment are ten steps of 20 ms around it, as all layers of Whisper's
encoder hear them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from renderers.card import Card, Effort, Licence, Weights
from renderers.engines.local import held, on_disk
from renderers.engines.seen_faces import OPENCV_FACES, Points, SeenFace, feathered
from renderers.errors import BadInput
from renderers.media import audio
from renderers.media.rgb import Rgb
from renderers.media.wav import Samples, read_speech
from renderers.runtime.frames import to_picture, to_tensor
from renderers.runtime.pipelines import OutOfMemory, resident, stay_offline

SIDE = 256
LIBRARIES = ("torch", "diffusers", "transformers", "safetensors")
UNET, CONFIG = "musetalkV15/unet.pth", "musetalkV15/musetalk.json"
MUSETALK = Weights("musetalk", "TMElyralab/MuseTalk", Licence("MIT"), 1.8, 1.8, only=(UNET, CONFIG))
DECODER = Weights(
    "sd_vae_mse",
    "stabilityai/sd-vae-ft-mse",
    Licence("MIT"),
    0.2,
    0.2,
    only=("config.json", "diffusion_pytorch_model.safetensors"),
)
EARS = Weights(
    "whisper_tiny",
    "openai/whisper-tiny",
    Licence("Apache-2.0"),
    0.1,
    0.1,
    only=("config.json", "preprocessor_config.json", "model.safetensors"),
)
BESIDE = (DECODER, EARS, OPENCV_FACES)
EFFORT = Effort(20.0, per_frame=0.3)
_HEARING, _WINDOW_SECONDS, _STEPS_PER_SECOND = 16_000, 30, 50
_BEFORE, _AROUND = 4, 10
_BRIDGE = 0.67
"""Between eyes and tip of the nose: the middle of what is looked at, from brow to chin."""

_CHIN = 1.04


@dataclass(frozen=True, slots=True)
class Lips:
    """The loaded networks."""

    unet: Any
    vae: Any
    ears: Any
    mel: Any

    def hear(self, speech: Path) -> Any:
        """What is heard in a spoken file: (steps of 20 ms, layers, width)."""
        import torch

        wave = audio.resampled(*read_speech(speech), to=_HEARING)
        length = _WINDOW_SECONDS * _HEARING
        with torch.inference_mode():
            parts = [self._part(wave[start : start + length]) for start in range(0, max(1, len(wave)), length)]
            return torch.cat(parts)

    def _part(self, wave: Samples) -> Any:
        import torch

        seen = self.mel(wave, sampling_rate=_HEARING, return_tensors="pt").input_features
        layers = self.ears.encoder(seen.to(self.unet.device, self.unet.dtype), output_hidden_states=True).hidden_states
        return torch.stack(layers, 2)[0, : math.ceil(len(wave) * _STEPS_PER_SECOND / _HEARING)]

    def redrawn(self, face: Rgb, heard: Any, moment: Fraction) -> Rgb:
        """The face (256x256) saying what is heard `moment` seconds into the line. Raises OutOfMemory in words."""
        import torch

        try:
            with torch.inference_mode():
                return self._redrawn(face, _around(heard, int(moment * _STEPS_PER_SECOND)))
        except torch.OutOfMemoryError as error:
            raise OutOfMemory(
                "the worker's memory is too small to draw a mouth of 256x256 pixels; run a worker with a larger "
                "graphics card. What was finished is kept"
            ) from error

    def _redrawn(self, face: Rgb, words: Any) -> Rgb:
        import torch

        whole = to_tensor(face, self.unet.conv_in.weight) * 2 - 1
        masked = whole.clone()
        masked[:, :, SIDE // 2 :] = -1
        scale = self.vae.config.scaling_factor
        latents = torch.cat([self.vae.encode(each).latent_dist.mode() * scale for each in (masked, whole)], 1)
        heard = words.flatten(0, 1)[None]
        heard = heard + _places(heard.shape[1], heard.shape[2]).to(heard)
        drawn = self.unet(latents, torch.zeros(1, device=latents.device), heard).sample
        return to_picture(self.vae.decode(drawn / scale).sample / 2 + 0.5)


def _around(heard: Any, step: int) -> Any:
    """Ten steps around one; before and after the line it is still."""
    import torch

    window = torch.zeros((_AROUND, *heard.shape[1:]), device=heard.device, dtype=heard.dtype)
    begin = step - _BEFORE
    here = heard[max(0, begin) : max(0, begin + _AROUND)]
    offset = max(0, -begin)
    window[offset : offset + len(here)] = here
    return window


def _places(count: int, width: int) -> Any:
    """Sines and cosines by which the network knows the order of what it hears."""
    import torch

    at = torch.arange(count)[:, None] * torch.exp(torch.arange(0, width, 2) * (-math.log(10_000.0) / width))
    return torch.stack([at.sin(), at.cos()], -1).flatten(1)


def lips(card: Card) -> Lips:
    """Loaded now or before. Raises ToolMissing, BadInput."""
    import torch

    memory = held(card)
    (folder, manifest), (decoder, _), (ears, _) = (on_disk(each, LIBRARIES) for each in (MUSETALK, DECODER, EARS))
    dtype = torch.float32 if memory.bits == 32 else torch.float16

    def load() -> Lips:
        stay_offline()
        from diffusers import AutoencoderKL
        from transformers import WhisperFeatureExtractor, WhisperModel

        vae = AutoencoderKL.from_pretrained(decoder, dtype=dtype, local_files_only=True)
        heard = WhisperModel.from_pretrained(ears, dtype=dtype, local_files_only=True)
        mel = WhisperFeatureExtractor.from_pretrained(ears, local_files_only=True)
        unet, vae, heard = (each.to(memory.device).eval() for each in (_unet(folder, dtype), vae, heard))
        return Lips(unet, vae, heard, mel)

    return resident(("lips", manifest.digest, memory.device, memory.bits), load)


def _unet(folder: Path, dtype: Any) -> Any:
    import torch
    from diffusers import UNet2DConditionModel

    try:
        unet = UNet2DConditionModel.from_config(json.loads((folder / CONFIG).read_text()))
        told = torch.load(folder / UNET, map_location="cpu", weights_only=True)
        unet.load_state_dict({name: tensor.to(dtype) for name, tensor in told.items()}, assign=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise BadInput(f"{UNET} is not what {CONFIG} says it is; pull the model musetalk again ({error})") from error
    return unet


def cut_of(face: SeenFace) -> Points:
    """The matrix that brings what the network looks at, from brow to below the chin, into its square."""
    left, top, right, bottom = (float(side) for side in face.box)
    eyes, nose = float(face.points[:2, 1].mean()), float(face.points[2, 1])
    middle = eyes + _BRIDGE * (nose - eyes)
    below = top + (bottom - top) * _CHIN
    tall, wide = max(2.0, 2 * (below - middle)), max(2.0, right - left)
    across, down = SIDE / wide, SIDE / tall
    return np.array([[across, 0, -left * across], [0, down, -(below - tall) * down]], np.float32)


@cache
def mask() -> Points:
    """Cheeks, mouth and chin, softly: what is taken of a face that was drawn anew."""
    shape = np.zeros((SIDE, SIDE), np.float32)
    cv2.ellipse(shape, (SIDE // 2, 168), (92, 70), 0, 0, 360, 1.0, cv2.FILLED)
    shape[: SIDE // 2] = 0
    return feathered(SIDE, shape)
