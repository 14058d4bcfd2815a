"""How an API key is spelled: `nbk_live_` 8 characters of its name, `_`, 40 of secret, 6 of checksum.

The checksum lets secret scanners, and us, tell a key from a text that looks like one without asking a database.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib
from dataclasses import dataclass

START = "nbk_live_"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SHAPE = re.compile(rf"({START}([0-9A-Za-z]{{8}})_([0-9A-Za-z]{{40}}))([0-9A-Za-z]{{6}})")


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key as its holder sends it: `prefix` names the row, `text` is never stored."""

    text: str
    prefix: str

    @property
    def secret_hash(self) -> str:
        """What is stored: SHA-256 is enough for a secret with 238 random bits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def draw_key() -> KeyText:
    """A new random key."""
    prefix, secret = _random(8), _random(40)
    body = f"{START}{prefix}_{secret}"
    return KeyText(body + _checksum(body), prefix)


def read_key(text: str) -> KeyText | None:
    """The key, or None for what is not one of ours."""
    match = _SHAPE.fullmatch(text)
    if match is None or not secrets.compare_digest(_checksum(match[1]), match[4]):
        return None
    return KeyText(text, match[2])


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _checksum(body: str) -> str:
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits = _LETTERS[digit] + digits
    return digits
