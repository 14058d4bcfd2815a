"""Opaque, prefixed ids: random enough to be unguessable, ordered by time so that pages and indexes stay cheap."""

from __future__ import annotations

import base64
import re
import secrets
import time
from functools import partial

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
MAX_LENGTH = 32
_OF_RFC_4648 = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
_SHAPE = re.compile(rf"[a-z]{{2,5}}_[{ALPHABET}]{{26}}")


def new_id(prefix: str) -> str:
    """`prefix_` and 26 characters: 48 bits of milliseconds, then 80 random bits, in Crockford's base 32."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    # Of 32 digits, which are 20 bytes, the first 26: by the library, because a step needs a dozen ids.
    digits = base64.b32encode((number << 30).to_bytes(20, "big"))[:26].translate(_OF_RFC_4648)
    return f"{prefix}_{digits.decode()}"


def id_factory(prefix: str) -> partial[str]:
    """A default for a model field (Django can write a partial of a module function into a migration)."""
    return partial(new_id, prefix)


def is_id(text: str) -> bool:
    """Whether this could be an id of ours: nothing else is ever asked of the database."""
    return _SHAPE.fullmatch(text) is not None
