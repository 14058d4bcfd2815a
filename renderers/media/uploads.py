"""Pictures and recordings that people bring, checked by what is in them and kept in one plain form.

Whatever a file calls itself, it is read once and written anew: as an upright RGB JPEG without its camera's notes, or as
a WAV file of one channel. Every refusal names what is wrong and what would be taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from PIL import Image, ImageOps, UnidentifiedImageError

from renderers.errors import BadInput
from renderers.media.wav import Samples, WavWriter

LARGEST_PICTURE, LARGEST_SAMPLE, LARGEST_EVIDENCE = 20 * 2**20, 60 * 2**20, 20 * 2**20
"""In bytes."""

MOST_MEGAPIXELS, LEAST_SIDE, KEPT_SIDE = 40, 256, 2048
LEAST_ART = 1400
"""The smallest square that podcast directories take."""

SHORTEST_SECONDS, LONGEST_SECONDS = 3, 300
SAMPLE_RATE = 48_000
AUDIBLE_DBFS = -45.0
"""A recording whose loudest tenth of a second stays below is silent."""

_SPOKEN_SECONDS = 2.0
_PICTURES = ("JPEG", "PNG", "WEBP")
_HEAR = SAMPLE_RATE // 10
_EVIDENCE: Mapping[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    width: int
    height: int
    media_type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Sample:
    """A recording as it is kept."""

    milliseconds: int
    media_type: str = "audio/wav"


def keep_picture(data: bytes, out: Path) -> Picture:
    """Writes the picture upright, its longer side at most 2048 pixels. Raises BadInput for what is none."""
    _light(data, LARGEST_PICTURE, "a picture", "save it as JPEG, or smaller")
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as opened:
            _fits(*opened.size)
            if getattr(opened, "n_frames", 1) > 1:
                raise BadInput("This picture moves. Save one still of it as JPEG or PNG.")
            opened.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
            upright = ImageOps.exif_transpose(opened)
            flat = _on_white(upright)
    except Image.DecompressionBombError:
        raise BadInput(_too_many(f"more than {2 * _bomb() // 1_000_000}")) from None
    except UnidentifiedImageError:
        raise BadInput("This is not a picture that can be read. Save it as JPEG, PNG or WebP.") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise BadInput(f"This picture is damaged ({error}). Save it again as JPEG, PNG or WebP.") from error
    flat.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    flat.save(out, "JPEG", quality=95, subsampling=0)
    return Picture(*flat.size)


def keep_art(data: bytes, out: Path) -> Picture:
    """Writes a show's art, square and large enough for directories. Raises BadInput for any other picture."""
    kept = keep_picture(data, out)
    if kept.width != kept.height:
        raise BadInput(f"Show art is square, and this picture is {kept.width} by {kept.height}. Cut it to a square.")
    if kept.width < LEAST_ART:
        raise BadInput(
            f"This picture is {kept.width} pixels wide; directories want {LEAST_ART} at least. Save it larger."
        )
    return kept


def keep_sample(data: bytes, out: Path) -> Sample:
    """Writes the recording as one channel at 48 kHz. Raises BadInput for what nobody could learn a voice from."""
    _light(data, LARGEST_SAMPLE, "a voice sample", "cut out the clearest minute and save it as FLAC, WAV or MP3")
    loudest, heard, frames = -120.0, 0, 0
    try:
        with WavWriter(out, sample_rate=SAMPLE_RATE, channels=1, bits=16) as wav:
            for block in _blocks(data):
                wav.write(block)
                frames += len(block)
                level = _dbfs(block)
                loudest, heard = max(loudest, level), heard + (level > AUDIBLE_DBFS) * len(block)
    except FFmpegError as error:
        raise BadInput(f"This recording cannot be read ({error}). Save it as WAV, FLAC, MP3 or M4A.") from error
    if frames < SHORTEST_SECONDS * SAMPLE_RATE:
        raise BadInput(
            f"This recording lasts {frames / SAMPLE_RATE:.1f} seconds; a voice needs {SHORTEST_SECONDS} at least. "
            "Record a sentence or two."
        )
    if loudest < AUDIBLE_DBFS:
        raise BadInput(
            f"This recording is silent: its loudest moment is {loudest:.0f} dBFS. Record it again closer to the "
            "microphone, or choose another file."
        )
    if heard < _SPOKEN_SECONDS * SAMPLE_RATE:
        raise BadInput(
            f"Something is heard in only {heard / SAMPLE_RATE:.1f} seconds of this recording. Leave the silence out "
            "and speak for a few seconds."
        )
    return Sample(frames * 1000 // SAMPLE_RATE)


def evidence_type(data: bytes) -> str:
    """What a signed paper or a spoken consent is by its content. Raises BadInput for another kind of file."""
    _light(data, LARGEST_EVIDENCE, "a proof of consent", "scan it at a lower resolution")
    known = next((kind for mark, kind in _EVIDENCE.items() if data.startswith(mark)), "")
    if data[:4] == b"RIFF":
        known = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        known = "audio/mp4" if data[8:11] == b"M4A" else "video/mp4"
    if not known:
        raise BadInput(
            "A proof of consent is a PDF, a photograph (JPEG, PNG, WebP) or a recording (WAV, MP3, M4A, MP4). "
            "Save it as one of these."
        )
    return known


def _light(data: bytes, most: int, what: str, remedy: str) -> None:
    if not data:
        raise BadInput("This file is empty. Choose another one.")
    if len(data) > most:
        raise BadInput(f"This file is too large; {what} may have {most // 2**20} MB: {remedy}.")


def _fits(width: int, height: int) -> None:
    megapixels = width * height / 1_000_000
    if megapixels > MOST_MEGAPIXELS:
        raise BadInput(_too_many(f"{width} x {height}, {megapixels:.0f}"))
    if min(width, height) < LEAST_SIDE:
        raise BadInput(
            f"This picture is {width} x {height} pixels; a face cannot be told from it. The shorter side needs "
            f"{LEAST_SIDE} pixels: choose the original, not a thumbnail."
        )


def _too_many(said: str) -> str:
    return (
        f"This picture has too many pixels ({said} megapixels; {MOST_MEGAPIXELS} at most). Scale it down to "
        "4000 pixels on its longer side: nothing of a face is lost."
    )


def _bomb() -> int:
    return int(Image.MAX_IMAGE_PIXELS or 0)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    return picture.convert("RGB")


def _blocks(data: bytes) -> Iterator[Samples]:
    """Tenths of a second, shape (frames, 1). Raises BadInput where it goes on and on."""
    with av.open(io.BytesIO(data), mode="r") as opened:
        if not opened.streams.audio:
            raise BadInput("There is no sound in this file. Choose a recording of the voice.")
        stated = opened.duration or 0
        if stated > LONGEST_SECONDS * av.time_base:
            raise BadInput(_too_long(f"{stated / av.time_base / 60:.0f} minutes"))
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE, frame_size=_HEAR)
        frames = 0
        for frame in chain(opened.decode(opened.streams.audio[0]), [None]):
            for made in resampler.resample(frame):
                block = made.to_ndarray().reshape(-1, 1).astype(np.float32)
                frames += len(block)
                if frames > LONGEST_SECONDS * SAMPLE_RATE:
                    raise BadInput(_too_long(f"more than {LONGEST_SECONDS // 60} minutes"))
                yield block


def _too_long(said: str) -> str:
    return (
        f"This recording lasts {said}; a voice sample may last {LONGEST_SECONDS // 60}. Cut out the clearest minute: "
        "one voice, no music."
    )


def _dbfs(block: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(block, dtype=np.float64)) + 1e-12))
