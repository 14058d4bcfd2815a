"""The offline writer: shootable screenplays of the wished length from any premise, none like the other, all honest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from renderers.screenplay import fountain
from renderers.screenplay.breakdown import break_down
from renderers.screenplay.pages import count_pages
from renderers.writing.brief import Brief, Part
from renderers.writing.outlines import parts_of, read_outline
from renderers.writing.stories.pages import LONGEST_MINUTES, outline, screenplay, unable
from renderers.writing.stories.premise import find

PREMISES = (
    ("A lighthouse keeper has one night to keep the last lamp burning.", "drama"),
    ("A retired baker must win back her recipe from a rival before the spring fair.", "comedy"),
    ("Mara, a young engineer, races to repair her ship with her estranged brother.", "sci-fi"),
    ("When two brothers inherit a hotel, they discover that a ghost wants to be found.", "horror"),
    ("A knight must find the lost crown.", "fantasy"),
    ("love and loss", ""),
    ("", ""),
)


def briefs(minutes: int) -> Iterator[Brief]:
    for premise, genre in PREMISES:
        yield Brief(title="Salt", premise=premise, genre=genre, minutes=minutes)


@pytest.mark.slow
@pytest.mark.parametrize("minutes", range(2, LONGEST_MINUTES + 1))
def test_length_lands_within_a_page_of_the_wish(minutes: int) -> None:
    for seed in range(2):
        for brief in briefs(minutes):
            pages = count_pages(fountain.parse(screenplay(brief, seed)))
            assert abs(pages - minutes) <= 1, (brief.premise, seed, pages)


@pytest.mark.slow
def test_every_story_reads_as_a_screenplay_with_three_people_and_no_loose_end() -> None:
    for seed in range(4):
        for brief in briefs(5):
            text = screenplay(brief, seed)
            script = fountain.parse(text)
            found = break_down(script)
            assert not script.notices
            assert len(found.scenes) >= 5
            assert len([each for each in found.characters if each.lines]) >= 3
            assert not set("{}<>|") & set(text.replace("> FADE OUT.", "")), text


def test_the_words_of_the_premise_are_in_the_story() -> None:
    text = screenplay(next(briefs(4)), 0)
    for said in ("a lighthouse keeper", "keep the last lamp burning", "before morning", "LIGHTHOUSE"):
        assert said in text


def test_other_seeds_and_premises_tell_other_stories() -> None:
    told = {seed: set(screenplay(next(briefs(4)), seed).split("\n\n")) for seed in range(8)}
    alike = [len(one & other) / len(one) for one, other in combinations(told.values(), 2)]
    assert sum(alike) / len(alike) < 0.45
    assert len({frozenset(each) for each in told.values()}) == 8


def test_the_same_seed_tells_the_same_story() -> None:
    brief = next(briefs(4))
    assert screenplay(brief, 3) == screenplay(brief, 3)


def test_people_of_the_workspace_are_cast_first() -> None:
    cast = (Part(name="Ines", description="40s, a welder with one glove"), Part(name="Tom"))
    text = screenplay(Brief(title="Salt", premise="A cook must find a letter.", cast=cast), 0)
    assert "INES, 40s, a welder with one glove" in text
    assert "\nTOM\n" in text


def test_an_outline_that_a_person_edited_is_kept_to() -> None:
    brief = next(briefs(4))
    scenes = read_outline(outline(brief, 2))
    kept = [scenes[0], scenes[-1]]
    edited = "\n\n".join(f"{each.heading.replace('DUSK', 'NOON')}\n\n= {each.synopsis}" for each in kept)
    edited += "\n\nEXT. BEACH - DAY\n\nA dog runs into the sea."
    told = break_down(fountain.parse(screenplay(brief, 2, edited))).scenes
    assert [scene.heading.text for scene in told] == [
        kept[0].heading.replace("DUSK", "NOON"),
        kept[1].heading,
        "EXT. BEACH - DAY",
    ]
    assert any("A dog runs" in element.text for element in told[2].elements)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"language": "de"}, "English only"), ({"minutes": 90}, "7 minutes at most"), ({"minutes": 1}, "needs 2 minutes")],
)
def test_what_it_cannot_write_is_said(fields: dict[str, object], said: str) -> None:
    assert said in unable(Brief.model_validate({"title": "Salt"} | fields))


@pytest.mark.parametrize(
    ("premise", "role", "goal", "when", "second"),
    [
        (PREMISES[0][0], "lighthouse keeper", "keep the last lamp burning", "before morning", ("", "")),
        (PREMISES[1][0], "retired baker", "win back her recipe", "before the spring fair", ("rival", "against")),
        (PREMISES[2][0], "young engineer", "repair her ship", "", ("brother", "close")),
        ("nothing at all", "", "", "", ("", "")),
    ],
)
def test_a_premise_is_taken_apart_by_its_words(
    premise: str, role: str, goal: str, when: str, second: tuple[str, str]
) -> None:
    found = find(premise)
    assert (found.role, found.goal, found.when, found.second) == (role, goal, when, second)


def test_long_outlines_are_written_in_parts_of_a_few_pages() -> None:
    scenes = read_outline("\n\n".join(f"INT. ROOM {at} - DAY\n\n= It turns." for at in range(30)))
    parts = parts_of(scenes, minutes=60, most_pages=4)
    assert [len(part) for part in parts] == [2] * 15
    assert [at for part in parts for at in part] == list(range(30))
