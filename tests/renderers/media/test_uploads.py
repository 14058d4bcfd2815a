"""What people bring is checked by what is in it, and kept in one plain form."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from renderers.errors import BadInput
from renderers.media.uploads import LARGEST_PICTURE, evidence_type, keep_picture, keep_sample
from renderers.media.wav import WavReader
from tests.renderers.media.brought import a_picture, a_recording, claiming


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty"),
        (bytes(LARGEST_PICTURE + 1), "This file is too large; a picture may have 20 MB"),
        (a_picture(100, 400), "The shorter side needs 256 pixels"),
        (b"GIF89a" + bytes(300), "Save it as JPEG, PNG or WebP"),
        (a_picture()[:700], "This picture is damaged"),
        (claiming(8_000, 7_000), "8000 x 7000, 56 megapixels; 40 at most"),
        (claiming(20_000, 10_000), "Scale it down to 4000 pixels on its longer side"),
    ],
    ids=["empty", "heavy", "small", "gif", "damaged", "56 megapixels", "200 megapixels"],
)
def test_a_picture_that_cannot_be_used_is_refused_in_words(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=said):
        keep_picture(data, tmp_path / "kept")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_recording(level=0), "This recording is silent"),
        (a_recording(1), "a voice needs 3 at least"),
        (a_recording(7200, rate=50, level=0.1), "This recording lasts 120 minutes; a voice sample may last 5"),
        (a_picture(), "There is no sound in this file"),
        (bytes(4000), "This recording cannot be read"),
    ],
    ids=["silent", "short", "two hours", "a picture", "nonsense"],
)
def test_a_recording_that_teaches_no_voice_is_refused_in_words(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=said):
        keep_sample(data, tmp_path / "kept")


def test_a_picture_is_kept_upright_and_without_the_notes_of_its_camera(tmp_path: Path) -> None:
    taken, notes = io.BytesIO(), Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "A telephone"  # lies on its side
    Image.new("RGB", (3000, 1000), "navy").save(taken, "JPEG", exif=notes)
    kept = keep_picture(taken.getvalue(), tmp_path / "kept")
    assert (kept.width, kept.height) == (683, 2048)
    with Image.open(tmp_path / "kept") as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (683, 2048), {})


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(clear, "PNG")
    keep_picture(clear.getvalue(), tmp_path / "kept")
    with Image.open(tmp_path / "kept") as picture:
        assert picture.getpixel((150, 150)) == (255, 255, 255)


def test_a_recording_is_kept_as_one_channel_at_48_khz(tmp_path: Path) -> None:
    assert keep_sample(a_recording(4), tmp_path / "kept").milliseconds == 4000
    with WavReader(tmp_path / "kept") as wav:
        assert (wav.sample_rate, wav.channels, wav.frames) == (48_000, 1, 192_000)


def test_a_proof_is_known_by_its_content() -> None:
    kinds = {
        b"%PDF-1.7": "application/pdf",
        a_picture(): "image/jpeg",
        a_picture(form="WEBP"): "image/webp",
        a_recording(0.1): "audio/wav",
        b"\0\0\0\x18ftypM4A ": "audio/mp4",
    }
    assert {data: evidence_type(data) for data in kinds} == kinds
    with pytest.raises(BadInput, match="PDF, a photograph"):
        evidence_type(b"<html>I allow it</html>")
