"""Sounds are read from the page: where it is, what goes on, what happens; denied or compared things are not heard."""

from __future__ import annotations

import pytest

from renderers.sounds.reading import Seen, read_sounds
from renderers.sounds.soundscape import Soundscape
from renderers.sounds.sources import beds, sources, spots
from renderers.spec import Setting, ShotSize

INT, EXT = Setting.INTERIOR, Setting.EXTERIOR


def heard(
    *texts: str, setting: Setting = INT, location: str = "ROOM", time: str = "DAY", before: Soundscape | None = None
) -> Soundscape:
    seen = [Seen(text) for text in texts]
    return read_sounds(setting=setting, location=location, time_of_day=time, shots=seen, before=before)


HAPPENS = [
    ("A GUNSHOT. Everybody ducks.", "gunshot"),
    ("She fires the rifle.", "gunshot"),
    ("The phone rings in the dark.", "phone_ring"),
    ("Her phone buzzes on the table.", "phone_buzz"),
    ("He walks to the window.", "footsteps"),
    ("Iris runs up, dripping.", "running"),
    ("The door slams.", "door_close"),
    ("Tom opens the door.", "door_open"),
    ("Someone knocks.", "knock"),
    ("The window shatters.", "glass_break"),
    ("They clink glasses.", "glass_clink"),
    ("He strikes a match.", "match"),
    ("She types without looking.", "typing"),
    ("She unfolds the letter.", "paper"),
    ("A dog barks outside.", "dog_bark"),
    ("The boat explodes!", "explosion"),
    ("Small and warm, a boat answers with its horn.", "horn"),
    ("A taxi honks.", "car_horn"),
    ("Thunder.", "thunder"),
    ("Church bells toll.", "bell"),
    ("He dives into the pool.", "splash"),
    ("A car passes.", "car_pass"),
    ("She starts the engine.", "engine_start"),
    ("The audience bursts into applause.", "applause"),
    ("He collapses.", "thud"),
    ("A siren wails.", "siren"),
]


@pytest.mark.parametrize(("text", "sound"), HAPPENS, ids=[text for text, _ in HAPPENS])
def test_what_happens_is_heard_where_it_is_written(text: str, sound: str) -> None:
    found = heard("A quiet room.", text).spots
    assert [(spot.sound, spot.shot) for spot in found] == [(sound, 1)]


SILENT = [
    "The phone doesn't ring.",
    "No gunshot comes.",
    "There is no sound of footsteps.",
    "He never knocks.",
    "A silence like thunder.",
    "Her voice is as loud as a siren.",
    "He runs his hand over the wood.",
    "She runs out of time.",
    "Nobody walks here any more.",
    "The phone hasn't a knocked-over look.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_denied_or_compared_is_not_heard(text: str) -> None:
    assert heard(text).spots == ()


PLACES = [
    (EXT, "BEACH", "DAY", "sea"),
    (EXT, "FOREST CLEARING", "DAY", "birds"),
    (EXT, "FOREST CLEARING", "NIGHT", "crickets"),
    (EXT, "CITY STREET", "DAY", "traffic"),
    (INT, "CROWDED BAR", "NIGHT", "crowd"),
    (INT, "OFFICE", "DAY", "ventilation"),
    (INT, "TOM'S CAR", "NIGHT", "engine"),
    (INT, "TRAIN", "DAY", "train"),
    (INT, "SPACESHIP, BRIDGE", "", "spaceship"),
    (EXT, "RIVER BANK", "DAY", "river"),
    (INT, "FACTORY", "DAY", "machines"),
    (EXT, "MOUNTAIN PEAK", "DAY", "wind"),
]


@pytest.mark.parametrize(
    ("setting", "location", "time", "sound"), PLACES, ids=[place[1] + place[2] for place in PLACES]
)
def test_a_place_sounds_like_itself(setting: Setting, location: str, time: str, sound: str) -> None:
    assert sound in {bed.sound for bed in heard("A bench.", setting=setting, location=location, time=time).beds}


def test_an_empty_bar_has_no_crowd_and_rain_sends_the_birds_away() -> None:
    assert "crowd" not in {bed.sound for bed in heard("The bar is deserted.", location="BAR").beds}
    wet = heard("Rain.", setting=EXT, location="FOREST").beds
    assert {"rain", "birds"} & {bed.sound for bed in wet} == {"rain"}


def test_rain_is_darker_and_softer_behind_a_wall() -> None:
    inside, outside = heard("Rain."), heard("Rain.", setting=EXT)
    muffled = next(bed for bed in inside.beds if bed.sound == "rain")
    clear = next(bed for bed in outside.beds if bed.sound == "rain")
    assert (muffled.muffled, clear.muffled) == (True, False)
    assert muffled.gain_db < clear.gain_db


def test_rain_begins_and_ends_where_the_page_says() -> None:
    rain = next(
        bed
        for bed in heard("Grey.", "It begins to rain.", "They wait.", "The rain stops.", "Sun.").beds
        if bed.sound == "rain"
    )
    assert (rain.first, rain.until) == (1, 4)


def test_weather_goes_on_when_a_scene_is_continuous() -> None:
    before = heard("Rain.", setting=EXT, location="CLIFF PATH", time="NIGHT")
    after = heard("She shuts the door.", location="HUT", time="CONTINUOUS", before=before)
    other = heard("She shuts the door.", location="HUT", time="DAY", before=before)
    assert "rain" in {bed.sound for bed in after.beds}
    assert "rain" not in {bed.sound for bed in other.beds}


def test_far_is_softer_than_near() -> None:
    def knock(size: ShotSize) -> int:
        seen = [Seen("Someone knocks.", size)]
        found = read_sounds(setting=INT, location="ROOM", time_of_day="DAY", shots=seen)
        return found.spots[0].gain_db

    assert knock(ShotSize.EXTREME_WIDE) < knock(ShotSize.MEDIUM) < knock(ShotSize.CLOSE_UP)


def test_steps_know_their_ground() -> None:
    def ground(location: str, setting: Setting = INT) -> str:
        return heard("He walks.", location=location, setting=setting).spots[0].ground

    assert [ground("KITCHEN"), ground("CASTLE"), ground("FOREST", EXT), ground("CLIFF PATH", EXT)] == [
        "wood", "stone", "grass", "gravel",
    ]  # fmt: skip


def test_every_scene_has_air_and_never_a_wall_of_sound() -> None:
    text = "Rain, wind, waves, traffic, a crowd, machines, crickets, a fire, knocks, shots ring out, barks, thunder."
    found = heard(text, setting=EXT, location="CITY STREET BY THE RIVER, BEACH BAR")
    assert found.beds[0].sound == "open_air"
    assert len(found.beds) <= 4
    assert len(found.spots) <= 3


def test_there_are_many_sounds_and_each_has_its_own_name() -> None:
    assert len(spots()) >= 30
    assert len(beds()) >= 15
    assert all(name == source.name for name, source in sources().items())
    assert all(
        source.spoken_of() is not None or source.name in ("room_tone", "open_air") for source in sources().values()
    )
