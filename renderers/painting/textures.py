"""Noise made once per process, and what it does to sheets: brushwork, uneven edges, light from a cut-out's own alpha.

FFT tiles cost about a hundredth of per-pixel noise shaders on a CPU; amplitudes are low and fine on purpose, because
strong low-frequency texture looks like smoke on walls and marble on skin.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from renderers.painting.canvas import Pixels, Sheet, Stage
from renderers.painting.palette import Colour

TILE = 512
"""Side of a noise tile in pixels; it repeats without a seam."""

Noise = NDArray[Any]


def _field(seed: int, across: float, down: float, power: float, lowest: float) -> Noise:
    """Tileable noise of mean 0 and deviation 1; `across` and `down` stretch it."""
    random = np.random.default_rng(seed)
    fy = np.fft.fftfreq(TILE)[:, None] * TILE
    fx = np.fft.rfftfreq(TILE)[None] * TILE
    frequency = np.sqrt((fx * across) ** 2 + (fy * down) ** 2)
    frequency[0, 0] = 1
    spectrum = np.where(frequency < lowest, 0, frequency**-power) * np.exp(-((frequency / 190) ** 2))
    noise = np.fft.irfft2(np.fft.rfft2(random.standard_normal((TILE, TILE))) * spectrum, (TILE, TILE))
    out: Noise = ((noise - noise.mean()) / noise.std()).astype(np.float32)
    return out


@lru_cache(maxsize=32)
def noise(kind: str, seed: int = 0) -> Noise:
    """A tile: `brush` (strokes), `cloud` (billows), `grain` (fine), `soft` (broad); three of each, by seed."""
    seed = seed % 3 + 11
    if kind == "brush":
        strokes, bend = _field(seed, 0.9, 0.32, 1.15, 5), _field(seed + 50, 1, 1, 1.6, 2)
        rows, columns = np.mgrid[:TILE, :TILE]
        bent: Noise = strokes[(rows + (bend * 3).astype(int)) % TILE, columns]
        return bent
    across, down, power, lowest = {
        "cloud": (0.7, 1.3, 1.75, 1.5),
        "grain": (1.0, 1.0, 0.35, 24.0),
        "soft": (1.0, 1.0, 1.9, 1.0),
        "edge": (1.0, 1.0, 1.7, 5.0),
    }[kind]
    return _field(seed, across, down, power, lowest)


@lru_cache(maxsize=32)
def _tile_image(kind: str, seed: int) -> skia.Image:
    grey = np.clip(128 + 44 * noise(kind, seed), 0, 255).astype(np.uint8)
    pixels = np.ascontiguousarray(np.dstack([grey, grey, grey, grey]))
    info = skia.ImageInfo.Make(TILE, TILE, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Image.MakeRasterCopy(skia.Pixmap(info, pixels, TILE * 4))


def cloud_shader(kind: str, seed: int, scale: float, shift: tuple[float, float] = (0.0, 0.0)) -> skia.Shader:
    """A tile as white of varying opacity for `kDstIn` masks; `scale` is frame heights per tile pixel."""
    matrix = skia.Matrix.Scale(scale, scale)
    matrix.postTranslate(*shift)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    repeat = skia.TileMode.kRepeat
    return _tile_image(kind, seed % 3).makeShader(repeat, repeat, sampling, matrix)


def tiled(kind: str, seed: int, width: int, height: int, zoom: float = 1.0) -> Noise:
    """Noise covering `height` x `width`, the tile enlarged by `zoom`."""
    tile = noise(kind, seed)
    if abs(zoom - 1) > 1e-3:
        side = max(16, round(TILE * zoom))
        tile = cv2.resize(tile, (side, side), interpolation=cv2.INTER_LINEAR)
    side = tile.shape[0]
    covered: Noise = np.tile(tile, (height // side + 1, width // side + 1))[:height, :width]
    return covered


@lru_cache(maxsize=12)
def _brush_gain(width: int, height: int, unit: int, seed: int) -> NDArray[Any]:
    strokes = tiled("brush", seed, width, height, max(0.3, unit / 1080))
    grain = tiled("grain", seed + 1, width, height)
    gain: NDArray[Any] = np.clip(128 + 17 * strokes + 6 * grain, 0, 255).astype(np.uint8)
    return cv2.merge([gain, gain, gain, np.full_like(gain, 128)])


def textured(stage: Stage, sheet: Sheet, amount: float = 0.3, seed: int = 1) -> Sheet:
    """Brushwork inside the sheet's own alpha; `amount` 0..1 scales an effect of about a tenth of the brightness."""
    height, width = sheet.pixels.shape[:2]
    gain = _brush_gain(width, height, round(stage.height), seed % 3)
    brushed = cv2.multiply(sheet.pixels, gain, scale=1 / 128)
    pixels = cv2.addWeighted(sheet.pixels, 1 - amount, brushed, amount, 0)
    pixels[..., 3] = sheet.pixels[..., 3]
    return sheet.with_pixels(_within_alpha(pixels))


@lru_cache(maxsize=8)
def _edge_maps(width: int, height: int, unit: int, tenths: int, seed: int) -> tuple[NDArray[Any], NDArray[Any]]:
    reach = tenths / 10 * unit / 1080
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    zoom = max(0.5, unit / 1080)
    across = tiled("edge", seed, width, height, zoom) * reach
    down = tiled("edge", seed + 1, width, height, zoom) * reach
    coarse, fine = cv2.convertMaps(columns + across, rows + down, cv2.CV_16SC2)
    return coarse, fine


def rough(stage: Stage, sheet: Sheet, pixels: float = 1.0, seed: int = 1) -> Sheet:
    """Edges as if cut by hand: moved by noise, `pixels` at 1080 lines."""
    height, width = sheet.pixels.shape[:2]
    maps = _edge_maps(width, height, round(stage.height), round(pixels * 10), seed % 3)
    return sheet.with_pixels(cv2.remap(sheet.pixels, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def relit(
    stage: Stage,
    sheet: Sheet,
    *,
    side: float,
    rim: Colour,
    shade: Colour,
    rim_width: float = 0.006,
    rim_strength: float = 0.8,
    shade_width: float = 0.03,
    shade_strength: float = 0.5,
    softness: float = 0.01,
) -> Sheet:
    """A cut-out lit from its own alpha: dark away from the light, a bright rim opposite.

    `side` -1 is light from the left; widths are in frame heights. It ties what was painted to its place.
    """
    alpha = sheet.pixels[..., 3]
    if not alpha.any():
        return sheet
    half = cv2.resize(alpha, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    size, unit = (alpha.shape[1], alpha.shape[0]), stage.unit / 2
    length = math.hypot(side, 0.5)
    towards = (side / length, -0.5 / length)
    dark = _band(half, towards, shade_width * unit, softness * unit)
    bright = _band(half, (-towards[0], -abs(towards[1])), -rim_width * unit, rim_width * unit * 0.3)
    dark = cv2.resize(dark, size).astype(np.float32)[..., None] * (shade_strength / 255)
    bright = cv2.resize(bright, size).astype(np.float32)[..., None] * (rim_strength / 255)
    body = sheet.pixels[..., :3].astype(np.float32)
    body *= 1 - dark * (1 - np.array(shade, np.float32))
    cover = alpha[..., None].astype(np.float32)
    body += (cover - body) * bright * np.array(rim, np.float32)
    lit = np.dstack([np.clip(body, 0, 255).astype(np.uint8), alpha])
    return sheet.with_pixels(_within_alpha(lit))


def _band(alpha: NDArray[Any], towards: tuple[float, float], reach: float, softness: float) -> NDArray[Any]:
    """Where the alpha is not covered by itself moved `reach` pixels `towards` the light."""
    move = np.array([[1, 0, towards[0] * reach], [0, 1, towards[1] * reach]], np.float32)
    shape = (alpha.shape[1], alpha.shape[0])
    moved = cv2.warpAffine(alpha, move, shape, borderMode=cv2.BORDER_REPLICATE)
    if softness > 0.3:
        moved = cv2.GaussianBlur(moved, (0, 0), softness)
    band: NDArray[Any] = cv2.multiply(alpha, cv2.bitwise_not(moved), scale=1 / 255)
    return band


def _within_alpha(pixels: Pixels) -> Pixels:
    """Premultiplied colour never exceeds its alpha."""
    alpha = pixels[..., 3]
    kept: Pixels = cv2.min(pixels, cv2.merge([alpha, alpha, alpha, alpha]))
    return kept
