"""Things people hold and the camera looks at: their names, and where a script has them. See `drawing`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

PropName = str
"""A key of `WORDS`."""

WORDS: Mapping[PropName, str] = MappingProxyType(
    {
        "phone": "phone|cellphone|cell phone|mobile|smartphone|telephone|handset|receiver|iphone",
        "radio": "walkie-talkie|walkie|transmitter|radio|handheld radio",
        "gun": "gun|pistol|revolver|handgun|firearm|sidearm|weapon|derringer|glock|blaster",
        "rifle": "rifle|shotgun|carbine|musket|machine gun|sniper rifle",
        "knife": "knife|dagger|blade|scalpel|switchblade|razor|shiv|letter opener",
        "sword": "sword|sabre|saber|katana|rapier|cutlass",
        "axe": "axe|ax|hatchet",
        "hammer": "hammer|mallet|wrench|spanner|crowbar|screwdriver|tool|toolbox",
        "bow": "bow and arrow|crossbow|longbow",
        "letter": (
            "letter|note|envelope|telegram|paper|papers|document|contract|page|pages|sheet of paper|"
            "receipt|ticket|postcard|manuscript|script|invoice|file|folder|dossier|report|card|"
            "business card"
        ),
        "newspaper": "newspaper|paper's headline|broadsheet|tabloid",
        "book": (
            "book|diary|journal|notebook|novel|bible|ledger|logbook|log book|logbook|magazine|textbook|album|passport"
        ),
        "pen": "pen|pencil|quill|marker|chalk",
        "map": "map|chart|blueprint|blueprints",
        "photo": "photo|photograph|picture|snapshot|polaroid|portrait|picture frame|framed photo",
        "glass": (
            "glass|a drink|the drink|his drink|her drink|whisky|whiskey|wine|champagne|beer|cocktail|"
            "tumbler|goblet|scotch|bourbon|martini|water glass|pint"
        ),
        "bottle": "bottle|flask|wine bottle|vial|pill bottle|canteen",
        "cup": "cup|mug|coffee|tea|teacup|espresso|cocoa",
        "plate": ("plate|food|meal|dinner|breakfast|lunch|supper|bowl|soup|sandwich|burger|pizza|steak|pasta|eggs"),
        "cake": "cake|birthday cake|cupcake|pie",
        "apple": "apple|fruit|pear|banana",
        "cigarette": "cigarette|cigar|smoke a|joint|pipe|cigarettes|lighter",
        "bag": "bag|handbag|purse|backpack|duffel|duffle|satchel|rucksack|tote|sack",
        "suitcase": "suitcase|briefcase|luggage|a case|the case|steamer trunk|attache",
        "box": "box|package|parcel|crate|treasure chest|a gift|the gift|a present|birthday present|jewel box",
        "umbrella": "umbrella|parasol",
        "lantern": "lantern|oil lamp|storm lamp|hurricane lamp",
        "torch": "flashlight|torch|penlight|flash light",
        "lamp": "lamp|desk lamp|light bulb|bulb",
        "candle": "candle|candlestick|taper|candles",
        "match": "a match|the match|matchstick|matchbox",
        "key": "key|keys|keyring|key card|keycard",
        "lock": "a lock|the lock|padlock|a safe|the safe|keyhole",
        "handle": "door handle|doorknob|door knob|the handle|latch|doorbell",
        "ring": "a ring|the ring|her ring|his ring|diamond ring|gold ring|wedding ring|engagement ring|signet ring",
        "necklace": "necklace|locket|pendant|amulet|medallion|pearls|bracelet",
        "watch": "a watch|the watch|his watch|her watch|gold watch|wristwatch|pocket watch|stopwatch",
        "clock": "clock|alarm clock|timer|countdown|grandfather clock",
        "money": "money|cash|banknote|banknotes|bills|dollars|wad|coins|coin|wallet",
        "flowers": "flowers|bouquet|a rose|red rose|roses|flower|lilies|tulips|daisies",
        "camera": "camera|video camera|camcorder|polaroid camera",
        "laptop": "laptop|computer|keyboard|notebook computer",
        "screen": "screen|monitor|tv|television|tablet|ipad|control console",
        "guitar": "guitar|ukulele|banjo|lute|bass",
        "violin": "violin|fiddle|cello",
        "trumpet": "trumpet|saxophone|horn|trombone|bugle",
        "microphone": "microphone|mic|mike",
        "ball": "ball|football|basketball|baseball|snow globe|crystal ball|globe",
        "toy": "teddy|teddy bear|doll|toy|stuffed animal|toy soldier",
        "crown": "a crown|the crown|golden crown|tiara",
        "skull": "skull",
        "compass": "compass|sextant",
        "binoculars": "binoculars|telescope|spyglass|field glasses",
        "syringe": "syringe|needle|injection",
        "pills": "pills|pill|medicine|tablets|capsule",
        "handcuffs": "handcuffs|cuffs|shackles",
        "rope": "rope|cord|cable|lasso|noose",
        "wheel": "steering wheel|ship's wheel|helm",
        "chess": "chess|chessboard|chess piece|pawn",
        "cards": "playing cards|deck of cards|cards|poker hand|tarot",
        "dice": "dice|casino chips",
        "button": "red button|button|the switch|light switch|lever|detonator|remote|remote control",
        "bomb": "bomb|dynamite|grenade|explosive|explosives",
        "car": "car|taxi|cab|sedan|limousine|van|convertible|vehicle|pickup truck|police car|truck",
        "bicycle": "bicycle|bike|cycle",
        "motorcycle": "motorcycle|motorbike|scooter|moped|vespa",
        "chair": "chair|armchair|stool|wheelchair|seat",
        "table": "table|desk",
        "broom": "broom|a mop|the mop|a rake|shovel|spade|oar|a stick|cane|walking stick|crutch|spear|fishing rod",
        "bucket": "bucket|pail|basket",
        "towel": "towel|cloth|handkerchief|tissue|napkin|blanket",
        "feather": "feather",
        "stone": "stone|rock|gem|diamond|crystal|pebble|shell|seashell|jewel",
    }
)
WEARABLE_ONLY = frozenset({"crown"})


@lru_cache(maxsize=1)
def _finder() -> tuple[re.Pattern[str], Mapping[str, PropName]]:
    names = {word: name for name, alternatives in WORDS.items() for word in alternatives.split("|")}
    options = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
    plural = {f"{word}s": name for word, name in names.items() if not word.endswith("s")}
    return re.compile(rf"(?<![\w'-])({options})(s?)(?![\w-])", re.IGNORECASE), MappingProxyType(names | plural)


def read_props(text: str) -> tuple[PropName, ...]:
    """The things named in a text, in its order, each once."""
    pattern, names = _finder()
    return tuple(dict.fromkeys(names[match[1].lower()] for match in pattern.finditer(text)))


def shown_prop(text: str) -> PropName:
    """What an insert of this text shows: the first thing named, empty when nothing is."""
    return next(iter(read_props(text)), "")
