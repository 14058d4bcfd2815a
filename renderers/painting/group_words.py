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
    """People who are called so, or animals, of which `single` ones are seen too.

    `lone` is what one of the people is called when a sentence begins with him or her: "A waiter brings the bill".
    """

    words: str
    described: str
    bare: int = 3
    drawn: Drawn = Drawn.BODY
    single: str = ""
    lone: str = ""


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
    Noun("guards|sentries|bouncers|watchmen", "security guard", lone="guard|sentry|bouncer|security guard|watchman"),
    Noun("soldiers|troops|marines|infantrymen|commandos|mercenaries|rebels|gunmen|troopers", "soldier", 5,
         lone="soldier|marine|gunman|trooper|mercenary"),
    Noun("cops|policemen|police officers|patrolmen|officers|constables|deputies", "police officer", 2,
         lone="cop|policeman|policewoman|police officer|officer|constable"),
    Noun("children|kids|schoolchildren|toddlers|orphans|pupils", "child", 4, lone="child|kid|toddler"),
    Noun("boys", "boy, child", 3, lone="boy"),
    Noun("girls", "girl, child", 3, lone="girl"),
    Noun("teenagers|teens|adolescents|students|skaters", "teenager", 4, lone="teenager|teen|student"),
    Noun("women|ladies|sisters|bridesmaids", "woman", 3, lone="woman|lady"),
    Noun("men|guys|brothers|gentlemen|lads|thugs|goons|henchmen|gangsters|mobsters|bodyguards", "man", 3,
         lone="man|guy|gentleman|thug"),
    Noun("nurses", "woman, nurse in scrubs", 2, lone="nurse"),
    Noun("doctors|surgeons|paramedics|medics|orderlies", "doctor", 2, lone="doctor|surgeon|paramedic"),
    Noun("scientists|technicians|researchers", "scientist", 3),
    Noun("waiters|waitresses|servers", "waiter", 2, lone="waiter|waitress|server|bartender|barman|barmaid"),
    Noun("monks|friars", "man, monk", 4, lone="monk"),
    Noun("nuns", "woman, nun", 4, lone="nun"),
    Noun("priests", "priest", 2, lone="priest"),
    Noun("knights", "man, knight", 3, lone="knight"),
    Noun("sailors|fishermen|deckhands|crewmen", "fisherman", 3, lone="fisherman|sailor"),
    Noun("workers|labourers|laborers|miners|builders|mechanics", "worker", 4, lone="worker|mechanic|miner|builder"),
    Noun("farmers|peasants|villagers|townspeople|townsfolk", "farmer", 6, lone="farmer|villager"),
    Noun("firefighters|firemen", "firefighter", 3, lone="firefighter|fireman"),
    Noun("cowboys|ranchers|outlaws", "man, cowboy", 3, lone="cowboy"),
    Noun("astronauts|cosmonauts", "astronaut", 3, lone="astronaut"),
    Noun("prisoners|inmates|convicts", "prisoner", 4),
    Noun("reporters|journalists|photographers|paparazzi", "reporter", 5, lone="reporter|photographer|journalist"),
    Noun("detectives|agents|operatives", "adult in a dark suit", 2),
    Noun("old men|elders", "old man, 75", 3, lone="old man"),
    Noun("old women|grandmothers", "old woman, 75", 3, lone="old woman|old lady"),
    Noun("parents", "adult", 2),
    Noun("strangers|adults|friends|neighbors|neighbours|hikers|teammates|lawyers|teachers|hostages", "adult", 3),
    Noun("robots|androids|droids", "robot", 4, lone="robot|android"),
    Noun("aliens", "alien", 3, lone="alien"),
    Noun("ghosts|spirits", "ghost", 3, lone="ghost"),
    Noun("zombies", "pale man in torn clothes", 6),
    Noun("dogs|hounds|puppies|wolves|foxes|sheepdogs", "dog", 3,
         single="dog|puppy|hound|terrier|labrador|wolf|fox|collie|sheepdog|spaniel|poodle|retriever|greyhound|mutt"),
    Noun("cats|kittens", "cat", 2, single="cat|kitten|tomcat"),
    Noun("horses|ponies|mares|stallions|donkeys|mules", "horse", 3, single="horse|mare|stallion|pony|donkey|mule"),
    Noun("crows|ravens|owls|eagles|seagulls|gulls|pigeons|parrots|hens|chickens|ducks|doves|sparrows|penguins|birds",
         "bird", 0,
         single="crow|raven|owl|eagle|seagull|gull|pigeon|parrot|hen|rooster|duck|dove|sparrow|robin|penguin|bird"),
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

ONE = "a|an|the|his|her|their|my|our|your|its|one|another|this|that"
"""What stands before one animal, perhaps with an adjective between."""

GOES_ON = (
    "food|collar|collars|house|tag|tags|bowl|bed|leash|hair|box|cage|trailer|cart|carriage|race|track|flap|basket|"
    "poster|mask|costume|suit|burglar|nest|feeder|song|call|bath|tape|fight|walker|owner|person|lover|shit|manure"
)
"""After an animal's name these make something else of it."""

OUT_OF_REACH = (
    "circle|circles|circling|fly|flies|flying|flew|soar|soars|soaring|wheel|wheels|wheeling|glide|glides|overhead|"
    "in the sky|across the sky|above|sings|sing|singing|chirp|chirps|chirping|in the trees|in the distance|far off|"
    "somewhere|off screen|offscreen|unseen|outside the window"
)
"""Animals of a sentence that says so are heard, or too far away to stand on the ground."""

MEANS_THE_CAST = frozenset("men women boys girls friends guys brothers sisters parents ladies".split())
"""After `the`, these are the characters who are there anyway, when there are at least two."""

ONLY_SPOKEN_OF = (
    "us in the|photo of|photos of|"
    "photograph of|photographs of|picture of|pictures of|painting of|paintings of|portrait of|"
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
