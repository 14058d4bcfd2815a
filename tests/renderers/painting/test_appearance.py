"""Who somebody is to the eye, read from the script."""

from __future__ import annotations

import itertools

import pytest

from renderers.painting.people.appearance import (
    Accessory,
    Appearance,
    Being,
    Build,
    Face,
    FacialHair,
    Gender,
    Glasses,
    Hair,
    Headwear,
    Mark,
    Outfit,
)
from renderers.painting.people.contrast import APART, contrasted, unlike
from renderers.painting.people.gallery import CAST, cast
from renderers.painting.people.looks import look_of, worn
from renderers.painting.people.reading import read_appearance
from renderers.painting.terms import Era


def test_the_same_words_give_the_same_person_on_every_machine() -> None:
    mara = read_appearance(name="MARA", description="60s, grey braid, oilskin coat", seed=7)
    assert mara == read_appearance(name="mara ", description="60s, grey braid, oilskin coat", seed=7)
    assert (mara.face.jaw, mara.skin, mara.eyes) == (26, "#96603c", "#3f2a1c")


def test_another_seed_draws_other_lots_and_keeps_what_is_said() -> None:
    people = [read_appearance(name="MARA", description="60s, grey braid", seed=seed) for seed in range(12)]
    assert len({person.main for person in people}) > 3
    assert {person.hair for person in people} == {Hair.BRAID}


@pytest.mark.parametrize(
    "said", ["grey braid", "glasses", "blue eyes", "tall", "a red dress", "freckled", "heavyset", "pale"]
)
def test_stating_one_thing_never_reshuffles_the_rest(said: str) -> None:
    plain = read_appearance(name="NOVA", description="woman, 40").model_dump()
    told = read_appearance(name="NOVA", description=f"woman, 40, {said}").model_dump()
    changed = {field for field in plain if plain[field] != told[field]} - {"said", "marks"}
    assert changed <= set(told["said"]) | {"headwear"}


def test_every_free_field_is_drawn_for_itself() -> None:
    people = [read_appearance(name=f"PERSON {i}") for i in range(80)]
    rows = [tuple(getattr(person, field) for person in people) for field in ("main", "second", "accent")]
    rows += [tuple(getattr(person.face, field) for person in people) for field in Face.model_fields if field != "shape"]
    assert len(set(rows)) == len(rows)
    assert all(len(set(row)) > 8 for row in rows)


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("MARA", "60s, grey braid, oilskin coat", {"years": 64, "hair": Hair.BRAID, "outfit": Outfit.OILSKIN}),
        ("MARA", "60s, grey braid", {"hair_colour": "#9a9693", "gender": Gender.WOMAN}),
        ("OLD TOM", "", {"years": 72, "gender": Gender.MAN}),
        ("DOCTOR HALE", "woman, mid-40s", {"years": 45, "outfit": Outfit.LAB_COAT, "gender": Gender.WOMAN}),
        ("X", "a man in his sixties", {"years": 65, "gender": Gender.MAN}),
        ("X", "girl, 7-year-old", {"years": 7, "gender": Gender.WOMAN}),
        ("X", "8 months old", {"years": 0}),
        ("X", "late twenties", {"years": 28}),
        ("X", "1940s detective", {"outfit": Outfit.TRENCH}),
        ("BOY #2", "", {"years": 10, "gender": Gender.MAN}),
        ("KEIKO", "Japanese, 30, black hair, red dress", {"hair_colour": "#1a1517", "main": "#a83230"}),
        ("LENA", "pink hair, black hoodie", {"hair_colour": "#d86a9a", "main": "#232127", "outfit": Outfit.HOODIE}),
        ("X", "long, curly, red hair", {"hair_colour": "#b04a20", "hair": Hair.CURLY}),
        ("X", "a brunette", {"hair_colour": "#33221a"}),
        ("X", "his hair is white", {"hair_colour": "#e6e2db"}),
        ("X", "no beard, without glasses", {"glasses": Glasses.NONE}),
        ("DET. RUIZ", "moustache, overweight", {"facial_hair": FacialHair.MOUSTACHE, "build": Build.HEAVY}),
        ("DET. RUIZ", "moustache", {"gender": Gender.MAN}),
        ("OFFICER DUNN", "", {"outfit": Outfit.UNIFORM, "headwear": Headwear.PEAKED}),
        ("X", "Black woman, 30", {"skin": "#74462c"}),
        ("X", "woman in a black coat", {"outfit": Outfit.COAT, "main": "#232127"}),
        ("X", "scarred, with a locket and headphones", {"marks": (Mark.SCAR,)}),
        ("X", "locket, headphones", {"accessories": (Accessory.NECKLACE, Accessory.HEADPHONES)}),
        ("DOG", "", {"being": Being.DOG}),
        ("ROBOT 7", "", {"being": Being.ROBOT, "hair": Hair.BALD, "outfit": Outfit.ARMOUR}),
        ("HAL", "the ship's computer", {"being": Being.MACHINE}),
        ("VOICE", "", {"being": Being.MACHINE}),
        ("THE ALIEN", "", {"being": Being.ALIEN}),
        ("GHOST OF ANNA", "", {"being": Being.GHOST, "gender": Gender.WOMAN}),
        ("", "", {"being": Being.HUMAN}),
        ("🚀 ∑", "🙂 " * 400, {"being": Being.HUMAN}),
    ],
)
def test_descriptions_are_read(name: str, description: str, expected: dict[str, object]) -> None:
    person = read_appearance(name=name, description=description)
    assert {field: getattr(person, field) for field in expected} == expected


def test_the_era_dresses_whom_nobody_described() -> None:
    knights = {read_appearance(name=f"PERSON {i}", era=Era.MEDIEVAL).outfit for i in range(20)}
    assert knights <= {Outfit.CLOAK, Outfit.ROBE}


def test_an_appearance_survives_json() -> None:
    mara = read_appearance(name="MARA", description="60s, grey braid")
    assert Appearance.model_validate_json(mara.model_dump_json()) == mara


# --- contrast ------------------------------------------------------------------------------------------------------


def test_forty_undescribed_characters_are_told_apart() -> None:
    looks = contrasted({f"CHARACTER {i}": read_appearance(name=f"CHARACTER {i}") for i in range(40)})
    nearest = min(unlike(a, b) for a, b in itertools.combinations(looks.values(), 2))
    assert nearest >= APART


def test_twenty_men_of_one_trade_are_told_apart_in_their_uniform() -> None:
    people = {str(i): read_appearance(name=f"SOLDIER {i}", description="man, soldier") for i in range(20)}
    looks = contrasted(people)
    assert {look.outfit for look in looks.values()} == {Outfit.FATIGUES}
    assert min(unlike(a, b) for a, b in itertools.combinations(looks.values(), 2)) > 1.5


def test_contrast_never_touches_what_the_script_says() -> None:
    twins = {name: read_appearance(name="ANNA", description="30, long red hair, blue dress") for name in "ab"}
    apart = contrasted(twins)
    assert apart["a"].model_dump() == twins["a"].model_copy(update={"said": ()}).model_dump()
    assert (apart["b"].hair, apart["b"].hair_colour, apart["b"].main) == (Hair.LONG, "#b04a20", "#34598f")
    assert unlike(apart["a"], apart["b"]) > 0.5


def test_who_joins_the_cast_changes_nobody_before() -> None:
    few = {str(i): read_appearance(name=f"N{i}") for i in range(8)}
    more = few | {str(i): read_appearance(name=f"N{i}") for i in range(8, 20)}
    assert contrasted(few) == {key: look for key, look in contrasted(more).items() if key in few}


def test_the_gallery_has_a_varied_cast() -> None:
    looks = cast()
    assert len(looks) == len(CAST) >= 24
    assert len({look.hair for look in looks.values()}) >= 10
    assert len({look.outfit for look in looks.values()}) >= 14
    assert len({look.skin for look in looks.values()}) >= 7


# --- looks ---------------------------------------------------------------------------------------------------------

MARA = read_appearance(name="MARA", description="60s, grey braid, oilskin coat, beanie")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "Mara enters, soaked. She wears a red dress.",
            {"marks": (Mark.SOAKED,), "outfit": Outfit.DRESS, "main": "#a83230"},
        ),
        ("MARA is in a hospital gown.", {"outfit": Outfit.HOSPITAL_GOWN}),
        ("Mara, in uniform, bandaged, runs.", {"outfit": Outfit.UNIFORM, "marks": (Mark.BANDAGE,)}),
        ("Tom is in a hospital gown. Mara laughs.", {}),
        ("Mara picks up a coat.", {}),
        ("Mara takes off her hat.", {"headwear": Headwear.NONE}),
        ("Mara pulls off her coat.", {"outfit": Outfit.SHIRT}),
        ("Mara puts on sunglasses.", {"glasses": Glasses.DARK}),
        ("They are both drenched. Mara shivers.", {"marks": (Mark.SOAKED,)}),
        ("Samara is drenched.", {}),
        ("", {}),
    ],
)
def test_a_scene_changes_only_what_it_says_of_its_character(text: str, changes: dict[str, object]) -> None:
    look = look_of(MARA, text, name="Mara")
    got = {field: value for field, value in look if value != getattr(MARA, field)}
    assert {field: got.get(field) for field in changes} == changes
    assert set(got) <= set(changes) | {"main"}


@pytest.mark.parametrize(
    ("description", "changes"),
    [
        ("white wedding dress, hair in a bun", {"outfit": Outfit.GOWN, "main": "#ebe8e2", "hair": Hair.BUN}),
        ("dressed as a nurse", {"outfit": Outfit.SCRUBS, "main": "#5aa39c"}),
        ("black tuxedo and a fedora", {"outfit": Outfit.TUXEDO, "headwear": Headwear.FEDORA}),
        ("black eye, split lip, bandaged", {"marks": (Mark.BANDAGE, Mark.BRUISE)}),
        ("dyed pink hair, cut in a bob", {"hair": Hair.BOB, "hair_colour": "#d86a9a"}),
    ],
)
def test_a_look_changes_clothes_hair_and_marks_and_never_the_person(
    description: str, changes: dict[str, object]
) -> None:
    look = worn(MARA, description)
    got = {field: value for field, value in look if value != getattr(MARA, field)}
    assert {field: got.get(field) for field in changes} == changes
    assert set(got) <= {"outfit", "main", "second", "hair", "hair_colour", "headwear", "accessories", "marks"}


def test_another_outfit_leaves_the_hat_at_home_and_another_hair_leaves_it_on() -> None:
    assert MARA.headwear is Headwear.BEANIE
    assert worn(MARA, "a red dress").headwear is Headwear.NONE
    assert worn(MARA, "hair in a bun").headwear is Headwear.BEANIE


@pytest.mark.parametrize("said", ["man, 28, Japanese", "woman, 30, Korean", "man, 25, Nigerian", "woman, 33, Indian"])
def test_hair_goes_with_where_somebody_is_from(said: str) -> None:
    """Nobody is blond whose people are not, unless the script says so; neither when they are told apart."""
    cast = {f"P{seed}": read_appearance(name=f"P{seed}", description=said, seed=seed) for seed in range(8)}
    dark = {look.hair_colour for look in (*cast.values(), *contrasted(cast).values())}
    assert dark <= {"#1c1614", "#2e1e17"}
    assert read_appearance(name="P", description=f"{said}, blonde hair", seed=1).hair_colour == "#d9b566"
