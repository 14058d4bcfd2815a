"""From the script's words to an appearance. What is not said is drawn from the name, every field for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from renderers.given_names import MEN_NAMES, WOMEN_NAMES
from renderers.painting.people import reading_words as words
from renderers.painting.people.appearance import (
    Appearance,
    Being,
    Build,
    Face,
    FaceShape,
    FacialHair,
    Gender,
    Glasses,
    Hair,
    Headwear,
    Outfit,
)
from renderers.painting.people.contrast import HAIR_OF, contrasted
from renderers.painting.people.hair_words import hair_colour_said, hair_said
from renderers.painting.people.looks import OUTFIT_COLOURS, look_of
from renderers.painting.people.wardrobe_words import OUTFITS, TRADES
from renderers.painting.people.wording import coloured, every, found, number, pattern
from renderers.painting.terms import Era

T = TypeVar("T")

_OUTFIT_OF = {
    Gender.WOMAN: (
        Outfit.COAT,
        Outfit.BLAZER,
        Outfit.DRESS,
        Outfit.SWEATER,
        Outfit.BLOUSE,
        Outfit.TURTLENECK,
        Outfit.CARDIGAN,
        Outfit.LEATHER,
        Outfit.DENIM,
    ),
    Gender.MAN: (
        Outfit.SHIRT,
        Outfit.BLAZER,
        Outfit.SWEATER,
        Outfit.LEATHER,
        Outfit.PLAID,
        Outfit.COAT,
        Outfit.HOODIE,
        Outfit.TEE,
        Outfit.BOMBER,
        Outfit.DENIM,
    ),
    Gender.NEUTRAL: (Outfit.HOODIE, Outfit.SHIRT, Outfit.DENIM, Outfit.SWEATER, Outfit.BOMBER, Outfit.TURTLENECK),
}
_CHILDREN = (Outfit.TEE, Outfit.HOODIE, Outfit.SWEATER, Outfit.OVERALLS, Outfit.DENIM, Outfit.PLAID)
_OF_ERA = {
    Era.ANCIENT: (Outfit.ROBE, Outfit.CLOAK, Outfit.ROBE),
    Era.MEDIEVAL: (Outfit.CLOAK, Outfit.ROBE, Outfit.CLOAK),
    Era.VICTORIAN: (Outfit.COAT, Outfit.SUIT, Outfit.WAISTCOAT),
    Era.TWENTIES: (Outfit.SUIT, Outfit.WAISTCOAT, Outfit.TRENCH),
    Era.FIFTIES: (Outfit.SUIT, Outfit.CARDIGAN, Outfit.SHIRT, Outfit.TRENCH),
    Era.FUTURE: (Outfit.JUMPSUIT, Outfit.BOMBER, Outfit.TURTLENECK),
}
_ERA_WOMEN = {
    Era.VICTORIAN: (Outfit.GOWN, Outfit.DRESS),
    Era.TWENTIES: (Outfit.DRESS, Outfit.COAT),
    Era.FIFTIES: (Outfit.DRESS, Outfit.CARDIGAN, Outfit.BLOUSE),
}


def read_appearance(
    *, name: str, description: str = "", seed: int | str = 0, era: Era | str = Era.MODERN
) -> Appearance:
    """Who this is to the eye. The description leads, then a trade or a title in the name, then the name alone.

    Given names hint at a gender by two small lists; every other free field is drawn from the name by itself, so that
    a field added or stated never changes another one.
    """
    reader = _Reader(name.strip().upper(), description.strip(), str(seed), Era(era))
    return reader.read()


_HINTS = (
    ("moustache|mustache|beard|bearded|stubble|unshaven|goatee|tuxedo|balding", Gender.MAN),
    ("dress|gown|blouse|skirt|lipstick|ponytail|pigtails|braid|bob|updo|hijab|heels|pregnant", Gender.WOMAN),
)
_FAIR = frozenset(
    colour
    for names, colour in words.HAIR_COLOURS.items()
    if {"blonde", "ginger", "strawberry blonde", "dirty blonde"} & set(names.split("|"))
)
_ELDERS = {
    Gender.WOMAN: (Outfit.CARDIGAN, Outfit.BLOUSE, Outfit.COAT, Outfit.DRESS),
    Gender.MAN: (Outfit.CARDIGAN, Outfit.SWEATER, Outfit.COAT, Outfit.WAISTCOAT, Outfit.BLAZER),
    Gender.NEUTRAL: (Outfit.CARDIGAN, Outfit.SWEATER, Outfit.COAT),
}


class _Reader:
    def __init__(self, name: str, description: str, seed: str, era: Era) -> None:
        self.name, self.description, self.seed, self.era = name, description, seed, era
        self.text = f"{name.lower()}. {description}"
        self.said: list[str] = []

    def pick(self, field: str, options: Sequence[T]) -> T:
        return options[number(self.seed, self.name, field) % len(options)]

    def percent(self, field: str) -> int:
        """Around 50, seldom near the ends."""
        value = number(self.seed, self.name, field)
        return (value % 101 + (value // 101) % 101) // 2

    def state(self, field: str, value: T | None, otherwise: T) -> T:
        """What the script says, noted as said, or the other."""
        if value is None:
            return otherwise
        self.said.append(field)
        return value

    def read(self) -> Appearance:
        being = self._being()
        gender = self._gender()
        years = self._years()
        colour_said = hair_colour_said(self.description)
        skin = self._skin(colour_said)
        hair = self._hair(gender, years)
        values: dict[str, Any] = {
            "being": being,
            "gender": gender,
            "years": years,
            "build": self._build(gender),
            "height_percent": self._height(gender),
            "skin": skin,
            "face": self._face(gender),
            "eyes": self._eyes(skin),
            "hair": hair,
            "hair_colour": self._hair_colour(years, skin, colour_said),
            "facial_hair": self._beard(gender, years),
            "glasses": self.state("glasses", found(self.text, words.GLASSES), self._maybe_glasses(years)),
            "accessories": every(self.text, words.ACCESSORIES),
            "marks": every(self.description, words.MARKS),
        }
        values |= self._clothes(gender, years)
        values |= self._inhuman(being)
        return Appearance(**values, said=tuple(self.said))

    def _inhuman(self, being: Being) -> dict[str, Any]:
        """What no person has: steel, green skin, the pallor of the dead."""
        bare = {"hair": Hair.BALD, "facial_hair": FacialHair.NONE, "glasses": Glasses.NONE}
        if being is Being.ROBOT:
            steel = self.pick("steel", ("#9aa6b2", "#c9c4b8", "#7f8c99", "#b08a5a"))
            return bare | {
                "outfit": Outfit.ARMOUR,
                "skin": steel,
                "hair_colour": steel,
                "main": steel,
                "trousers": "#4a4f58",
            }
        if being is Being.ALIEN:
            face = Face(
                shape=FaceShape.HEART,
                eye_size=100,
                eye_tilt=100,
                nose_length=0,
                nose_width=10,
                ears=0,
                brows=0,
                lips=10,
            )
            skin = self.pick("hide", ("#7fae86", "#8aa3c9", "#a58cc0", "#c9a07f"))
            return bare | {
                "skin": skin,
                "hair_colour": skin,
                "eyes": "#15151a",
                "face": face,
                "outfit": Outfit.JUMPSUIT,
            }
        coat = coloured(self.description, words.COLOURS, words.ANIMALS) if being in words.FURRED else None
        return {"hair_colour": coat, "main": coat} if coat else {}

    def _being(self) -> Being:
        being = found(self.text, words.BEINGS)
        if being is None and pattern(words.VOICES).search(self.name) and not self.description:
            being = Being.MACHINE
        return self.state("being", being, Being.HUMAN)

    def _gender(self) -> Gender:
        for text in (self.description, self.name):
            women, men = (pattern(alternatives).search(text) for alternatives in (words.WOMEN, words.MEN))
            if women and (not men or women.start() < men.start()):
                return self.state("gender", Gender.WOMAN, Gender.WOMAN)
            if men:
                return self.state("gender", Gender.MAN, Gender.MAN)
        for part in re.findall(r"[A-Z]+", self.name):
            if part in WOMEN_NAMES:
                return Gender.WOMAN
            if part in MEN_NAMES:
                return Gender.MAN
        hint = found(self.description, _HINTS)
        return hint or self.pick("gender", (Gender.WOMAN, Gender.MAN))

    def _years(self) -> int:
        years = _years_said(self.description)
        if years is None:
            years = found(self.description, words.AGES)
        if years is None:
            years = found(self.name, words.AGES)
        return self.state("years", years, self.pick("years", (26, 29, 33, 37, 41, 46, 52, 58)))

    def _build(self, gender: Gender) -> Build:
        free = (
            Build.AVERAGE,
            Build.AVERAGE,
            Build.SLIGHT,
            Build.ATHLETIC,
            Build.BROAD if gender is Gender.MAN else Build.SLIGHT,
            Build.HEAVY,
        )
        return self.state("build", found(self.text, words.BUILDS), self.pick("build", free))

    def _height(self, gender: Gender) -> int:
        middle = {Gender.MAN: 102, Gender.WOMAN: 96, Gender.NEUTRAL: 99}[gender]
        return self.state("height_percent", found(self.text, words.TALL), middle + (self.percent("height") - 50) // 8)

    def _skin(self, colour_said: str | None) -> str:
        table = [(key, tones) for key, tones in words.SKIN_WORDS.items()]
        # "black hair" and "a white coat" are no skins: only what describes a person counts.
        bare = re.sub(
            rf"(?i)\b(?:{'|'.join(words.COLOURS)})[- ](?!man|woman|boy|girl|male|female|american|teen|guy|lady)\w+",
            " ",
            self.description,
        )
        tones = found(bare, table)
        return self.state(
            "skin",
            self.pick("skin", tones) if tones else None,
            self.pick("skin", words.SKINS[:3] if colour_said in _FAIR else words.SKINS),
        )

    def _eyes(self, skin: str) -> str:
        match = re.search(rf"(?i)\b({'|'.join(words.EYE_WORDS)})[- ](?:\w+ )?eye", self.description)
        dark = words.SKINS.index(skin) > 3 if skin in words.SKINS else True
        free = words.EYES[:2] + words.EYES[5:6] if dark else words.EYES
        return self.state("eyes", words.EYE_WORDS[match[1].lower()] if match else None, self.pick("eyes", free))

    def _hair(self, gender: Gender, years: int) -> Hair:
        free = HAIR_OF[gender]
        if years < 14:
            free = (
                (Hair.PIGTAILS, Hair.BOB, Hair.PONYTAIL, Hair.FRINGE)
                if gender is Gender.WOMAN
                else (Hair.MESSY, Hair.SHORT, Hair.CURLY)
            )
        elif years > 60:
            free = (
                (Hair.BUN, Hair.BOB, Hair.PIXIE, Hair.CURLY)
                if gender is Gender.WOMAN
                else (Hair.RECEDING, Hair.BALD, Hair.SIDE_PART, Hair.SHORT)
            )
        return self.state("hair", hair_said(self.text), self.pick("hair", free))

    def _hair_colour(self, years: int, skin: str, said: str | None) -> str:
        free = words.natural_hair(skin)
        if years >= 58:
            free = words.GREYS
        return self.state("hair_colour", said, self.pick("hair_colour", free))

    def _beard(self, gender: Gender, years: int) -> FacialHair:
        said = found(self.description, words.BEARDS)
        free = FacialHair.NONE
        if gender is Gender.MAN and years > 22:
            free = self.pick(
                "facial_hair",
                (
                    FacialHair.NONE,
                    FacialHair.NONE,
                    FacialHair.STUBBLE,
                    FacialHair.BEARD,
                    FacialHair.MOUSTACHE,
                    FacialHair.GOATEE,
                ),
            )
        return self.state("facial_hair", said, free)

    def _maybe_glasses(self, years: int) -> Glasses:
        one_in = 3 if years > 58 else 7
        return self.pick("glasses", (Glasses.SQUARE, Glasses.ROUND, *(Glasses.NONE,) * (2 * one_in - 2)))

    def _face(self, gender: Gender) -> Face:
        shape = found(self.description, words.FACES)
        free = (
            FaceShape.OVAL,
            FaceShape.ROUND,
            FaceShape.LONG,
            FaceShape.SQUARE if gender is Gender.MAN else FaceShape.HEART,
        )
        measures = {field: self.percent(f"face.{field}") for field in Face.model_fields if field != "shape"}
        return Face(shape=self.state("face", shape, self.pick("face.shape", free)), **measures)

    def _clothes(self, gender: Gender, years: int) -> dict[str, Any]:
        outfit = found(self.description, OUTFITS)
        trade = found(self.description, TRADES) or found(self.name, TRADES)
        hat = found(self.description, words.HEADWEAR)
        main: str | None = None
        second = ""
        if outfit is None and trade is not None:
            outfit, main, worn, second = trade.outfit, trade.colour or None, trade.headwear, trade.second
            hat = hat or (worn if worn is not Headwear.NONE else None)
        if outfit is not None:
            nouns = next(alternatives for alternatives, meaning in OUTFITS if meaning is outfit)
            main = coloured(self.description, words.COLOURS, nouns) or main or OUTFIT_COLOURS.get(outfit)
        free = self.pick("outfit", self._wardrobe(gender, years))
        return {
            "outfit": self.state("outfit", outfit, free),
            "headwear": self.state("headwear", hat, Headwear.NONE),
            "main": self.state("main", main, self.pick("main", words.CLOTHS)),
            "second": second or self.pick("second", words.CLOTHS),
            "trousers": self.pick("trousers", words.TROUSERS),
            "accent": self.pick("accent", words.CLOTHS),
        }

    def _wardrobe(self, gender: Gender, years: int) -> Sequence[Outfit]:
        if self.era in _OF_ERA:
            women = _ERA_WOMEN.get(self.era)
            return women if women and gender is Gender.WOMAN else _OF_ERA[self.era]
        if years > 62:
            return _ELDERS[gender]
        return _CHILDREN if years < 14 else _OUTFIT_OF[gender]


_PART = {"early": 2, "mid": 5, "late": 8, "": 4}


def _years_said(text: str) -> int | None:
    """An age in years out of "34", "mid-40s", "in her sixties", "8 months old"."""
    if re.search(r"(?i)\b\d+[- ](?:days?|weeks?|months?)[- ]old\b", text):
        return 0
    decade = re.search(r"(?i)\b(early|mid|late)?[- ]*(?<![\d'])([1-9]0)'?s\b(?! (?:era|style))", text)
    if decade:
        return int(decade[2]) + _PART[(decade[1] or "").lower()]
    word = re.search(rf"(?i)\b(early|mid|late)?[- ]*({'|'.join(words.DECADES)})\b", text)
    if word:
        base = words.DECADES[word[2].lower()]
        return base + {"early": -3, "mid": 0, "late": 3, "": 0}[(word[1] or "").lower()]
    plain = re.search(r"(?i)\b(\d{1,2})[- ]year|\baged? (\d{1,3})\b|(?:^|[,(;]\s*)(\d{1,3})(?=\s*(?:$|[,;).]))", text)
    if plain:
        return min(110, int(next(group for group in plain.groups() if group)))
    return None


__all__ = ["contrasted", "look_of", "read_appearance"]
