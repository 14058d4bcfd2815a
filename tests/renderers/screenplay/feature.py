"""A screenplay of feature length, made up so that nobody has to write it."""

from __future__ import annotations

import random

_PLACES = ("KITCHEN", "HARBOUR", "TRAIN", "ROOF", "COURTROOM", "FOREST", "BAR", "HOSPITAL CORRIDOR", "STREET", "CAR")
_TIMES = ("DAY", "NIGHT", "DAWN", "DUSK", "CONTINUOUS")
_NAMES = ("MARA", "TOM", "ELIAS", "NORA", "DR. OKAFOR", "THE BOY")
_WORDS = "the sea took what we had and gave back nothing but salt light and a long way home before morning came".split()


def feature(*, scenes: int = 150, seed: int = 7) -> str:
    """Fountain text of about a hundred pages."""
    chance = random.Random(seed)
    blocks = ["Title: A Hundred Pages\nAuthor: Nobody\n"]
    for number in range(1, scenes + 1):
        place, time = chance.choice(_PLACES), chance.choice(_TIMES)
        blocks.append(f"{chance.choice(('INT', 'EXT'))}. {place} {number % 17} - {time} #{number}#")
        blocks += [_sentence(chance, 18) for _ in range(chance.randint(2, 4))]
        blocks += [f"{chance.choice(_NAMES)}\n{_sentence(chance, 14)}" for _ in range(chance.randint(5, 9))]
    return "\n\n".join(blocks) + "\n"


def _sentence(chance: random.Random, most: int) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(4, most))]
    return f"{' '.join(words).capitalize()}."
