"""The words of clothes and trades, and what they mean for the eye. Data only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from renderers.painting.people.appearance import Headwear, Outfit

OUTFITS: Sequence[tuple[str, Outfit]] = (
    ("hospital gown|patient's gown", Outfit.HOSPITAL_GOWN),
    ("bathrobe|dressing gown|dressing-gown|towel", Outfit.BATHROBE),
    ("oilskin|oilskins|oilskin coat|raincoat|rain coat|slicker|sou'wester|mackintosh|rain jacket", Outfit.OILSKIN),
    ("trench coat|trenchcoat|trench-coat", Outfit.TRENCH),
    ("lab coat|labcoat|white coat", Outfit.LAB_COAT),
    ("leather jacket|biker jacket|leathers", Outfit.LEATHER),
    ("denim jacket|jean jacket", Outfit.DENIM),
    ("bomber|bomber jacket|flight jacket|pilot jacket|tracksuit", Outfit.BOMBER),
    ("parka|anorak|down jacket|puffer|ski jacket|winter coat", Outfit.PARKA),
    ("spacesuit|space suit|pressure suit", Outfit.SPACESUIT),
    ("boiler suit|jumpsuit|flight suit|coveralls|prison uniform|orange jumpsuit|wetsuit", Outfit.JUMPSUIT),
    ("tuxedo|dinner jacket|black tie|tux|tails", Outfit.TUXEDO),
    ("waistcoat|vest", Outfit.WAISTCOAT),
    ("blazer|sport coat|sports jacket|tweed|tweed jacket", Outfit.BLAZER),
    ("suit|suited|pinstripe|business suit|pantsuit", Outfit.SUIT),
    ("overalls|dungarees", Outfit.OVERALLS),
    ("hoodie|hooded sweatshirt|sweatshirt", Outfit.HOODIE),
    ("turtleneck|turtle neck|polo neck|polo-neck|roll-neck", Outfit.TURTLENECK),
    ("cardigan", Outfit.CARDIGAN),
    ("sweater|jumper|pullover|jersey", Outfit.SWEATER),
    ("flannel|plaid|plaid shirt|flannel shirt|lumberjack shirt|checked shirt|checkered shirt", Outfit.PLAID),
    ("t-shirt|tee shirt|tee|tshirt", Outfit.TEE),
    ("tank top|tank-top|singlet|undershirt|camisole|swimsuit|bikini|bare-chested|leotard", Outfit.TANK),
    ("fatigues|camouflage|combats|combat gear|body armour|tactical gear", Outfit.FATIGUES),
    ("scrubs", Outfit.SCRUBS),
    ("apron", Outfit.APRON),
    ("cassock|clerical collar|dog collar|habit|soutane", Outfit.CASSOCK),
    ("armour|armor|chainmail|chain mail|breastplate", Outfit.ARMOUR),
    ("cloak|cape|cloaked", Outfit.CLOAK),
    ("pyjamas|pajamas|nightshirt", Outfit.PYJAMAS),
    ("evening gown|ball gown|ballgown|gown|wedding dress|bridal", Outfit.GOWN),
    ("dress|sundress|frock|skirt|nightgown|nightdress|sari|kimono", Outfit.DRESS),
    ("robe|robes|tunic|toga|kaftan", Outfit.ROBE),
    ("uniform|uniformed", Outfit.UNIFORM),
    ("blouse", Outfit.BLOUSE),
    ("overcoat|coat|greatcoat|peacoat|duffel coat|duster", Outfit.COAT),
    ("jacket", Outfit.BLAZER),
    ("shirt|shirtsleeves|shirt sleeves", Outfit.SHIRT),
)


class Trade(NamedTuple):
    """What a trade wears; an empty colour leaves it to the person."""

    outfit: Outfit
    colour: str = ""
    headwear: Headwear = Headwear.NONE
    second: str = ""


TRADES: Sequence[tuple[str, Trade]] = (
    ("astronaut|cosmonaut|spaceman", Trade(Outfit.SPACESUIT, "#e8e6e1", second="#c4462e")),
    (
        "police officer|policeman|policewoman|cop|constable|sheriff|deputy|patrolman|patrol officer|officer",
        Trade(Outfit.UNIFORM, "#26344f", Headwear.PEAKED),
    ),
    ("security guard|guard|bouncer", Trade(Outfit.UNIFORM, "#30343c", Headwear.CAP)),
    ("detective|private eye|inspector|investigator", Trade(Outfit.TRENCH, "#a08a62", second="#e6e0d4")),
    ("general|admiral|colonel|commander|captain|lieutenant|major", Trade(Outfit.UNIFORM, "#2c3a45", Headwear.PEAKED)),
    (
        "soldier|marine|sergeant|private|corporal|mercenary|guerrilla|commando",
        Trade(Outfit.FATIGUES, "#5e6647", Headwear.HELMET),
    ),
    ("surgeon|nurse|paramedic|midwife|medic", Trade(Outfit.SCRUBS, "#5aa39c")),
    (
        "doctor|scientist|physician|professor of physics|chemist|lab technician|researcher|pharmacist|vet",
        Trade(Outfit.LAB_COAT, "#eeeeea"),
    ),
    ("judge", Trade(Outfit.ROBE, "#1f1d22", second="#e8e4da")),
    (
        (
            "lawyer|attorney|barrister|banker|businessman|businesswoman|executive|politician|senator|"
            "president|agent|ceo|minister|ambassador|salesman|producer"
        ),
        Trade(Outfit.SUIT),
    ),
    ("priest|vicar|pastor|bishop|reverend|monsignor", Trade(Outfit.CASSOCK, "#1d1b20")),
    ("nun|sister of mercy", Trade(Outfit.CASSOCK, "#1f1f26", Headwear.HEADSCARF, "#f0ede6")),
    ("monk|friar|hermit", Trade(Outfit.ROBE, "#6b4a2c")),
    ("chef|cook|baker", Trade(Outfit.APRON, "#e9e6e0", Headwear.TOQUE, "#f4f2ec")),
    ("waiter|waitress|butler|bartender|barman|barmaid|barkeep|croupier|sommelier", Trade(Outfit.WAISTCOAT, "#26242b")),
    ("farmer|farmhand|rancher|gardener", Trade(Outfit.OVERALLS, "#9a4a34", Headwear.STRAW)),
    (
        "mechanic|plumber|worker|builder|miner|electrician|engineer|labourer|janitor|cleaner",
        Trade(Outfit.OVERALLS, "#7d8a93", Headwear.CAP),
    ),
    ("firefighter|fireman", Trade(Outfit.OILSKIN, "#3a3328", Headwear.HELMET, "#e2b030")),
    ("fisherman|lighthouse keeper|lobsterman|trawlerman", Trade(Outfit.OILSKIN, "#d9a21f", Headwear.BEANIE)),
    ("sailor|mariner|seaman|bosun|first mate", Trade(Outfit.SWEATER, "#26344f", Headwear.BEANIE, "#e6e2d8")),
    ("pilot|aviator|driver|cabbie|taxi driver|trucker", Trade(Outfit.BOMBER, "#5a4632", Headwear.CAP)),
    ("cowboy|cowgirl|gunslinger|outlaw", Trade(Outfit.PLAID, "#8a4a34", Headwear.COWBOY)),
    ("knight|warrior|paladin|crusader", Trade(Outfit.ARMOUR, "#8f979f")),
    ("king|emperor|sultan|pharaoh", Trade(Outfit.ROBE, "#7a1f2e", Headwear.CROWN, "#d8b45a")),
    ("queen|empress|princess", Trade(Outfit.GOWN, "#6a2a5c", Headwear.CROWN)),
    ("prince", Trade(Outfit.CLOAK, "#2f3f78", Headwear.CROWN)),
    ("wizard|sorcerer|witch|mage|druid", Trade(Outfit.ROBE, "#3a3566", Headwear.WIZARD, "#c4a04a")),
    ("pirate|buccaneer", Trade(Outfit.COAT, "#5c1f28", Headwear.BANDANA, "#e6ddc8")),
    ("ranger|hunter|scout|thief|assassin|rogue|elf", Trade(Outfit.CLOAK, "#3f4a34")),
    ("bride", Trade(Outfit.GOWN, "#f2eee6")),
    ("groom", Trade(Outfit.TUXEDO, "#1d1c22")),
    ("prisoner|inmate|convict", Trade(Outfit.JUMPSUIT, "#d9762a")),
    ("patient", Trade(Outfit.HOSPITAL_GOWN, "#a9c6cf")),
    ("student|teenager|skater|hacker|programmer|coder|rapper", Trade(Outfit.HOODIE)),
    ("teacher|librarian|academic|professor|writer|historian", Trade(Outfit.CARDIGAN)),
    ("boxer|wrestler|dancer|ballerina|gymnast|swimmer|athlete|runner", Trade(Outfit.TANK)),
    ("biker|punk|rocker|drummer|guitarist|rock star", Trade(Outfit.LEATHER, "#24222a")),
    ("lumberjack|logger|carpenter|trapper", Trade(Outfit.PLAID, "#9a3a30", Headwear.BEANIE)),
    ("beggar|tramp|homeless|vagrant|drifter|hobo", Trade(Outfit.COAT, "#5c5444", Headwear.BEANIE)),
    ("secretary|receptionist|clerk|accountant|journalist|reporter", Trade(Outfit.BLOUSE)),
)
