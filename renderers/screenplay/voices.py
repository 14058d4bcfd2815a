"""Casting voices: one per speaking character, by what the text says of them and in contrast to their scene partners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from renderers.media.speech.catalogue import VOICES, Voice
from renderers.screenplay.breakdown import Breakdown, Character, Scene
from renderers.screenplay.script import Kind, plain

_FEMALE = frozenset(
    "she her hers woman girl lady mother mom mum daughter sister wife queen mrs ms miss aunt grandmother "
    "waitress actress".split()
)
_MALE = frozenset(
    "he his him man boy guy gentleman father dad son brother husband king mr sir uncle grandfather waiter "
    "mailman".split()
)
_OLD = frozenset("old elderly grandmother grandfather grey gray 60s 70s 80s 90s aged ancient retired".split())
_YOUNG = frozenset("young boy girl kid child teen teenager student 8 9 10 11 12 13 14 15 16 17 18 19 20s".split())
_FEMALE_NAMES = frozenset(
    "anna anne alice amy beth clara claire diana donna ella elena elizabeth emma eva eve fiona grace hannah "
    "helen ida iris jane jenny jessica julia kate kim laura lena lily linda lisa lucy maggie mara maria marie "
    "martha mary maya mia mina molly nadia nina nora olivia priya rita rosa ruth sara sarah sofia sophie "
    "susan tess vera wanda wendy zoe".split()
)
_MALE_NAMES = frozenset(
    "adam alan alex andrew anton baxter ben bill billy bob brian carl charles charlie chris dan daniel dave david dick "
    "elias eric frank fred george hans harry henry jack jacob james jim joe john jonas josh karl kevin leo leon luke "
    "mark martin max michael mike nick oliver oscar otto paul peter pete phil ray richard rob robert sam scott simon "
    "stan steve theo thomas tim tom tony victor walter will william".split()
)


def cast_voices(breakdown: Breakdown, *, voices: Mapping[str, Voice] = VOICES) -> dict[str, str]:
    """Name of a voice per character name. Whoever speaks most chooses first; partners differ while voices last."""
    partners = _partners(breakdown.scenes)
    chosen: dict[str, str] = {}
    for character in breakdown.characters:
        gender, age = _described(character, breakdown.scenes)
        near = [chosen[name] for name in partners.get(character.name, ()) if name in chosen]
        chosen[character.name] = _best(voices.values(), gender, age, near=near, used=chosen.values())
    return chosen


def guessed_gender(character: Character, scenes: Sequence[Scene]) -> str:
    """`female`, `male`, or empty when the text does not say."""
    return _described(character, scenes)[0]


def guessed_age(character: Character, scenes: Sequence[Scene]) -> str:
    """`young`, `elder`, or `adult` when the text does not say."""
    return _described(character, scenes)[1]


def _described(character: Character, scenes: Sequence[Scene]) -> tuple[str, str]:
    """Gender and age by the words around the name in the action of the scenes the character is in."""
    first = character.name.casefold().split()[0] if character.name else ""
    words = Counter(character.name.casefold().replace(".", "").split())
    for index in character.scenes:
        words.update(_words_about(first, scenes[index]))
    female, male = _count(words, _FEMALE), _count(words, _MALE)
    gender = "female" if female > male else ("male" if male > female else "")
    if not gender:
        gender = "female" if first in _FEMALE_NAMES else ("male" if first in _MALE_NAMES else "")
    age = "elder" if _count(words, _OLD) else ("young" if _count(words, _YOUNG) else "adult")
    return gender, age


def _words_about(name: str, scene: Scene) -> Iterable[str]:
    for element in scene.elements:
        if element.kind is not Kind.ACTION:
            continue
        for sentence in re.split(r"(?<=[.!?])\s+", plain(element.text)):
            words = re.findall(r"[\w']+", sentence.casefold())
            if name in words:
                at = words.index(name)
                yield from words[at + 1 : at + 12]


def _count(words: Counter[str], known: frozenset[str]) -> int:
    return sum(words[word] for word in known)


def _partners(scenes: Sequence[Scene]) -> dict[str, set[str]]:
    partners: dict[str, set[str]] = {}
    for scene in scenes:
        names = {" ".join(plain(speech.character).split()) for _, speech in scene.speeches()}
        for name in names:
            partners.setdefault(name, set()).update(names - {name})
    return partners


def _best(voices: Iterable[Voice], gender: str, age: str, *, near: Sequence[str], used: Iterable[str]) -> str:
    taken = Counter(used)

    def burden(voice: Voice) -> tuple[int, ...]:
        return (
            int(bool(gender) and voice.gender != gender),
            near.count(voice.name),
            taken[voice.name],
            int(voice.age != age) * 2 + voice.rank + 2 * int(_sounds_like(voice, near)),
        )

    return min(voices, key=lambda voice: (*burden(voice), voice.name)).name


def _sounds_like(voice: Voice, near: Sequence[str]) -> bool:
    """Same gender and accent as somebody in the same scene."""
    return any(name[:2] == voice.name[:2] for name in near)
