"""The words of character descriptions, and what they mean for the eye. Data only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from renderers.painting.people.appearance import (
    Accessory,
    Being,
    Build,
    FaceShape,
    FacialHair,
    Glasses,
    Hair,
    Headwear,
    Mark,
)

SKINS = ("#f6d6c0", "#efc3a0", "#e3ad84", "#d29a70", "#b97f54", "#96603c", "#74462c", "#553221")
SKIN_WORDS: Mapping[str, tuple[str, ...]] = {
    "pale|fair-skinned|pallid|freckled|porcelain|ashen": ("#f6d6c0", "#f3cdb4"),
    "tanned|weathered|sunburnt|sunburned|sun-browned|olive|olive-skinned|leathery": ("#d29a70", "#c98e62"),
    ("black|dark-skinned|african|nigerian|kenyan|ethiopian|ghanaian|senegalese|african-american|haitian|jamaican"): (
        "#74462c",
        "#553221",
        "#85512f",
    ),
    (
        "brown-skinned|brown skin|mixed-race|biracial|indian|pakistani|bangladeshi|south asian|sri "
        "lankan|filipino|filipina"
    ): (
        "#b97f54",
        "#a66e45",
    ),
    (
        "latina|latino|mexican|hispanic|brazilian|arab|arabic|persian|iranian|turkish|moroccan|"
        "egyptian|mediterranean|sicilian"
    ): (
        "#d29a70",
        "#c08a5c",
    ),
    "asian|chinese|japanese|korean|vietnamese|thai": ("#efc8a0", "#e6b98e"),
    "white|caucasian|nordic|irish|scottish|swedish|norwegian|russian": ("#f3cdb4", "#efc3a0"),
}
NATURAL_HAIR = ("#1c1614", "#2e1e17", "#4a2e1f", "#6d4429", "#8f5c33", "#b98a4e", "#d8b470", "#8c3419")
_FAIR_SKINS = frozenset((*SKINS[:2], "#f3cdb4"))
_TANNED_SKINS = frozenset((*SKINS[2:4], "#c08a5c"))


def natural_hair(skin: str) -> Sequence[str]:
    """Colours of hair that go with a skin where the script says none: any with a fair one, dark with the others."""
    if skin in _FAIR_SKINS:
        return NATURAL_HAIR
    return NATURAL_HAIR[:3] if skin in _TANNED_SKINS else NATURAL_HAIR[:2]


GREYS = ("#8f8b88", "#b4b0ab", "#d9d5cf")
HAIR_COLOURS: Mapping[str, str] = {
    "jet-black|jet black|raven|black": "#1a1517",
    "dark brown|brunette|dark": "#33221a",
    "chestnut|auburn": "#6e3420",
    "brown": "#5a3823",
    "strawberry blonde|strawberry-blond": "#d49a62",
    "dirty blonde|dirty-blonde|sandy": "#a8834f",
    "platinum|bleached": "#ece0c4",
    "blonde|blond|golden|fair|flaxen": "#d9b566",
    "ginger|red|redheaded|copper|flame": "#b04a20",
    "salt-and-pepper|salt and pepper|greying|graying": "#77736f",
    "silver|silvery": "#c3c5cb",
    "grey|gray": "#9a9693",
    "white|snow-white": "#e6e2db",
    "pink": "#d86a9a",
    "blue": "#3f6fb5",
    "green": "#4f8a55",
    "purple|violet": "#7a4fa0",
}
HAIR_STYLES: Sequence[tuple[str, Hair]] = (
    ("bald|shaved head|shaven|hairless|shaven-headed", Hair.BALD),
    ("balding|receding|thinning|widow's peak", Hair.RECEDING),
    ("buzz cut|buzzcut|buzz-cut|crew cut|crewcut|crew-cut|close-cropped|cropped", Hair.BUZZ),
    ("mohawk|mohican", Hair.MOHAWK),
    ("dreadlocks|dreads|locs", Hair.DREADS),
    ("afro", Hair.AFRO),
    ("pigtails|pig-tails|bunches", Hair.PIGTAILS),
    ("ponytail|pony-tail|pony tail", Hair.PONYTAIL),
    ("top knot|topknot|man bun|man-bun", Hair.TOP_KNOT),
    ("bun|chignon|updo", Hair.BUN),
    ("braid|braids|plait|plaits|braided|plaited", Hair.BRAID),
    ("bob|bobbed", Hair.BOB),
    ("fringe|bangs", Hair.FRINGE),
    ("pixie|pixie cut", Hair.PIXIE),
    ("quiff|pompadour", Hair.QUIFF),
    ("side parting|side-parting|neatly parted|parted|combed", Hair.SIDE_PART),
    ("slicked|slicked-back|slicked back|swept", Hair.SWEPT),
    ("curly|curls|ringlets|frizzy", Hair.CURLY),
    ("wavy|waves|mane", Hair.WAVY),
    ("messy|tousled|unkempt|wild hair|dishevelled|disheveled|shaggy|unruly|spiky|bed hair", Hair.MESSY),
    ("long hair|long-haired|waist-length", Hair.LONG),
    ("short hair|short-haired", Hair.SHORT),
)
HAIR_NOUNS = (
    "hair|haired|braid|braids|plait|bob|bun|curls|ponytail|pigtails|fringe|bangs|afro|dreadlocks|"
    "locks|mane|quiff|crew cut|pixie|blonde|blond|brunette|redhead"
)
BEARDS: Sequence[tuple[str, FacialHair]] = (
    ("no beard|without a beard|beardless|clean-shaven|clean shaven", FacialHair.NONE),
    (
        (
            "long beard|long white beard|long grey beard|long gray beard|long black beard|"
            "long red beard|bushy beard|flowing beard|huge beard|wild beard"
        ),
        FacialHair.LONG_BEARD,
    ),
    ("beard|bearded|full beard", FacialHair.BEARD),
    ("goatee", FacialHair.GOATEE),
    ("moustache|mustache|moustached|handlebar", FacialHair.MOUSTACHE),
    ("stubble|unshaven|stubbled|five o'clock shadow", FacialHair.STUBBLE),
)
GLASSES: Sequence[tuple[str, Glasses]] = (
    ("no glasses|without glasses|without his glasses|without her glasses", Glasses.NONE),
    ("sunglasses|dark glasses|shades|aviators", Glasses.DARK),
    ("round glasses|wire-rimmed|wire-rims|spectacles|pince-nez|monocle", Glasses.ROUND),
    ("glasses|bespectacled|horn-rimmed|reading glasses|goggles", Glasses.SQUARE),
    ("eyepatch|eye patch|eye-patch|one-eyed", Glasses.EYEPATCH),
)
HEADWEAR: Sequence[tuple[str, Headwear]] = (
    ("no hat|hatless|bareheaded|bare-headed|without a hat", Headwear.NONE),
    ("space helmet", Headwear.SPACE_HELMET),
    ("hard hat|hardhat", Headwear.HARD_HAT),
    ("cowboy hat|stetson", Headwear.COWBOY),
    ("top hat", Headwear.TOP_HAT),
    ("straw hat|sun hat|sunhat", Headwear.STRAW),
    ("peaked cap|officer's cap|captain's cap|police cap|kepi|sailor's cap|sailor cap", Headwear.PEAKED),
    ("fedora|trilby|homburg|bowler|derby", Headwear.FEDORA),
    ("beanie|woollen hat|woolly hat|knit cap|wool cap|watch cap", Headwear.BEANIE),
    ("baseball cap|cap|flat cap", Headwear.CAP),
    ("helmet", Headwear.HELMET),
    ("hijab|headscarf|head scarf|veil|niqab|wimple", Headwear.HEADSCARF),
    ("turban", Headwear.TURBAN),
    ("hooded|hood up", Headwear.HOOD),
    ("bandana|bandanna|do-rag", Headwear.BANDANA),
    ("crown|tiara|diadem|circlet", Headwear.CROWN),
    ("chef's hat|toque", Headwear.TOQUE),
    ("wizard's hat|wizard hat|pointed hat|witch's hat", Headwear.WIZARD),
    ("hat", Headwear.FEDORA),
)
COLOURS: Mapping[str, str] = {
    "black": "#232127",
    "white": "#ebe8e2",
    "grey": "#7e8288",
    "gray": "#7e8288",
    "charcoal": "#3c3f46",
    "silver": "#aeb4bb",
    "red": "#a83230",
    "crimson": "#8e1f2c",
    "scarlet": "#b52a26",
    "burgundy": "#5f1f2d",
    "maroon": "#5a2226",
    "pink": "#d88a9e",
    "orange": "#cf7030",
    "yellow": "#d9a92e",
    "mustard": "#b98a2c",
    "gold": "#c39a40",
    "golden": "#c39a40",
    "green": "#47704f",
    "olive": "#6a6b3c",
    "khaki": "#8f8258",
    "emerald": "#1f7a58",
    "teal": "#2b7377",
    "turquoise": "#3b9a9c",
    "blue": "#34598f",
    "navy": "#222f4e",
    "sky-blue": "#6fa3cf",
    "purple": "#60407f",
    "violet": "#6d4c94",
    "lavender": "#a48fc0",
    "brown": "#6b4930",
    "tan": "#b08d62",
    "beige": "#cbb894",
    "cream": "#e6dcc4",
    "ivory": "#ece5d3",
}
CLOTHS = (
    "#26364f",
    "#7a2e2b",
    "#3d4f3f",
    "#b98d3e",
    "#4a3b55",
    "#7b858f",
    "#2a2d33",
    "#a9553a",
    "#cabd9f",
    "#2f6a6a",
    "#80684a",
    "#5c1f3b",
    "#56719a",
    "#8a9a6b",
    "#93486a",
    "#3b3560",
)
TROUSERS = ("#2a2d38", "#3a3f4c", "#4d4438", "#33415c", "#575a60", "#3d332b", "#262a33", "#5b5142")
EYES = ("#3f2a1c", "#5a3b22", "#4a6b86", "#55743f", "#6b7c86", "#2c221d", "#7a6030")
EYE_WORDS: Mapping[str, str] = {
    "blue": "#4f86b8",
    "green": "#558a4a",
    "grey": "#7f8b94",
    "gray": "#7f8b94",
    "brown": "#5a3b22",
    "hazel": "#7a6030",
    "dark": "#2c221d",
    "amber": "#a8742a",
    "black": "#1d1714",
}
BUILDS: Sequence[tuple[str, Build]] = (
    (
        (
            "heavy|heavyset|heavy-set|fat|overweight|obese|portly|rotund|plump|stout|big-bellied|"
            "round-bellied|chubby|barrel"
        ),
        Build.HEAVY,
    ),
    (
        ("broad|broad-shouldered|burly|hulking|stocky|bulky|brawny|huge|massive|bear of a man|giant|barrel-chested"),
        Build.BROAD,
    ),
    ("athletic|muscular|fit|toned|lean|sinewy|strong|powerful|wiry", Build.ATHLETIC),
    ("slight|slim|thin|skinny|slender|gaunt|bony|petite|frail|wispy|willowy|lanky|scrawny|delicate", Build.SLIGHT),
)
TALL: Sequence[tuple[str, int]] = (
    ("very tall|towering|giant|enormous|huge|hulking", 112),
    ("tall|lanky|willowy", 106),
    ("tiny|very short|diminutive|dwarf|dwarfish", 80),
    ("short|petite|small|little", 93),
)
FACES: Sequence[tuple[str, FaceShape]] = (
    ("round-faced|round face|moon-faced|chubby|plump", FaceShape.ROUND),
    ("square-jawed|square jaw|lantern-jawed|strong jaw|chiseled|chiselled", FaceShape.SQUARE),
    ("long-faced|long face|gaunt|hollow-cheeked|horse-faced|narrow face", FaceShape.LONG),
    ("heart-shaped|pointed chin|elfin", FaceShape.HEART),
)
AGES: Sequence[tuple[str, int]] = (
    ("newborn|infant|baby", 1),
    ("toddler", 3),
    (
        (
            "art girl|gallery girl|call girl|cover girl|party girl|shop girl|office girl|bar girl|show girl|"
            "working girl|college girl|goth girl|beautiful girl|attractive girl|pretty girl|sexy girl|hot girl|"
            "delivery boy|delivery girl|pizza boy|pool boy|bus boy|bell boy|office boy|boy band|girl band"
        ),
        23,
    ),
    ("little girl|little boy|small child|small boy|small girl", 7),
    ("child|kid|schoolboy|schoolgirl|boy|girl", 10),
    ("tween|preteen", 12),
    ("teen|teenager|teenage|adolescent|teenaged", 16),
    ("young man|young woman|young|youthful|student|college", 23),
    ("middle-aged|middle aged|middle-age", 50),
    ("ancient|aged|wizened", 84),
    ("elderly|old|grandmother|grandfather|grandma|grandpa|granny|pensioner|retired|crone|wise", 72),
    ("mother|father|parent|mum|mom|dad", 42),
    ("adult", 35),
)
DECADES: Mapping[str, int] = {
    "teens": 16,
    "twenties": 25,
    "thirties": 35,
    "forties": 45,
    "fifties": 55,
    "sixties": 65,
    "seventies": 74,
    "eighties": 83,
    "nineties": 92,
}
WOMEN = (
    "woman|female|girl|lady|she|her|mother|mum|mom|sister|daughter|wife|widow|aunt|grandmother|"
    "grandma|granny|queen|princess|actress|waitress|nun|bride|lesbian|mrs|ms|miss|madam|madame|"
    "policewoman|barmaid|witch|goddess|hostess|girlfriend|schoolgirl|businesswoman|empress|"
    "cowgirl|matriarch|governess|maid|duchess|baroness|countess|niece"
)
MEN = (
    "man|male|boy|gentleman|he|him|his|father|dad|brother|son|husband|widower|uncle|grandfather|"
    "grandpa|king|prince|actor|waiter|monk|priest|groom|mr|sir|lord|policeman|fisherman|"
    "businessman|god|host|boyfriend|guy|dude|fireman|schoolboy|cowboy|patriarch|butler|duke|"
    "baron|count|nephew|salesman|barman|lumberjack|wizard"
)
BEINGS: Sequence[tuple[str, Being]] = (
    ("robot|android|droid|cyborg|automaton|mech", Being.ROBOT),
    ("ghost|spirit|phantom|spectre|specter|apparition|wraith", Being.GHOST),
    ("alien|extraterrestrial|martian|creature|monster|demon|goblin|orc|troll", Being.ALIEN),
    ("dog|puppy|hound|terrier|labrador|wolf|collie|sheepdog|fox", Being.DOG),
    ("cat|kitten|tomcat|panther|lion|tiger", Being.CAT),
    ("horse|mare|stallion|pony|donkey|mule|unicorn|cow|goat|deer", Being.HORSE),
    ("bird|parrot|crow|raven|owl|eagle|seagull|gull|pigeon|rooster|hen|duck|penguin", Being.BIRD),
    (
        (
            "computer|intercom|loudspeaker|speaker|radio|television|tv|telephone|answering machine|phone "
            "voice|ship's computer|mainframe|artificial intelligence|ai|hologram|pa system|tannoy|machine"
        ),
        Being.MACHINE,
    ),
)
FURRED = (Being.DOG, Being.CAT, Being.HORSE, Being.BIRD)
ANIMALS = "|".join(words for words, being in BEINGS if being in FURRED)
VOICES = "voice|v.o|narrator|announcer|operator|dispatch|dispatcher|gps|system"
MARKS: Sequence[tuple[str, Mark]] = (
    ("scar|scarred|scars", Mark.SCAR),
    ("freckled|freckles", Mark.FRECKLES),
    ("tattoo|tattooed|tattoos", Mark.TATTOO),
    ("mole|beauty spot", Mark.MOLE),
    ("bandaged|bandage|bandages", Mark.BANDAGE),
    ("bruised|bruise|black eye|battered|beaten", Mark.BRUISE),
    ("bloody|bleeding|blood|bloodied|wounded|shot in", Mark.BLOOD),
    ("dirty|filthy|muddy|grimy|soot|mud|covered in dirt|dusty|sooty", Mark.DIRT),
    ("soaked|soaking|drenched|dripping wet|wet through|sodden|dripping", Mark.SOAKED),
    ("covered in snow|snow-covered|snow on", Mark.SNOW),
)
ACCESSORIES: Sequence[tuple[str, Accessory]] = (
    ("scarf", Accessory.SCARF),
    ("necklace|pendant|pearls|locket", Accessory.NECKLACE),
    ("earrings|earring|hoops", Accessory.EARRINGS),
    ("bow tie|bow-tie", Accessory.BOW_TIE),
    ("tie|necktie", Accessory.TIE),
    ("badge", Accessory.BADGE),
    ("stethoscope", Accessory.STETHOSCOPE),
    ("headphones|headset|earphones", Accessory.HEADPHONES),
    ("backpack|rucksack|knapsack", Accessory.BACKPACK),
    ("gloves|mittens|gloved", Accessory.GLOVES),
    ("belt", Accessory.BELT),
)
