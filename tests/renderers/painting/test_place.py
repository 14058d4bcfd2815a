"""Places read from headings: the same words give the same place, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.painting.place import continued, read_place
from renderers.painting.sets import set_designs
from renderers.painting.terms import Era, Mood, Season, Time, Weather
from renderers.spec import Setting


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("INT. KITCHEN - NIGHT", "kitchen"),
        ("INT. RESTAURANT KITCHEN - NIGHT", "kitchen"),
        ("INT. SAN FRANCISCO APARTMENT, DAY", "living_room"),
        ("INT. TRAILER HOME - DAY", "living_room"),
        ("INT. PALACE HOTEL RM 412, SAME", "bedroom"),
        ("INT. HALLWAY, SCOTT'S APARTMENT BUILDING, A MOMENT LATER", "corridor"),
        ("INT. HOSPITAL CORRIDOR - NIGHT", "corridor"),
        ("INT. NIGHTCLUB BATHROOM", "bathroom"),
        ("INT. POLICE STATION - DAY", "office"),
        ("EXT. TRAIN STATION - NIGHT", "station"),
        ("EXT. GAS STATION - DUSK", "street"),
        ("INT. SPACE STATION - CORRIDOR", "starship_corridor"),
        ("INT. SPACESHIP - COCKPIT", "starship_bridge"),
        ("EXT. MARS - DAY", "alien_world"),
        ("INT. SCHOOL BUS - DAY", "cabin_seats"),
        ("EXT. SCHOOL - DAY", "house"),
        ("INT. SCHOOL - DAY", "classroom"),
        ("EXT. CHURCH - DAY", "graveyard"),
        ("INT. CHURCH - DAY", "church"),
        ("INT. LIGHTHOUSE, LAMP ROOM - DUSK", "lamp_room"),
        ("EXT. LIGHTHOUSE - NIGHT", "lighthouse"),
        ("EXT. CLIFF PATH - NIGHT", "cliff"),
        ("EXT. HEADLAND - DAY", "cliff"),
        ("EXT. MOUNTAIN RIDGE - DAY", "mountain"),
        ("EXT. BRICK'S PATIO - DAY", "patio"),
        ("EXT. BACKYARD - DAY", "patio"),
        ("EXT. POOL - NIGHT", "pool"),
        ("EXT. FRONT PORCH - DAY", "house"),
        ("BACK IN THE APARTMENT", "living_room"),
        ("BACK AT THE APARTMENT", "living_room"),
        ("INSIDE THE HOUSE - NIGHT", "living_room"),
        ("OUTSIDE THE APARTMENT", "house"),
        ("IN THE FOREST", "forest"),
        ("EXT. PALACE GARDENS - DAY", "park"),
        ("EXT. WOODEN SHACK - DAY", "house"),
        ("INT. CASTLE - GREAT HALL", "hall"),
        ("EXT. CASTLE", "castle"),
        ("INT. VW GTI, NORTHBOUND ON THE GOLDEN GATE BRIDGE, MINUTES LATER", "car"),
        ("EXT. GOLDEN GATE BRIDGE", "bridge"),
        ("INT./EXT. CAR - NIGHT", "car"),
        ("EXT. SHIP'S DECK - STORM", "sea"),
        ("INT. SHIP - NIGHT", "cabin"),
        ("EXT. HARBOR - FOG - DAWN", "harbour"),
        ("INT. CUISINE - NUIT", "kitchen"),
        ("EXT. WALD - NACHT", "forest"),
        ("EXT. PLAYA - NOCHE", "beach"),
        ("INT. КУХНЯ - НОЧЬ", "kitchen"),
        ("INT. 台所 - 夜", "kitchen"),
        ("EXT. 公園 - 朝", "park"),
        ("EXT. LONDON - 1888 - NIGHT", "street"),
        ("INT. LIGHTHOUSE, STAIRS - CONTINUOUS", "stairs"),
        ("IN THE CAR PARK", "car_park"),
        ("INT. PARKING GARAGE - NIGHT", "car_park"),
        ("HOTEL - ROOFTOP POOL", "pool"),
        ("INT. SPACESHIP - BRIDGE", "starship_bridge"),
        ("INT. COCKPIT - DAY", "cockpit"),
        ("INT. HOUSE/KITCHEN - DAY", "kitchen"),
        ("EXT. TRAIN STATION PLATFORM - DAY", "station"),
        ("INT. GRANDMA'S ATTIC - DAY", "attic"),
        ("EXT. UNDERWATER - DAY", "underwater"),
        ("EXT. BATTLEFIELD - DAY", "battlefield"),
        ("INT. SCHOOL GYM - DAY", "gym"),
        ("INT. OFFICE BUILDING - LIFT - DAY", "lift"),
        ("INT. SUBWAY CAR - NIGHT", "train"),
        ("INT. TRAIN - NIGHT", "compartment"),
        ("INT. RESTAURANT - NIGHT", "restaurant"),
        ("INT. DINING ROOM - NIGHT", "dining_room"),
        ("INT. STAIRWELL - NIGHT", "stairs"),
        ("EXT. BALCONY - NIGHT", "rooftop"),
        ("INT. SUPERMARKET - DAY", "supermarket"),
        ("INT. POLICE STATION - INTERROGATION ROOM - NIGHT", "interrogation"),
        ("INT. SCHOOL - HALLWAY - DAY", "corridor"),
        ("INT. HOTEL ROOM - BATHROOM - NIGHT", "bathroom"),
        ("INT. DINER - KITCHEN - NIGHT", "kitchen"),
        ("INT. CASTLE - DUNGEON - NIGHT", "prison"),
        ("EXT. MOTEL - PARKING LOT - NIGHT", "car_park"),
        ("INT. THE WHITE HOUSE - OVAL OFFICE - DAY", "office"),
        ("INT. SOUTHERN EXPOSURE GALLERY, SOUTH OF MARKET", "gallery"),
        ("EXT. ROWBOAT - DAY", "small_boat"),
        ("INT. THE ORACLE BEYOND TIME", "abstract"),
    ],
)
def test_the_words_of_a_heading_choose_the_set(heading: str, kind: str) -> None:
    assert read_place(heading).kind == kind


@pytest.mark.parametrize(
    ("heading", "time", "said"),
    [
        ("INT. BAR - NIGHT", Time.NIGHT, True),
        ("INT. BAR - 2:30 A.M.", Time.NIGHT, True),
        ("INT. BAR - 8:15 PM", Time.EVENING, True),
        ("EXT. ROAD - MAGIC HOUR", Time.DUSK, True),
        ("EXT. ROAD - FIRST LIGHT", Time.DAWN, True),
        ("EXT. SAN FRANCISCO BUSINESS DISTRICT, LATER THAT MORNING", Time.MORNING, True),
        ("INT. BAR - CONTINUOUS", Time.DAY, False),
        ("INT. SCOTT'S APARTMENT, TWO DAYS LATER", Time.DAY, False),
        ("EXT. RUE - AUBE", Time.DAWN, True),
        ("EXT. 街 - 夜", Time.NIGHT, True),
    ],
)
def test_the_hour_is_read_and_whether_it_was_said(heading: str, time: Time, said: bool) -> None:
    place = read_place(heading)
    assert (place.time, place.time_said) == (time, said)


def test_an_hour_left_open_is_that_of_the_scene_before() -> None:
    before = read_place("INT. BAR - NIGHT")
    assert continued(read_place("INT. BAR - CONTINUOUS"), before).time is Time.NIGHT
    assert continued(read_place("INT. BAR - DAY"), before).time is Time.DAY
    assert continued(read_place("INT. BAR - LATER"), None).time is Time.DAY


@pytest.mark.parametrize(
    ("heading", "action", "weather"),
    [
        ("EXT. TOKYO STREET - RAIN - NIGHT", "", Weather.RAIN),
        ("EXT. FIELD - DAY", "Snow falls on the fence.", Weather.SNOW),
        ("EXT. PIER - DAY", "A thunderstorm breaks.", Weather.STORM),
        ("EXT. MOOR - FOGGY MORNING", "", Weather.FOG),
        ("INT. TRAIN - DAY", "He waits in training clothes.", Weather.CLEAR),
    ],
)
def test_weather_comes_from_the_heading_or_the_action(heading: str, action: str, weather: Weather) -> None:
    assert read_place(heading, action_text=action).weather is weather


@pytest.mark.parametrize(
    ("heading", "era"),
    [
        ("EXT. LONDON STREET - 1888", Era.VICTORIAN),
        ("INT. SPEAKEASY - 1926 - NIGHT", Era.TWENTIES),
        ("INT. DINER - 1957", Era.FIFTIES),
        ("INT. CASTLE - NIGHT", Era.MEDIEVAL),
        ("INT. STARSHIP - BRIDGE", Era.FUTURE),
        ("INT. SALOON - DAY", Era.VICTORIAN),
        ("INT. OFFICE - DAY", Era.MODERN),
    ],
)
def test_the_age_is_named_or_implied(heading: str, era: Era) -> None:
    assert read_place(heading).era is era


def test_a_sweater_and_a_boy_who_runs_make_no_kitchen_tense() -> None:
    said = "Sunlight. Leo, a boy in a striped sweater, laughs. Dad kisses her and runs out. Everybody laughs."
    assert read_place("INT. KITCHEN - DAY", action_text=said).mood is Mood.JOYFUL
    assert read_place("INT. HALL", action_text="They smile and laugh. A gun. A knife.").mood is Mood.NEUTRAL


def test_season_and_mood_are_read() -> None:
    assert read_place("EXT. PARK - AUTUMN DAY").season is Season.AUTUMN
    assert read_place("EXT. PARK - SNOW").season is Season.WINTER
    assert read_place("INT. HALL", action_text="Blood on the knife. She screams.").mood is Mood.TENSE
    assert read_place("INT. HALL", action_text="She reads.").mood is Mood.NEUTRAL


def test_the_same_location_is_the_same_place_at_any_hour_and_in_any_weather() -> None:
    headings = [
        "INT. LIGHTHOUSE, LAMP ROOM - DUSK",
        "INT. LIGHTHOUSE, LAMP ROOM - NIGHT",
        "INT. LIGHTHOUSE, LAMP ROOM - CONTINUOUS #12A#",
        "INT. Lighthouse, Lamp Room, LATER",
    ]
    assert len({read_place(heading).seed for heading in headings}) == 1
    assert read_place("INT. LIGHTHOUSE, STAIRS - DUSK").seed != read_place(headings[0]).seed


def test_the_setting_decides_between_inside_and_outside() -> None:
    assert read_place("CASTLE", Setting.INTERIOR).kind == "hall"
    assert read_place("CASTLE", Setting.EXTERIOR).kind == "castle"
    assert read_place("BAR", Setting.UNSAID).interior
    assert not read_place("EXT. FOREST").interior


def test_what_the_heading_does_not_name_the_action_may() -> None:
    place = read_place("INT. AT MARA'S - DAY", action_text="A cramped kitchen. Dishes everywhere.")
    assert place.kind == "kitchen"


@pytest.mark.parametrize(
    "heading", ["", "   ", "INT.", "🎬🔥" * 40, "EXT. " + "A" * 300, "INT. ∑∫√ – ∞", "…", "#1#", "x" * 50_000]
)
def test_any_heading_is_a_place(heading: str) -> None:
    assert read_place(heading).kind in set_designs()


@given(st.text(max_size=300), st.sampled_from(Setting), st.text(max_size=30), st.text(max_size=200))
def test_reading_is_pure_and_never_fails(heading: str, setting: Setting, time: str, action: str) -> None:
    place = read_place(heading, setting, time, action)
    read_place.cache_clear()
    assert read_place(heading, setting, time, action) == place
    assert place.kind in set_designs()


def test_a_heading_without_int_or_ext_is_on_the_side_its_words_name() -> None:
    assert read_place("BACK IN THE APARTMENT").interior
    assert read_place("INSIDE THE HOUSE").interior
    assert not read_place("OUTSIDE THE APARTMENT").interior
    assert not read_place("IN THE FOREST").interior


def test_rain_goes_on_into_the_house() -> None:
    outside = read_place("EXT. HOUSE - NIGHT", action_text="Rain falls.")
    inside = continued(read_place("INT. KITCHEN - CONTINUOUS"), outside)
    assert inside.weather is Weather.RAIN
    assert continued(read_place("INT. KITCHEN - DAY"), outside).weather is Weather.CLEAR
