"""Casting voices: one per speaking character, by what the text says of them and in contrast to their scene partners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from renderers.given_names import MEN_NAMES, WOMEN_NAMES
from renderers.media.speech.blend import Blend
from renderers.media.speech.casting import MANNERS, Part, choose
from renderers.media.speech.spoken_by import blend_in
from renderers.screenplay.breakdown import Breakdown, Character, Scene
from renderers.screenplay.script import Kind, plain
from renderers.spec import VoiceSpec

_FEMALE = frozenset(
    "she her hers woman girl lady mother mom mum daughter sister wife queen mrs ms miss aunt grandmother "
    "waitress actress female girlfriend grandma granny hostess madam nun widow".split()
)
_MALE = frozenset(
    "he his him man boy guy gentleman father dad son brother husband king mr sir uncle grandfather waiter "
    "mailman male boyfriend grandpa fisherman policeman father's lad men guys monk".split()
)
_OLD = frozenset("old elderly grandmother grandfather granny grey gray aged ancient retired".split())
_YOUNG = frozenset("young teen teenager teenage student daughter son".split())
_CHILD = frozenset("boy girl kid child toddler schoolboy schoolgirl".split())
_WOMEN = frozenset(name.casefold() for name in WOMEN_NAMES)
_MEN = frozenset(name.casefold() for name in MEN_NAMES)
CHILD_TO, YOUNG_TO, ELDER_FROM = 12, 22, 58
INTRODUCTION, WINDOW = 6, 11


def cast_voices(breakdown: Breakdown, *, kept: Mapping[str, str] | None = None) -> dict[str, VoiceSpec]:
    """A voice per character who has none yet. Whoever speaks most chooses first, unlike the partners of its scenes.

    `kept` are voices of characters by name, and of anybody else who must stay distinguishable; they stay as they are.
    """
    partners = _partners(breakdown.scenes)
    known = {name: blend_in(voice) for name, voice in (kept or {}).items()}
    chosen: dict[str, Blend] = {name: blend for name, blend in known.items() if blend is not None}
    cast: dict[str, VoiceSpec] = {}
    for character in breakdown.characters:
        if character.name in known:
            continue
        gender, age = _described(character, breakdown.scenes)
        near = sorted(partners.get(character.name, set()) & set(chosen))
        voice = choose(
            Part(gender=gender, age=age),
            partners=[chosen[name] for name in near],
            others=[voice for name, voice in chosen.items() if name not in near],
        )
        chosen[character.name] = voice
        manner = MANNERS[age]
        cast[character.name] = VoiceSpec(
            preset=str(voice), pace_percent=manner.pace_percent, pitch_percent=manner.pitch_percent
        )
    return cast


def guessed_gender(character: Character, scenes: Sequence[Scene]) -> str:
    """`female`, `male`, or empty when the text does not say."""
    return _described(character, scenes)[0]


def guessed_age(character: Character, scenes: Sequence[Scene]) -> str:
    """`child`, `young`, `elder`, or `adult` when the text does not say."""
    return _described(character, scenes)[1]


def _described(character: Character, scenes: Sequence[Scene]) -> tuple[str, str]:
    """Gender and age: the name itself says most, then how it is introduced, then the pronouns that follow it."""
    own = re.findall(r"[\w']+", character.name.casefold())
    near: Counter[str] = Counter()
    introduced = [word for word in own if word.isalpha()]
    for index in character.scenes:
        for before, after, introduction in _mentions(character.name, scenes[index]):
            near.update(after)
            own.append(before)
            introduced += introduction
    return _gender(own, near), _age(introduced)


def _gender(own: Sequence[str], near: Counter[str]) -> str:
    titles = Counter(own)
    for female, male in (
        (_count(titles, _FEMALE), _count(titles, _MALE)),
        (_count(titles, _WOMEN), _count(titles, _MEN)),
        (_count(near, _FEMALE), _count(near, _MALE)),
    ):
        if female != male:
            return "female" if female > male else "male"
    return ""


def _age(words: Sequence[str]) -> str:
    """By the first word that says one; `40s` and `11` are numbers of years."""
    for word in words:
        years = re.fullmatch(r"(\d{1,2})s?", word)
        if word in _OLD or (years and int(years[1]) >= ELDER_FROM):
            return "elder"
        if word in _CHILD or (years and 3 <= int(years[1]) <= CHILD_TO and not word.endswith("s")):
            return "child"
        if word in _YOUNG or (years and 3 <= int(years[1]) <= YOUNG_TO):
            return "young"
        if years:
            return "adult"
    return "adult"


def _mentions(name: str, scene: Scene) -> Iterator[tuple[str, list[str], list[str]]]:
    """Where the action names somebody: the word before, the words after it, and how it is introduced."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    for element in scene.elements:
        if element.kind is not Kind.ACTION:
            continue
        sentences = re.split(r"(?<=[.!?])\s+", plain(element.text))
        for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True):
            words = re.findall(r"[\w']+", sentence)
            places = [at for at, word in enumerate(words) if word.removesuffix("'s").casefold() == first.casefold()]
            if places:
                at = places[0]
                before = words[at - 1].casefold() if at and words[at - 1][0].isupper() else ""
                after = [word.casefold() for word in (*words[at + 1 : at + 1 + WINDOW], *following.split()[:1])]
                yield before, after, _introduction(words[at], sentence)


def _introduction(name: str, sentence: str) -> list[str]:
    """What stands in brackets or commas after a name in capitals: `NORA, 60s, an old keeper`, `MARA (30s)`."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?:\s+[A-Z][\w'-]*)*\s*[,(](.*)", sentence)
    if found is None or name != name.upper():
        return []
    return re.findall(r"[\w']+", found[1].casefold())[:INTRODUCTION]


def _count(words: Counter[str], known: frozenset[str]) -> int:
    return sum(words[word] for word in known)


def _partners(scenes: Sequence[Scene]) -> dict[str, set[str]]:
    partners: dict[str, set[str]] = {}
    for scene in scenes:
        names = {" ".join(plain(speech.character).split()) for _, speech in scene.speeches()}
        for name in names:
            partners.setdefault(name, set()).update(names - {name})
    return partners
