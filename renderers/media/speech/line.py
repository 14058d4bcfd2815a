"""One line of dialogue as sound: chunks spoken, trimmed, joined with breaths, levelled, every word placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from renderers.media import wav
from renderers.media.speech import english, model
from renderers.media.speech.blend import Blend
from renderers.media.speech.model import SAMPLE_RATE, Samples, Utterance
from renderers.media.speech.pitch import shifted
from renderers.media.speech.pronunciations import Pronunciations
from renderers.media.speech.tongues import ENGLISH, language_code, tongue_of, words

LEVEL_DBFS = -20.0
"""RMS of the spoken parts of every line; voices differ by 9 dB before."""

MOST_HURRY = 1.4
"""How much faster a line may be said to fit its shot; beyond it words are lost."""

_PACE_TO_LENGTH = 1.7  # pauses and stops shrink less than vowels: measured
_CEILING = 0.89
_SLOWEST, _FASTEST = 50, 200  # percent: what the model still says in words
_AUDIBLE = 0.008
_BEFORE, _AFTER = round(0.03 * SAMPLE_RATE), round(0.05 * SAMPLE_RATE)
_LEAD = round(0.12 * SAMPLE_RATE)  # a phoneme is heard this much before its frame begins
_BREATH, _COMMA = round(0.24 * SAMPLE_RATE), round(0.1 * SAMPLE_RATE)
_WORDLESS = round(0.6 * SAMPLE_RATE)
_WINDOW = SAMPLE_RATE // 50


@dataclass(frozen=True, slots=True)
class Sound:
    """A word or a phoneme and where it is heard, in samples at 24 kHz."""

    text: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """Mono samples at 24 kHz with the words and phonemes in them; no words when nothing can be said."""

    samples: Samples
    words: tuple[Sound, ...]
    phonemes: tuple[Sound, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a line is spoken: pace and pitch in percent of the voice's own, and words that are said in their own way."""

    voice: Blend
    pace_percent: int = 100
    pitch_percent: int = 100
    own: Pronunciations = field(default_factory=Pronunciations)
    language: str = ENGLISH


def parts_of(text: str, how: Delivery) -> list[str]:
    """The pieces a line is spoken in; empty when it holds nothing to say, like "..."."""
    tongue = tongue_of(how.language)
    return english.chunks(text, how.own, say=tongue.spoken) if tongue else english.chunks(text, how.own)


def speak_part(part: str, how: Delivery, *, threads: int) -> Line:
    """One piece, trimmed."""
    tongue = tongue_of(how.language)
    if tongue:
        said, native = words(part, tongue=tongue, language=how.language, own=how.own), tongue.natives[how.voice.gender]
    else:
        said, native = english.words(part, british=how.voice.british, own=how.own), ""
    text, spans = _phoneme_text(said)
    pace = max(_SLOWEST, min(_FASTEST, round(how.pace_percent * 100 / how.pitch_percent)))
    utterance = model.speak(text, voice=how.voice, pace_percent=pace, threads=threads, native=native)
    return trimmed(_pitched(_placed(utterance, spans), how.pitch_percent))


def join(parts: list[tuple[str, Line]], rests: Mapping[int, int] = MappingProxyType({})) -> Line:
    """Pieces with a breath after a sentence and a beat after a clause, levelled; a pause when there are none.

    `rests` are milliseconds of silence after the pieces of these numbers, where they are to be longer.
    """
    if not parts:
        return Line(np.zeros(_WORDLESS, np.float32), (), ())
    samples: list[Samples] = []
    words: list[Sound] = []
    phonemes: list[Sound] = []
    position = 0
    for index, (text, line) in enumerate(parts):
        words += [replace(sound, start=sound.start + position) for sound in line.words]
        phonemes += [replace(sound, start=sound.start + position) for sound in line.phonemes]
        usual = 0 if index == len(parts) - 1 else (_BREATH if text[-1] in ".!?…\"')" else _COMMA)
        rest = max(usual, rests.get(index, 0) * SAMPLE_RATE // 1000)
        samples += [line.samples, np.zeros(rest, np.float32)]
        position += len(line.samples) + rest
    return Line(levelled(np.concatenate(samples)), tuple(words), tuple(phonemes))


def hurried(line: Line, how: Delivery, *, milliseconds: int) -> Delivery | None:
    """The pace at which a line fits, at most `MOST_HURRY` times as fast; None when it fits or no time was set."""
    lasts = len(line.samples) * 1000 / SAMPLE_RATE
    if not milliseconds or lasts <= milliseconds:
        return None
    faster = min(MOST_HURRY, (lasts / milliseconds) ** _PACE_TO_LENGTH)
    return replace(how, pace_percent=round(how.pace_percent * faster))


def marks_of(line: Line) -> list[wav.Mark]:
    """Its words and phonemes as marks of a file."""
    words = [wav.Mark("word", sound.text, sound.start, sound.length) for sound in line.words]
    return words + [wav.Mark("phon", sound.text, sound.start, sound.length) for sound in line.phonemes]


def spoken_language(language: str, *, voices: str, known: Mapping[str, str]) -> str:
    """The same, when it is among those `known` by code; ValueError says which are, and what is possible otherwise."""
    if language_code(language) not in known:
        titles = list(known.values())
        listed = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
        raise ValueError(
            f"{voices} speak {listed}, not {language!r}; set the project's language to one of theirs "
            "or use a voice engine that speaks it; captions and titles can be in any language"
        )
    return language


def at_level(samples: Samples, *, decibels: int) -> Samples:
    """The same sound louder or quieter, peaks bent as ever."""
    return samples if decibels == 0 else _bent(samples * np.float32(10 ** (decibels / 20)))


def levelled(samples: Samples) -> Samples:
    """The same sound with its spoken windows at `LEVEL_DBFS`, peaks bent below -1 dBFS; silence stays silence."""
    whole = len(samples) // _WINDOW * _WINDOW
    powers = np.square(samples[:whole].reshape(-1, _WINDOW)).mean(axis=1) if whole else np.zeros(0, np.float32)
    spoken = powers[powers > max(1e-6, powers.max(initial=0.0) * 1e-3)]
    if not len(spoken):
        return samples
    louder = samples * np.float32(10 ** (LEVEL_DBFS / 20) / np.sqrt(spoken.mean()))
    return _bent(louder)


def _bent(samples: Samples) -> Samples:
    knee = np.float32(0.7)
    size = np.abs(samples)
    bent = knee + (_CEILING - knee) * np.tanh((size - knee) / (_CEILING - knee))
    return np.where(size > knee, np.sign(samples) * bent, samples).astype(np.float32)


def _phoneme_text(words: list[english.Word]) -> tuple[str, list[tuple[str, int, int]]]:
    """Phonemes as the model wants them, and (word, first, last) positions of each word in them."""
    text = ""
    spans = []
    for word in words:
        if not word.phonemes:
            continue
        if word.is_word:
            text += " " if text else ""
            spans.append((word.text, len(text), len(text) + len(word.phonemes)))
        text += word.phonemes
    return text, spans


def _placed(said: Utterance, spans: list[tuple[str, int, int]]) -> Line:
    last = len(said.starts) - 1
    edges = [max(0, start - _LEAD) for start in said.starts]
    words = tuple(
        Sound(text, edges[first], edges[min(end, last)] - edges[first]) for text, first, end in spans if first < last
    )
    phonemes = tuple(
        Sound(sound, edges[index], edges[index + 1] - edges[index])
        for index, sound in enumerate(said.phonemes)
        if sound not in " ˈˌ"
    )
    return Line(said.samples, words, phonemes)


def _pitched(line: Line, percent: int) -> Line:
    def moved(sounds: tuple[Sound, ...]) -> tuple[Sound, ...]:
        return tuple(
            Sound(
                sound.text, start := sound.start * 100 // percent, (sound.start + sound.length) * 100 // percent - start
            )
            for sound in sounds
        )

    if percent == 100:
        return line
    return Line(shifted(line.samples, pitch_percent=percent), moved(line.words), moved(line.phonemes))


def trimmed(line: Line) -> Line:
    """Without the silence before its first sound and after its last."""
    heard = np.flatnonzero(np.abs(line.samples) > _AUDIBLE)
    if not len(heard):
        return line
    first, end = max(0, int(heard[0]) - _BEFORE), min(len(line.samples), int(heard[-1]) + _AFTER)
    return Line(line.samples[first:end], _shifted(line.words, first, end), _shifted(line.phonemes, first, end))


def _shifted(sounds: tuple[Sound, ...], first: int, end: int) -> tuple[Sound, ...]:
    def inside(sample: int) -> int:
        return min(max(sample, first), end) - first

    return tuple(
        Sound(sound.text, start := inside(sound.start), inside(sound.start + sound.length) - start) for sound in sounds
    )
