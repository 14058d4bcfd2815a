"""The phoneme alphabet of Kokoro v1.0: which sound is which input number of the model."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MAX_PHONEMES = 508
"""The model reads 510 numbers, padding included."""

_RUNS = (
    (1, ";:,.!?"),
    (9, '—…"()“” ̃ʣʥʦʨᵝꭧAI'),
    (31, "O"),
    (33, "Q"),
    (35, "ST"),
    (39, "W"),
    (41, "Yᵊabcdef"),
    (50, "hijklmnopqrstuvwxyzɑɐɒæ"),
    (75, "βɔɕç"),
    (80, "ɖðʤə"),
    (85, "ɚɛɜ"),
    (90, "ɟ"),
    (92, "ɡ"),
    (99, "ɥ"),
    (101, "ɨɪʝ"),
    (110, "ɯɰŋɳɲɴø"),
    (118, "ɸ"),
    (119, "θœ"),
    (123, "ɹ"),
    (125, "ɾɻ"),
    (128, "ʁɽʂʃʈʧ"),
    (135, "ʊʋ"),
    (138, "ʌɣɤ"),
    (142, "χʎ"),
    (147, "ʒʔ"),
    (156, "ˈˌː"),
    (162, "ʰ"),
    (164, "ʲ"),
    (169, "↓"),
    (171, "→↗↘"),
    (177, "ᵻ"),
)
VOCABULARY: Mapping[str, int] = MappingProxyType(
    {sound: start + offset for start, run in _RUNS for offset, sound in enumerate(run)}
)


def tokens(phonemes: str) -> list[int]:
    """Input numbers of the sounds the model knows; others are left out."""
    return [VOCABULARY[sound] for sound in phonemes if sound in VOCABULARY]
