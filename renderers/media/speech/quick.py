"""The fast voices: four of Flite's, higher and lower, one for every voice of the catalogue and every blend."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from renderers.media.speech import cmu, english, flite
from renderers.media.speech.blend import Blend
from renderers.media.speech.catalogue import VOICES
from renderers.media.speech.line import Delivery, Line, Sound, trimmed
from renderers.media.speech.model import SAMPLE_RATE, Samples
from renderers.media.speech.pitch import stretched_to

_SLOWEST, _FASTEST = 50, 240
_STAND_IN, _SYLLABLES = "zo", "bu da fe go ki lo ma nu pe ru".split()
"""A made-up word stands for one that is not written in plain letters; Flite would spell out one nobody can say."""


@dataclass(frozen=True, slots=True)
class Timbre:
    """A voice of Flite, and its pitch in percent of its own; formants move along."""

    base: str
    pitch_percent: int


# Of rms and awb as they are a recogniser mishears one word in nine; of awb any higher, one in six: it is left out.
_FEMALE = tuple(Timbre("slt", pitch) for pitch in (100, 92, 108))
_MALE = tuple(
    Timbre(base, pitch)
    for base, pitch in (("rms", 100), ("awb", 93), ("rms", 93), ("rms", 107), ("kal16", 100), ("awb", 100))
)


def timbre_of(voice: Blend) -> Timbre:
    """Who stands in for a voice: of its gender, and the same one every time."""
    known = _FEMALE if voice.gender == "female" else _MALE
    if len(voice.shares) > 1:
        return known[zlib.crc32(str(voice).encode()) % len(known)]
    alike = [name for name, other in VOICES.items() if other.gender == voice.gender]
    return known[alike.index(voice.shares[0].voice.name) % len(known)]


def speak_part(part: str, how: Delivery) -> Line:
    """One piece of a line, trimmed, at the rate of the offline voices."""
    words = english.words(part, british=False, own=how.own)
    timbre = timbre_of(how.voice)
    pitch = timbre.pitch_percent * how.pitch_percent // 100
    stretch = max(10_000 // _FASTEST, min(10_000 // _SLOWEST, pitch * 100 // how.pace_percent))
    spelled = [_spelling(word, at) for at, word in enumerate(words)]
    sounds = {
        spelling: cmu.phones(word.phonemes) for spelling, word in zip(spelled, words, strict=True) if word.is_word
    }
    text = "".join(f" {spelling}" if word.is_word else spelling for spelling, word in zip(spelled, words, strict=True))
    said = flite.speak(text.strip(), sounds=sounds, base=timbre.base, stretch_percent=stretch)
    return trimmed(_placed(said, words, pitch_percent=pitch))


def _spelling(word: english.Word, at: int) -> str:
    """How Flite reads it: itself where it is plain letters, for it knows which words are small; else a stand-in."""
    if not word.is_word:
        return "".join(mark for mark in word.text.replace("…", ".").replace("—", ",") if mark in ".,!?;:") or ","
    text = word.text.lower()
    plain = text.isascii() and text.isalpha() and (len(text) > 1 or text in "ai")
    return text if plain else _STAND_IN + "".join(_SYLLABLES[int(digit)] for digit in str(at))


def _placed(said: flite.Said, words: Sequence[english.Word], *, pitch_percent: int) -> Line:
    """The tape run faster or slower, and every word where its sounds are."""
    heard = [segment for segment in said.segments if segment.phone != flite.PAUSE]
    scale = SAMPLE_RATE * 100 / pitch_percent

    def sound(text: str, first: flite.Segment, last: flite.Segment) -> Sound:
        start = round(first.start * scale)
        return Sound(text, start, round(last.end * scale) - start)

    spans = _spans(words, [segment.phone for segment in heard])
    return Line(
        _at_rate(said.samples, pitch_percent),
        tuple(sound(word.text, heard[first], heard[last]) for word, first, last in spans),
        tuple(sound(letter, each, each) for each in heard if (letter := cmu.phoneme(each.phone))),
    )


def _at_rate(samples: Samples, pitch_percent: int) -> Samples:
    wanted = round(len(samples) * SAMPLE_RATE * 100 / (flite.SAMPLE_RATE * pitch_percent))
    return stretched_to(samples, max(1, wanted))


def _spans(words: Sequence[english.Word], heard: Sequence[str]) -> list[tuple[english.Word, int, int]]:
    """First and last sound of every word: the sounds it should have, laid along those it was said with."""
    said = [word for word in words if word.is_word]
    wanted = [(cmu.plain(phone), at) for at, word in enumerate(said) for phone in cmu.phones(word.phonemes)]
    owners: dict[int, list[int]] = {}
    matcher = SequenceMatcher(None, [phone for phone, _ in wanted], list(heard), autojunk=False)
    for _, first, end, start, stop in matcher.get_opcodes():
        for place in range(start, stop):
            near = first + (place - start) * (end - first) // max(1, stop - start)
            owners.setdefault(wanted[min(near, len(wanted) - 1)][1], []).append(place)
    spans, before = [], 0
    for at, word in enumerate(said):
        mine = owners.get(at, [before])
        spans.append((word, mine[0], mine[-1]))
        before = mine[-1]
    return spans if heard else []
