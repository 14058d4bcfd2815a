"""Files that people bring, made here."""

from __future__ import annotations

import io
import wave
import zlib

import numpy as np
from PIL import Image


def a_picture(width: int = 400, height: int = 500, *, form: str = "JPEG", shade: int = 90) -> bytes:
    """One colour."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 60, 40)).save(data, form)
    return data.getvalue()


def a_recording(seconds: float = 5, *, level: float = 0.3, rate: int = 16_000) -> bytes:
    """One tone."""
    data = io.BytesIO()
    heard = np.sin(np.arange(round(seconds * rate)) / rate * 1400) * level
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((heard * 32767).astype("<i2").tobytes())
    return data.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A small PNG that says it is of this size."""
    head = bytearray(a_picture(300, 300, form="PNG"))
    head[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    head[29:33] = zlib.crc32(bytes(head[12:29])).to_bytes(4, "big")
    return bytes(head)
