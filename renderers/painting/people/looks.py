"""How somebody looks in one scene: what the action says they wear, and what the scene did to them."""

from __future__ import annotations

import re
from typing import Any

from renderers.painting.people import reading_words as words
from renderers.painting.people.appearance import Accessory, Appearance, Headwear, Outfit
from renderers.painting.people.hair_words import hair_colour_said, hair_said
from renderers.painting.people.wardrobe_words import OUTFITS, TRADES
from renderers.painting.people.wording import coloured, every, found, pattern

_WORN = re.compile(
    r"(?i)\b(?:wear(?:s|ing)?|wore|dressed (?:in|as)|clad in|in an? |in (?:his|her|their|full|the) |"
    r"in (?=uniform|scrubs|fatigues|py?a?jamas|armou?r|robes|oilskins)|puts? on|pulls? on|"
    r"(?:changes|changed|slips|zips) into|wrapped in|now in|still in|sports|bundled in|buttoned into|hood up)"
    r"((?:[^.;!?,]|,(?= ?\w+ (?:coat|dress|jacket|suit|gown|hat)))*)"
)
_TAKEN_OFF = re.compile(
    r"(?i)\b(?:takes?|pulls?|removes?|doffs|tears?) (?:off )?(?:his|her|their) ([\w' -]+?)(?: off)?(?=[.,;!]|$)"
)
_ALL = pattern("everyone|everybody|both|all of them|they are all|they're all|they are|they're")
_HERSELF = re.compile(r"(?i)^\W*(?:she|he|they|her|his|their)\b")
OUTFIT_COLOURS = {
    Outfit.HOSPITAL_GOWN: "#a9c6cf",
    Outfit.LAB_COAT: "#eeeeea",
    Outfit.SCRUBS: "#5aa39c",
    Outfit.TUXEDO: "#1d1c22",
    Outfit.SPACESUIT: "#e8e6e1",
    Outfit.BATHROBE: "#e4ddd0",
    Outfit.OILSKIN: "#d9a21f",
    Outfit.CASSOCK: "#1d1b20",
    Outfit.FATIGUES: "#5e6647",
    Outfit.UNIFORM: "#2c3a55",
    Outfit.ARMOUR: "#8f979f",
}
"""What such clothes usually are when no colour is said."""


def look_of(appearance: Appearance, text: str, *, name: str = "") -> Appearance:
    """The character in a scene with this action; with a name only what is said of that character counts."""
    about = _about(text, name) if name else text
    if not about.strip():
        return appearance
    worn = " ; ".join(match[0] for match in _WORN.finditer(about))
    changes: dict[str, Any] = _clothes(worn) if worn else {}
    marks = every(about, words.MARKS)
    if marks:
        changes["marks"] = tuple(dict.fromkeys((*appearance.marks, *marks)))
    added = every(worn, words.ACCESSORIES) if worn else ()
    if added:
        changes["accessories"] = tuple(dict.fromkeys((*appearance.accessories, *added)))
    changes |= _off(about, appearance)
    return appearance.model_copy(update=changes) if changes else appearance


def worn(appearance: Appearance, description: str) -> Appearance:
    """The character in a look: clothes, hair and marks as described. Face, skin, age and build never change.

    Another outfit comes without the hat and the scarf of the usual one; a change of hair alone keeps the clothes.
    """
    changes = _trade(description) | _clothes(description)
    said = {
        "hair": hair_said(description),
        "hair_colour": hair_colour_said(description),
        "facial_hair": found(description, words.BEARDS),
    }
    added = every(description, words.ACCESSORIES)
    kept = {"headwear": Headwear.NONE, "accessories": added} if "outfit" in changes else {}
    return appearance.model_copy(
        update={"accessories": tuple(dict.fromkeys((*appearance.accessories, *added)))}
        | kept
        | {name: value for name, value in said.items() if value is not None}
        | changes
        | {"marks": tuple(dict.fromkeys((*appearance.marks, *every(description, words.MARKS))))}
    )


def _trade(description: str) -> dict[str, Any]:
    """What is worn for a trade: dressed as a nurse, a bride."""
    trade = found(description, TRADES)
    if trade is None:
        return {}
    worn_for = {"outfit": trade.outfit, "main": trade.colour, "second": trade.second}
    hat = {} if trade.headwear is Headwear.NONE else {"headwear": trade.headwear}
    return {name: value for name, value in worn_for.items() if value} | hat


def _about(text: str, name: str) -> str:
    """The sentences about somebody: with the name, or going on with a pronoun after one."""
    named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    kept, before = [], False
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        before = bool(named.search(sentence) or _ALL.search(sentence) or (before and _HERSELF.search(sentence)))
        if before:
            kept.append(sentence)
    return " ".join(kept)


def _clothes(worn: str) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    outfit = found(worn, OUTFITS)
    if outfit is not None:
        changes["outfit"] = outfit
        nouns = next(alternatives for alternatives, meaning in OUTFITS if meaning is outfit)
        colour = coloured(worn, words.COLOURS, nouns) or OUTFIT_COLOURS.get(outfit)
        if colour:
            changes["main"] = colour
    hat = found(worn, words.HEADWEAR)
    if hat is not None:
        changes["headwear"] = hat
    glasses = found(worn, words.GLASSES)
    if glasses is not None:
        changes["glasses"] = glasses
    return changes


def _off(about: str, appearance: Appearance) -> dict[str, Any]:
    """What is taken off: a hat, a coat, a scarf."""
    changes: dict[str, Any] = {}
    for match in _TAKEN_OFF.finditer(about):
        thing = match[1]
        if pattern("hat|cap|helmet|hood|crown|beanie").search(thing):
            changes["headwear"] = Headwear.NONE
        if pattern("coat|jacket|oilskin|raincoat|parka|cloak|overcoat").search(thing):
            changes["outfit"] = Outfit.SHIRT
        if pattern("scarf").search(thing):
            changes["accessories"] = tuple(a for a in appearance.accessories if a is not Accessory.SCARF)
    return changes
