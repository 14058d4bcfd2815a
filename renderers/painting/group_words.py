"""Words for people without names: how many, who they are, and what is only spoken of. Data only.

Nouns are plurals. `described` is what a reader of appearances is told of each; `bare` is how many there are when the
script counts nobody, 0 when the bare word is no people at all ("shadows fall").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Drawn(StrEnum):
    """How somebody is seen."""

    BODY = "body"
    SILHOUETTE = "silhouette"
    BACKGROUND = "background"  # one of many, behind whom the shot is about


@dataclass(frozen=True)
class Noun:
    """People who are called so."""

    words: str
    described: str
    bare: int = 3
    drawn: Drawn = Drawn.BODY


MANY = 14
"""Figures of a crowd."""

NUMBERS: Mapping[str, int] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 100,
    "a couple": 2, "a couple of": 2, "a pair of": 2, "a trio of": 3, "a few": 3, "some": 3, "several": 4,
    "a handful of": 4, "a small group of": 4, "a group of": 5, "a gang of": 5, "a band of": 5, "a team of": 4,
    "a squad of": 5, "a line of": 6, "a row of": 5, "a circle of": 6, "half a dozen": 6, "a dozen": 12,
    "dozens of": 20, "scores of": 30, "hundreds of": 100, "thousands of": 100, "many": 12, "countless": 100,
    "a crowd of": 20, "a mob of": 20, "an army of": 100, "a sea of": 100, "a throng of": 30, "a horde of": 20,
}  # fmt: skip
"""What stands before a noun and says how many."""

NOUNS: Sequence[Noun] = (
    Noun("shadows|silhouettes|figures|shapes|outlines", "adult", 0, Drawn.SILHOUETTE),
    Noun("guards|sentries|bouncers|watchmen", "security guard"),
    Noun("soldiers|troops|marines|infantrymen|commandos|mercenaries|rebels|gunmen|troopers", "soldier", 5),
    Noun("cops|policemen|police officers|patrolmen|officers|constables|deputies", "police officer", 2),
    Noun("children|kids|schoolchildren|toddlers|orphans|pupils", "child", 4),
    Noun("boys", "boy, child", 3),
    Noun("girls", "girl, child", 3),
    Noun("teenagers|teens|adolescents|students|skaters", "teenager", 4),
    Noun("women|ladies|sisters|bridesmaids", "woman", 3),
    Noun("men|guys|brothers|gentlemen|lads|thugs|goons|henchmen|gangsters|mobsters|bodyguards", "man", 3),
    Noun("nurses", "woman, nurse in scrubs", 2),
    Noun("doctors|surgeons|paramedics|medics|orderlies", "doctor", 2),
    Noun("scientists|technicians|researchers", "scientist", 3),
    Noun("waiters|waitresses|servers", "waiter", 2),
    Noun("monks|friars", "man, monk", 4),
    Noun("nuns", "woman, nun", 4),
    Noun("priests", "priest", 2),
    Noun("knights", "man, knight", 3),
    Noun("sailors|fishermen|deckhands|crewmen", "fisherman", 3),
    Noun("workers|labourers|laborers|miners|builders|mechanics", "worker", 4),
    Noun("farmers|peasants|villagers|townspeople|townsfolk", "farmer", 6),
    Noun("firefighters|firemen", "firefighter", 3),
    Noun("cowboys|ranchers|outlaws", "man, cowboy", 3),
    Noun("astronauts|cosmonauts", "astronaut", 3),
    Noun("prisoners|inmates|convicts", "prisoner", 4),
    Noun("reporters|journalists|photographers|paparazzi", "reporter", 5),
    Noun("detectives|agents|operatives", "adult in a dark suit", 2),
    Noun("old men|elders", "old man, 75", 3),
    Noun("old women|grandmothers", "old woman, 75", 3),
    Noun("parents", "adult", 2),
    Noun("strangers|adults|friends|neighbors|neighbours|hikers|teammates|lawyers|teachers|hostages", "adult", 3),
    Noun("robots|androids|droids", "robot", 4),
    Noun("aliens", "alien", 3),
    Noun("ghosts|spirits", "ghost", 3),
    Noun("zombies", "pale man in torn clothes", 6),
    Noun("dogs|hounds", "dog", 3),
    Noun(
        "crowd|crowds|mob|audience|throng|passersby|passers-by|passers by|pedestrians|onlookers|bystanders|spectators|"
        "commuters|passengers|tourists|partygoers|party guests|guests|wedding guests|mourners|congregation|protesters|"
        "demonstrators|fans|revellers|revelers|clubbers|people|locals|extras",
        "adult", 12, Drawn.BACKGROUND,
    ),
    Noun("customers|patrons|diners|shoppers|regulars|drinkers|employees|office workers|coworkers|colleagues", "adult",
         6, Drawn.BACKGROUND),
    Noun("dancers|couples", "adult", 6, Drawn.BACKGROUND),
)  # fmt: skip

LEADS_IN = frozenset(
    (
        "the these those of by with from or between among past as at for to toward towards behind through into "
        "other more all both many his her their our my your around amid amongst over against near where while when "
        "a an in on off two-way then but like two are is see sees passing"
    ).split()
)
"""Words a bare plural may stand after; after anything else it may be a verb ("she guards the door")."""

MEANS_THE_CAST = frozenset("men women boys girls friends guys brothers sisters parents ladies".split())
"""After `the`, these are the characters who are there anyway, when there are at least two."""

ONLY_SPOKEN_OF = (
    "photo of|photos of|photograph of|photographs of|picture of|pictures of|painting of|paintings of|portrait of|"
    "portraits of|drawing of|statue of|statues of|poster of|posters of|footage of|image of|images of|sound of|"
    "sounds of|voices of|laughter of|noise of|shouts of|memory of|memories of|story of|stories about|hears|heard|hear|"
    "no|without|not|never|like|dreams of|thinks of|waits for|waiting for|looking for|looks for|searching for"
)
"""Nobody is seen when this stands just before."""

IN_THE_DARK = "shadowy|shadowed|silhouetted|in silhouette|faceless|backlit|ghostly outlines|dark figures|hooded figures"
"""Said of people, it leaves only their outline."""

WHERE: Mapping[str, str] = {
    "glass": "behind the glass|behind glass|in the lantern|in the lamp room|behind the window|in the windows",
}
"""Where in a set they stand: the first word of the name of its spots."""
