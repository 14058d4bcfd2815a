"""Pronunciations of English words: the lexicons of the package misaki, then gruut's letter-to-sound rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

PRIMARY, SECONDARY = "ˈ", "ˌ"
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ")
_VOICELESS_BEFORE_S = frozenset("ptkfθ")
_HISSING = frozenset("szʃʒʧʤ")
_VOICELESS_BEFORE_ED = frozenset("pkfθʃsʧ")
_PARENT_TAGS = {"VB": "VERB", "NN": "NOUN", "RB": "ADV", "JJ": "ADJ"}
GRUUT_TO_KOKORO = (
    ("d͡ʒ", "ʤ"), ("t͡ʃ", "ʧ"), ("dʒ", "ʤ"), ("tʃ", "ʧ"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("oʊ", "O"), ("ɔɪ", "Y"),
    ("ɚ", "əɹ"), ("ɝ", "ɜɹ"), ("ː", ""), ("g", "ɡ"), ("r", "ɹ"), ("e", "ɛ"), ("o", "ɔ"), ("a", "ɑ"),
)  # fmt: skip

Entry = str | dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and their sounds in one accent; `british` decides rhotics, long vowels and endings."""

    british: bool
    words: dict[str, Entry]

    def knows(self, word: str) -> bool:
        """Whether it is a word as it stands."""
        return any(spelling in self.words for spelling in (word, word.lower(), word.capitalize()))

    def pronounce(self, word: str, tag: str = "") -> str | None:
        """Its phonemes with stress marks, or None when neither it nor its stem is known; `tag` is a Penn tag."""
        return self._look_up(word, tag) or self._with_ending(word, tag)

    def spell(self, letters: str) -> str:
        """Letter by letter, the last one stressed: FBI, DNA."""
        said = [self._look_up(letter.upper(), "") or "" for letter in letters if letter.isalpha()]
        quiet = [sound.replace(PRIMARY, SECONDARY) for sound in said]
        if quiet:
            quiet[-1] = said[-1]
        return "".join(quiet)

    def _look_up(self, word: str, tag: str) -> str | None:
        for spelling in (word, word.lower(), word.capitalize()):
            entry = self.words.get(spelling)
            if isinstance(entry, dict):
                return entry.get(tag) or entry.get(_PARENT_TAGS.get(tag[:2], "")) or entry["DEFAULT"]
            if entry is not None:
                return entry
        return None

    def _with_ending(self, word: str, tag: str) -> str | None:
        lower = word.lower()
        for ending, cuts, sound in (
            ("s", ("s", "es", "'s"), self.plural),
            ("d", ("ed", "d"), self._past),
            ("ing", ("ing",), self._present),
        ):
            if not lower.endswith(ending) or lower.endswith("ss"):
                continue
            for stem in _stems(lower, cuts):
                if (said := self._look_up(stem, tag)) is not None:
                    return sound(said)
        return None

    @property
    def _weak(self) -> str:
        return "ɪ" if self.british else "ᵻ"

    def plural(self, stem: str) -> str:
        """Sounds of a word with an s behind it."""
        if stem[-1] in _VOICELESS_BEFORE_S:
            return f"{stem}s"
        return f"{stem}{self._weak}z" if stem[-1] in _HISSING else f"{stem}z"

    def _past(self, stem: str) -> str:
        if stem[-1] in _VOICELESS_BEFORE_ED:
            return f"{stem}t"
        return f"{stem}{self._weak}d" if stem[-1] in "td" else f"{stem}d"

    def _present(self, stem: str) -> str:
        return f"{stem}ɪŋ"


def _stems(word: str, cuts: tuple[str, ...]) -> list[str]:
    """What a word may be built on: walks -> walk, cries -> cry, making -> make, running -> run."""
    stems = []
    for cut in cuts:
        if len(word) - len(cut) < 2 or not word.endswith(cut):
            continue
        stem = word[: -len(cut)]
        stems += [stem, f"{stem}e"] if cut in ("ing", "ed") else [stem]
        if stem.endswith("i"):
            stems.append(f"{stem[:-1]}y")
        if len(stem) > 3 and stem[-1] == stem[-2]:
            stems.append(stem[:-1])
    return stems


@cache
def lexicon(*, british: bool) -> Lexicon:
    """The lexicon of one accent, read once per process (about 180,000 words)."""
    accent = "gb" if british else "us"
    folder = package_folder("misaki") / "data"
    words: dict[str, Entry] = json.loads((folder / f"{accent}_silver.json").read_text("utf-8"))
    words |= json.loads((folder / f"{accent}_gold.json").read_text("utf-8"))
    return Lexicon(british=british, words=words)


def guess(word: str) -> str:
    """Phonemes of a word no lexicon has: two known words glued together, else letter by rule."""
    known = lexicon(british=False)
    lower = word.lower()
    for cut in range(3, len(lower) - 2):
        first, second = known.words.get(lower[:cut]), known.words.get(lower[cut:])
        if isinstance(first, str) and isinstance(second, str):
            return first + second.replace(PRIMARY, SECONDARY)
    sounds = "".join(_letter_to_sound()(lower))
    for theirs, ours in GRUUT_TO_KOKORO:
        sounds = sounds.replace(theirs, ours)
    return sounds


@cache
def _letter_to_sound():  # type: ignore[no-untyped-def]  # gruut ships no types
    return module_alone("gruut", "g2p").GraphemesToPhonemes(package_folder("gruut_lang_en") / "g2p" / "model.crf")


def module_alone(package: str, name: str) -> Any:
    """A module of a package that stands for itself, without what the package loads for all its others.

    gruut would load calendars and time zones: half a second in every process that speaks.
    """
    path = package_folder(package) / f"{name}.py"
    spec = spec_from_file_location(f"{package}_{name}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} cannot be loaded; run `make setup`")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {name} is not installed; run `make setup`")
    return Path(spec.origin).parent
