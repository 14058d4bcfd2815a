"""How a line is said, as far as the offline voices go: pace, pitch, level and pauses from what stands in brackets.

They cannot laugh, cry, sing, shout or whisper; such words only make a line slower, quicker, higher, lower, louder,
quieter or more broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Manner:
    """Pace and pitch in percent of the character's own, level in dB against other lines.

    A halting voice stops for `halt_ms` about every `halt_words` words, rather where the sentence does.
    """

    pace_percent: int = 100
    pitch_percent: int = 100
    level_db: int = 0
    halt_words: int = 0
    halt_ms: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Words that ask for one manner; phrases stand in a list of their own. A state lingers: seen in the action before
    a line it is still heard in the line.
    """

    name: str
    manner: Manner
    words: str
    phrases: tuple[str, ...] = ()
    lingers: bool = False


FAMILIES = (
    Family(
        "whispering", Manner(92, 99, -5),
        "whisper whispers whispering whispered sotto breathes breathing murmurs murmuring mutters muttering mumbles "
        "mumbling under hissing hisses",
        ("under her breath", "under his breath", "to herself", "to himself", "to themselves", "sotto voce"),
    ),
    Family(
        "quiet", Manner(95, 99, -3),
        "quiet quietly soft softly low hushed shy shyly timid timidly barely meek meekly small subdued",
    ),
    Family(
        "tender", Manner(93, 98, -2),
        "gentle gently tender tenderly loving lovingly warm warmly kindly comforting soothing soothingly intimate",
    ),
    Family(
        "shouting", Manner(104, 104, 4),
        "shout shouts shouting yell yells yelling scream screams screaming bellows bellowing roars roaring hollers",
        lingers=True,
    ),
    Family("calling", Manner(94, 104, 3), "calls calling loud loudly announcing announces", ("calls out",)),
    Family(
        "angry", Manner(108, 101, 2),
        "angry angrily furious furiously enraged raging irate livid seething snaps snapping harsh harshly fierce "
        "fiercely sharp sharply barks barking heated outraged exploding",
        lingers=True,
    ),
    Family(
        "cold", Manner(91, 97, 0),
        "cold coldly icy icily stern sternly menacing menacingly threatening grim grimly dark darkly ominous",
    ),
    Family(
        "urgent", Manner(114, 102, 1),
        "fast quick quickly hurried hurriedly urgent urgently rushed rapid rapidly blurting blurts",
    ),
    Family(
        "afraid", Manner(112, 104, 0, 6, 120),
        "panicked panicking frantic frantically terrified scared frightened afraid fearful fearfully hysterical",
        lingers=True,
    ),
    Family(
        "out of breath", Manner(110, 103, -1, 4, 190),
        "breathless breathlessly panting gasping gasps winded wheezing",
        ("out of breath", "short of breath", "catching her breath", "catching his breath"),
        lingers=True,
    ),
    Family(
        "cheerful", Manner(106, 104, 1),
        "excited excitedly happy happily cheerful cheerfully cheery bright brightly delighted joyful joyfully eager "
        "eagerly enthusiastic enthusiastically thrilled beaming grinning",
        lingers=True,
    ),
    Family(
        "laughing", Manner(104, 105, 1),
        "laughing laughs chuckling chuckles giggling giggles amused amusedly",
        lingers=True,
    ),
    Family(
        "playful", Manner(103, 103, 0),
        "playful playfully teasing teasingly flirty flirting joking jokingly mischievous",
    ),
    Family(
        "sarcastic", Manner(90, 98, 0),
        "sarcastic sarcastically dry dryly drily wry wryly mocking mockingly ironic ironically deadpan contemptuous "
        "sneering smirking",
    ),
    Family(
        "sad", Manner(90, 97, -2),
        "sad sadly broken brokenly mournful mournfully grieving defeated heavy heavily sorrowful hurt heartbroken "
        "wistful wistfully melancholy",
    ),
    Family(
        "crying", Manner(90, 102, -2, 5, 170),
        "weeping crying sobbing sobs tearful tearfully choked",
        ("in tears", "through tears", "choking up", "fighting tears", "near tears", "on the verge of tears"),
        lingers=True,
    ),
    Family(
        "tired", Manner(86, 97, -2),
        "tired tiredly weary wearily sleepy sleepily exhausted drowsy drowsily groggy groggily yawning weak weakly "
        "dying faint faintly",
        lingers=True,
    ),
    Family("drunk", Manner(84, 97, 0, 5, 140), "drunk drunkenly slurring slurred tipsy dazed", lingers=True),
    Family(
        "hesitant", Manner(91, 100, -1, 4, 240),
        "hesitant hesitantly hesitating halting haltingly unsure uncertain uncertainly tentative tentatively "
        "stammering stuttering faltering awkward awkwardly reluctant reluctantly embarrassed",
    ),
    Family(
        "nervous", Manner(107, 103, -1, 5, 130),
        "nervous nervously anxious anxiously worried jittery shaking trembling",
    ),
    Family(
        "pleading", Manner(96, 103, 0),
        "pleading pleads begging begs imploring desperate desperately",
        lingers=True,
    ),
    Family(
        "surprised", Manner(103, 105, 1),
        "surprised shocked stunned astonished amazed startled incredulous disbelieving",
    ),
    Family(
        "calm", Manner(94, 99, -1),
        "calm calmly steady steadily even evenly measured patient patiently serene composed",
    ),
    Family("thoughtful", Manner(89, 99, -1, 7, 260), "thoughtful thoughtfully pensive musing pondering remembering"),
    Family("flat", Manner(95, 97, -1), "flat flatly monotone numb numbly dull dully blank blankly emotionless"),
    Family("firm", Manner(97, 99, 1), "firm firmly confident confidently proud proudly resolute commanding determined"),
    Family("slow", Manner(86, 98, -1), "slow slowly deliberate deliberately"),
)  # fmt: skip
"""Of families that share a word the first is meant."""

_PLAIN = Manner()
NEGATION = frozenset({"not", "no", "without", "never", "trying", "isn't", "stops", "less"})
_SENTENCE_BREAK = tuple(",;:.!?…—")


def _by_words(*, families: tuple[Family, ...]) -> MappingProxyType[str, Manner]:
    found: dict[str, Manner] = {}
    for family in families:
        for word in (*family.words.split(), *family.phrases):
            found.setdefault(word, family.manner)
    return MappingProxyType(found)


_KNOWN = _by_words(families=FAMILIES)
_LINGERING = _by_words(families=tuple(family for family in FAMILIES if family.lingers))
_LONGEST = max(len(words.split()) for words in _KNOWN)


def read_manner(parenthetical: str) -> Manner:
    """What brackets ask for; the first that is known decides, a word after `not` does not count."""
    return next(_asked(parenthetical, _KNOWN), (_PLAIN, ""))[0]


def lingering(action: str) -> str:
    """The word in a sentence of action for a state that is still heard in the next line; nothing when there is none."""
    return next(_asked(action, _LINGERING), (_PLAIN, ""))[1]


def halts(text: str, manner: Manner) -> list[tuple[int, int]]:
    """(number of a word, milliseconds of silence before it) where this manner stops in a text."""
    if not manner.halt_words:
        return []
    words = text.split()
    found, since = [], 0
    for number in range(1, len(words) - 1):
        since += 1
        ends = words[number - 1].endswith(_SENTENCE_BREAK)
        if since >= manner.halt_words or (ends and since > 1):
            found.append((number, manner.halt_ms))
            since = 0
    return found


def _asked(text: str, known: MappingProxyType[str, Manner]) -> Iterator[tuple[Manner, str]]:
    """Manners in a text with the words that ask for them, longest phrases first at every place."""
    for clause in re.split(r"[;,.:]", text.lower()):
        words = re.findall(r"[a-z']+", clause)
        for at in range(len(words)):
            denied = NEGATION & set(words[max(0, at - 2) : at])
            phrases = (" ".join(words[at : at + count]) for count in range(_LONGEST, 0, -1))
            asked = next((phrase for phrase in phrases if phrase in known), "")
            if asked and not denied:
                yield known[asked], asked
