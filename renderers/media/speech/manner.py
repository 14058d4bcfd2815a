"""How a line is said, as far as the offline voices go: pace, pitch and level from what stands in brackets.

They cannot laugh, cry, sing, shout or whisper; such words only make a line slower, quicker, higher, lower or quieter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """Pace and pitch in percent of the character's own, level in dB against other lines."""

    pace_percent: int = 100
    pitch_percent: int = 100
    level_db: int = 0


_MANNERS = {
    Manner(92, 99, -5): "whisper whispers whispering sotto breathes breathing murmurs murmuring mutters under",
    Manner(95, 99, -3): "quiet quietly soft softly gentle gently low hushed tender tenderly shy shyly timid barely",
    Manner(104, 104, 3): "shout shouts shouting yell yells yelling scream "
    "screams screaming calls calling bellows loud loudly",
    Manner(108, 101, 1): "angry angrily furious snaps snapping harsh "
    "harshly fierce fiercely sharp sharply barks barking",
    Manner(114, 102, 0): "fast quick quickly hurried hurriedly urgent "
    "urgently rushed panicked panicking frantic breathless",
    Manner(106, 104, 1): "excited excitedly happy happily cheerful bright "
    "brightly delighted laughing grinning eager eagerly",
    Manner(90, 97, -2): "sad sadly weeping crying sobbing broken mournful grieving tearful defeated heavy",
    Manner(86, 98, -1): "slow slowly tired weary wearily sleepy drunk "
    "drunkenly dazed weak weakly dying hesitant hesitantly",
}  # fmt: skip
_BY_WORD = {word: manner for manner, words in _MANNERS.items() for word in words.split()}
_PLAIN = Manner()
_NEGATION = frozenset({"not", "no", "without", "never", "trying"})


def read_manner(parenthetical: str) -> Manner:
    """What brackets ask for; the first word that is known decides, a word after `not` does not count."""
    before = ""
    for word in re.findall(r"[a-z']+", parenthetical.lower()):
        if word in _BY_WORD and before not in _NEGATION:
            return _BY_WORD[word]
        before = word
    return _PLAIN
