"""Casting voices: one per speaking character, by what the text says of them and in contrast to their scene partners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from renderers.media.speech.catalogue import VOICES, Voice
from renderers.screenplay.breakdown import Breakdown, Character, Scene
from renderers.screenplay.script import Kind, plain

_FEMALE = frozenset(
    "she her hers woman girl lady mother mom mum daughter sister wife queen mrs ms miss aunt grandmother "
    "waitress actress female girlfriend grandma granny hostess madam nun widow".split()
)
_MALE = frozenset(
    "he his him man boy guy gentleman father dad son brother husband king mr sir uncle grandfather waiter "
    "mailman male boyfriend grandpa fisherman policeman father's lad men guys monk".split()
)
_OLD = frozenset("old elderly grandmother grandfather granny grey gray aged ancient retired".split())
_YOUNG = frozenset("young boy girl kid child teen teenager teenage student daughter son".split())
YOUNG_TO, ELDER_FROM = 22, 58
INTRODUCTION, WINDOW = 6, 11
_FEMALE_NAMES = frozenset(
    "anna anne alice amy beth clara claire diana donna ella elena elizabeth emma eva eve fiona grace hannah "
    "helen ida iris jane jenny jessica julia kate kim laura lena lily linda lisa lucy maggie mara maria marie "
    "martha mary maya mia mina molly nadia nancy nina nora olivia priya rita rosa ruth sara sarah sofia sophie "
    "susan tanya tess vera wanda wendy zoe".split()
)
_MALE_NAMES = frozenset(
    "adam alan alex andrew anton baxter ben bill billy bob brian carl charles charlie chris dan daniel dante dave "
    "david dick elias eric frank fred george hans harry henry hugo jack jacob jake james jim joe john jonas josh "
    "karl kevin leo leon luke mark martin max michael mike nick oliver oscar otto paul pete peter phil ray "
    "richard rob robert sam scott simon stan steve theo thomas tim tom tony victor walter will william".split()
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
        (_count(titles, _FEMALE_NAMES), _count(titles, _MALE_NAMES)),
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
