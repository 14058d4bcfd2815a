"""Which shape the mouth takes for a phoneme: the alphabet is that of Kokoro (misaki's IPA with its own capitals)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Viseme(StrEnum):
    """Ten shapes a viewer can tell apart."""

    REST = "rest"
    CLOSED = "closed"  # m b p
    TEETH = "teeth"  # s z t d n k and the like: teeth nearly together
    BITE = "bite"  # f v
    TONGUE = "tongue"  # l th
    EE = "ee"
    EH = "eh"
    AH = "ah"
    OH = "oh"
    OO = "oo"
    WIDE = "wide"  # shouting, laughing, screaming


_SOUNDS: Mapping[Viseme, str] = {
    Viseme.REST: ';:,.!?—…"()“” ↓→↗↘ʔ',
    Viseme.CLOSED: "mbpʙɱ",
    Viseme.BITE: "fvʋɸβ",
    Viseme.TONGUE: "lθðɫɭʎɾɺ",
    Viseme.TEETH: "szʃʒʧʤtdnkɡgŋhʣʥʦʨɕʑcçɟɲɳɴɽʝʂʐxɣχʁrʀqꭧʈɖSTj",
    Viseme.EE: "iɪɨIᵻYe",
    Viseme.EH: "ɛəæɜɚᵊɐAʌɘ",
    Viseme.AH: "aɑɒWQ",
    Viseme.OH: "oɔOɤ",
    Viseme.OO: "uʊwɹɯyøœɥɵʉɰɻ",
}
_SILENT = frozenset("ˈˌːʰʲ̃ᵝ")
_VISEMES: Mapping[str, Viseme] = MappingProxyType(
    {sound: viseme for viseme, sounds in _SOUNDS.items() for sound in sounds}
    # Misaki writes diphthongs as capitals: the mouth is widest at their start.
    | {"A": Viseme.EH, "I": Viseme.AH, "O": Viseme.OH, "Q": Viseme.OH, "W": Viseme.AH, "Y": Viseme.OH}
)


def viseme_of(phoneme: str) -> Viseme:
    """The shape for one phoneme symbol or a cluster of them (the first audible one); silence and unknowns rest."""
    for sound in phoneme:
        if sound not in _SILENT:
            return _VISEMES.get(sound, Viseme.REST)
    return Viseme.REST
