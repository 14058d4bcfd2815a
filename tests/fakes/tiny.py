"""Tiny models with random weights, in the very folders the released ones have: real loading, real arithmetic, seconds.

Nothing is fetched: tokenizers are built from scratch too. Each is put into a model store with its manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from renderers.card import Weights
from renderers.models.manifest import NAME, Manifest, manifest_of
from renderers.models.recipes import recipe_for
from renderers.models.store import ARRIVING, ModelStore
from tests.fakes import (
    open_sora,
    sadtalker,
    tiny_audiogen,
    tiny_consisid,
    tiny_enhance,
    tiny_faces,
    tiny_lips,
    tiny_ltx2,
    tiny_people,
    tiny_pictures,
    tiny_recogniser,
    tiny_rvc,
    tiny_sound,
    tiny_video,
    tiny_voices,
    tiny_xtts,
)

BUILDERS: Mapping[str, Callable[[Path], None]] = {
    "sdxl": tiny_pictures.sdxl,
    "flux_schnell": tiny_pictures.flux,
    "flux2_klein_4b": tiny_people.flux2_klein,
    "flux_kontext": tiny_people.flux_kontext,
    "ip_adapter_face_sdxl": tiny_people.ip_adapter_face,
    "insightface_buffalo_l": tiny_faces.buffalo,
    "insightface_antelopev2": tiny_faces.antelope,
    "instant_id": tiny_faces.instant_id,
    "ip_adapter_faceid_sdxl": tiny_faces.ip_adapter_faceid,
    "photomaker_v1": tiny_people.photomaker,
    "ltx_video": tiny_video.ltx_video,
    "ltx_2": tiny_ltx2.ltx_2,
    "wan_5b": tiny_video.wan_5b,
    "wan_14b": tiny_video.wan_14b,
    "cogvideox": tiny_video.cogvideox,
    "consisid": tiny_consisid.consisid,
    "face_parts": tiny_consisid.face_parts,
    "eva02_clip_l_336": tiny_consisid.eva02_clip,
    "mochi": tiny_video.mochi,
    "musicgen": tiny_sound.musicgen,
    "audiogen_released": tiny_audiogen.released,
    "t5_large": tiny_audiogen.reader,
    "bark": tiny_voices.bark,
    "openvoice_v2": tiny_voices.openvoice,
    "xtts_v2": tiny_xtts.xtts,
    **tiny_rvc.BUILDERS,
    "stable_audio_open": tiny_sound.stable_audio_open,
    "opencv_faces": tiny_recogniser.opencv_faces,
    "stable_video": tiny_video.stable_video,
    **dict.fromkeys(open_sora.MODELS, open_sora.weights),
    "realesrgan_x4": tiny_enhance.realesrgan,
    "rife": tiny_enhance.rife,
    "film_net": tiny_enhance.film_net,
    "codeformer": tiny_enhance.codeformer,
    "musetalk": tiny_lips.musetalk,
    "sadtalker": sadtalker.weights,
    "sd_vae_mse": tiny_lips.decoder,
    "whisper_tiny": tiny_lips.ears,
}


def stocked(store: ModelStore, weights: Weights) -> Manifest:
    """The store, with a tiny model under the weights' name; made once."""
    known = store.manifest(weights.name)
    if known is not None:
        return known
    folder = store.path(weights.name)
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(ModuleNotFoundError):  # twins that OpenCV runs are made without it
        import torch

        torch.manual_seed(0)
    _build(weights, folder, ModelStore(store.folder / ARRIVING / "parts"))
    made = manifest_of(folder, name=weights.name, source=weights.source, revision="tiny", licence=weights.licence.name)
    made.write(folder / NAME)
    return made


def _build(weights: Weights, folder: Path, parts: ModelStore) -> None:
    """By a builder of its own, or by the product's recipe from what is published."""
    if not weights.made_of:
        BUILDERS[weights.name](folder)
        return
    for part in weights.made_of:
        stocked(parts, part)
    recipe_for(weights.name).make({part.name: parts.path(part.name) for part in weights.made_of}, folder)
