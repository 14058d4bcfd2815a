"""Which words speak of which mood. Stems: `tear` also finds `tears`; a trailing `$` wants the whole word."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Family(StrEnum):
    """What a scene feels like, as a spotting session would name it."""

    CALM = "calm"
    TENDER = "tender"
    SORROW = "sorrow"
    HOPE = "hope"
    WONDER = "wonder"
    PLAYFUL = "playful"
    MYSTERY = "mystery"
    TENSE = "tense"
    DREAD = "dread"
    ACTION = "action"
    TRIUMPH = "triumph"


STEMS: Mapping[Family, tuple[str, ...]] = MappingProxyType(
    {
        Family.CALM: tuple(
            "quiet calm peace$ peaceful still$ stillness rest$ resting sleep asleep breakfast garden drift "
            "lazy slow slowly settle serene morning$ tea$ breathes$".split()
        ),
        Family.TENDER: tuple(
            "love kiss embrac hug$ hugs hold$ caress gentl tender smile smiling warm$ warmth mother$ father$ "
            "daughter son$ granddaughter grandson grandma grandpa child$ baby lullaby together whispers$ "
            "darling cradle forgiv".split()
        ),
        Family.SORROW: tuple(
            "cry$ cries crying tear$ tears weep sob$ sobs sobbing grave$ graves funeral dead$ death died "
            "dies$ dying mourn grief goodbye farewell alone lonely empty lost$ coffin widow sorry burial "
            "ashes gone$ broken last$".split()
        ),
        Family.HOPE: tuple(
            "hope sunrise dawn$ light$ promise begin again$ rescue saved home$ alive awake return forgiven "
            "open$ opens spring$ heal safe$ believe tomorrow".split()
        ),
        Family.WONDER: tuple(
            "star$ stars starr sky$ skies vast glow miracle magic wonder marvel moon moonlight horizon "
            "universe galaxy snow$ snowflake shimmer gleam sparkl beam$ beautiful awe$ enchant planet aurora".split()
        ),
        Family.PLAYFUL: tuple(
            "laugh giggl joke dance$ dances dancing party grin silly birthday tease wink clums trips$ puppy "
            "game$ play$ plays playful cake balloon mischie chuckl clown prank".split()
        ),
        Family.MYSTERY: tuple(
            "shadow strange secret hidden myster fog$ foggy unknown clue symbol locked vanish disappear "
            "mist$ misty whisper riddle curious puzzl ancient stranger mask$ veil".split()
        ),
        Family.TENSE: tuple(
            "nervous hurry clock$ ticks ticking gun$ guns pistol knife careful hide$ hides hiding sneak "
            "follow$ follows sweat trembl danger edge$ bomb countdown deadline frozen holds$ suspicio threat "
            "cop$ cops police interrogat dark$ stares midnight warn trap".split()
        ),
        Family.DREAD: tuple(
            "blood scream corpse monster terror horror creak ghost evil claw nightmare demon rotting howl "
            "stalk knife$ slaughter grave$ crypt shriek body$ bodies possessed lurk".split()
        ),
        Family.ACTION: tuple(
            "run$ runs running chase fight punch explo crash leap jump fires$ shoot sprint race$ races "
            "racing attack gallop smash speeds$ escape dodge kick tackle gunfire swerve charge grabs$ lunges "
            "rams$ battle".split()
        ),
        Family.TRIUMPH: tuple(
            "victor win$ wins winner cheer triumph crown medal celebrat applau hero champion trophy glory "
            "raises$ proud conquer".split()
        ),
    }
)

GENRES: Mapping[str, Family] = MappingProxyType(
    {
        "horror": Family.DREAD,
        "thriller": Family.TENSE,
        "crime": Family.TENSE,
        "noir": Family.MYSTERY,
        "mystery": Family.MYSTERY,
        "romance": Family.TENDER,
        "love": Family.TENDER,
        "comedy": Family.PLAYFUL,
        "family": Family.PLAYFUL,
        "children": Family.PLAYFUL,
        "action": Family.ACTION,
        "adventure": Family.ACTION,
        "war": Family.ACTION,
        "western": Family.ACTION,
        "fantasy": Family.WONDER,
        "science fiction": Family.WONDER,
        "sci-fi": Family.WONDER,
        "drama": Family.TENDER,
        "tragedy": Family.SORROW,
        "melancholy": Family.SORROW,
        "sad": Family.SORROW,
        "dark": Family.DREAD,
        "tense": Family.TENSE,
        "hopeful": Family.HOPE,
        "warm": Family.TENDER,
        "funny": Family.PLAYFUL,
        "light": Family.PLAYFUL,
        "epic": Family.TRIUMPH,
        "sport": Family.TRIUMPH,
        "documentary": Family.CALM,
        "dreamy": Family.WONDER,
        "quiet": Family.CALM,
        "gritty": Family.TENSE,
    }
)
"""A genre or a tone as a filmmaker writes it, and the mood it leans to."""
