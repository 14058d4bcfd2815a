"""Every set at every hour, in every weather and age: painted, lively, the same twice, and with room for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from renderers.painting.canvas import Framing, Pixels, Stage, flatten
from renderers.painting.gallery import framed, picture_of, place_of
from renderers.painting.light import light_of
from renderers.painting.place import fold
from renderers.painting.sets import UNKNOWN, Pose, paint_set, set_designs
from renderers.painting.terms import Era, Mood, Place, Season, Time, Weather
from renderers.spec import Setting

KINDS = list(set_designs())
TINY = Stage(96, 54)


def _luma(pixels: Pixels) -> Pixels:
    return pixels[..., :3].astype(np.float32) @ np.array((0.2126, 0.7152, 0.0722), np.float32)


def _entropy(grey: Pixels) -> float:
    counts = np.histogram(grey, bins=32, range=(0, 256))[0]
    share = counts[counts > 0] / counts.sum()
    return float(-(share * np.log2(share)).sum())


def _variations(kind: str) -> list[Place]:
    """Each hour, weather, age and season once, without trying every combination."""
    base = place_of(kind, Time.DAY)
    seasons, moods = list(Season), list(Mood)
    pairs = zip(Weather, Era, strict=True)
    times = list(Time)
    return [
        replace(
            base,
            time=times[i % len(times)],
            weather=weather,
            era=era,
            season=seasons[i % 4],
            mood=moods[i],
            seed=i,
        )
        for i, (weather, era) in enumerate(pairs)
    ]


def test_there_are_sets_for_what_films_need() -> None:
    assert len(KINDS) >= 50
    assert UNKNOWN in KINDS


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_set_paints_at_every_hour_in_every_weather_and_age(kind: str) -> None:
    for place in _variations(kind):
        picture = picture_of(place, TINY)
        said = (kind, place.time, place.weather, place.era)
        assert picture.shape == (54, 96, 4), said
        assert (picture[..., 3] == 255).all(), said
        grey = _luma(picture)
        assert grey.std() > 5, said
        assert _entropy(grey) > 1.0, said


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_place_is_the_same_pixels_and_other_seeds_look_different(kind: str) -> None:
    pictures = [picture_of(place_of(kind, Time.DAY, seed=seed), TINY).astype(int) for seed in (1, 1, 2, 3, 4, 5)]
    assert np.array_equal(pictures[0], pictures[1])
    different = [pictures[0]]
    for picture in pictures[2:]:
        if all(np.abs(picture - other).mean() > 2.5 for other in different):
            different.append(picture)
    assert len(different) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_set_fills_frames_of_any_shape(kind: str) -> None:
    for stage in (Stage(129, 54), Stage(54, 96), Stage(54, 54, oversize=1.5)):
        assert (picture_of(place_of(kind, Time.DAY), stage)[..., 3] == 255).all(), stage.width


@pytest.mark.parametrize("kind", KINDS)
def test_people_can_be_in_a_set(kind: str) -> None:
    place = place_of(kind, Time.DUSK)
    setting = Setting.INTERIOR if place.interior else Setting.EXTERIOR
    painted = paint_set(stage=TINY, place=place, light=light_of(place.time, setting=setting))
    depths = [sheet.depth for sheet in painted.sheets]
    assert depths == sorted(depths)
    assert painted.sheets[0].depth <= 0.3
    assert painted.sheets[0].pixels[..., 3].min() == 255
    assert painted.horizon < painted.floor_y < 0.75
    assert 0.2 < painted.height_at(painted.floor_y) < 1.2
    assert painted.anchor(Pose.STAND) or painted.anchor(Pose.SIT)
    for anchor in painted.anchors:
        assert 0.03 < anchor.height < 1.6, anchor
        assert -1.1 < anchor.x < 1.1, anchor
    assert all(sheet.depth > 0.6 for sheet in painted.foreground)


@pytest.mark.parametrize("kind", KINDS)
def test_night_is_darker_than_day_out_of_doors(kind: str) -> None:
    if set_designs()[kind].interior is not False or kind == "space":
        return
    day, night = (picture_of(place_of(kind, time), TINY) for time in (Time.DAY, Time.NIGHT))
    assert _luma(night).mean() < 0.85 * _luma(day).mean()


def test_a_closer_framing_shows_the_same_set_larger() -> None:
    place, light = place_of("kitchen", Time.DAY), light_of(Time.DAY, setting=Setting.INTERIOR)
    stage = Stage(192, 108)
    wide = framed(stage, flatten(stage, paint_set(stage=stage, place=place, light=light).sheets).pixels)
    near = paint_set(stage=stage, place=place, light=light, framing=Framing(zoom=2.0))
    close = framed(stage, flatten(stage, near.sheets).pixels)
    enlarged = cv2.resize(wide[27:81, 48:144], (192, 108))
    assert np.abs(enlarged.astype(int) - close).mean() < 18


def test_words_of_a_set_are_written_as_headings_are_read() -> None:
    for design in set_designs().values():
        for phrase in (design.words + "," + design.hints).split(","):
            assert phrase == phrase.strip(), (design.kind, phrase)
            assert fold(phrase).split() or not phrase, (design.kind, phrase)


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.STORM, Weather.SNOW])
@pytest.mark.parametrize("kind", ["living_room", "office", "car", "compartment"])
def test_what_falls_outside_is_seen_through_the_windows(kind: str, weather: Weather) -> None:
    place, stage = replace(place_of(kind, Time.DAY), interior=True), Stage(192, 108)
    light = light_of(Time.DAY, Weather.CLOUDY, Setting.INTERIOR, Mood.NEUTRAL)

    def seen(air: Weather) -> Pixels:
        painted = paint_set(stage=stage, place=replace(place, weather=air), light=light)
        return flatten(stage, painted.sheets).pixels.astype(int)

    dry = seen(Weather.CLEAR)
    assert np.array_equal(dry, seen(Weather.CLOUDY))
    changed = np.abs(dry - seen(weather)).max(axis=2) > 3
    assert 0.002 < changed.mean() < 0.5  # in the windows, not in the room


def test_a_kitchen_is_of_its_age() -> None:
    place = place_of("kitchen", Time.DAY)
    ages = (Era.TWENTIES, Era.FIFTIES, Era.MODERN, Era.FUTURE)
    pictures = [picture_of(replace(place, era=era), TINY).astype(int) for era in ages]
    for at, picture in enumerate(pictures):
        assert all(np.abs(picture - other).mean() > 3 for other in pictures[at + 1 :])


def test_a_place_without_a_set_is_painted_from_its_words() -> None:
    base = place_of(UNKNOWN, Time.DAY)
    red, green = (picture_of(replace(base, words=(word, "temple")), TINY) for word in ("red", "green"))
    dream = picture_of(replace(base, words=("dream",)), TINY)
    assert np.abs(red.astype(int) - green).mean() > 3
    assert np.abs(red.astype(int) - dream).mean() > 10


def test_sets_look_as_they_did(golden: Callable[[str, str], None], request: pytest.FixtureRequest) -> None:
    """Average colours of a grid of 4 x 3, tolerant of fonts and CPUs: only what an eye would see fails."""
    seen = {f"{kind} {time}": _grid(kind, time) for kind in KINDS for time in (Time.DAY, Time.NIGHT)}
    text = json.dumps(seen, separators=(",", ":")).replace('],"', '],\n"') + "\n"
    path = request.path.parents[2] / "golden" / "painting" / "sets.json"
    if request.config.getoption("--golden-update") or not path.exists():
        golden("painting/sets.json", text)
        return
    kept: dict[str, list[int]] = json.loads(path.read_text())
    assert kept.keys() == seen.keys()
    far = {name: off for name in seen if (off := float(np.abs(np.subtract(seen[name], kept[name])).mean())) > 6}
    assert far == {}, "if the change is meant: make golden-update"


def _grid(kind: str, time: Time) -> list[int]:
    picture = picture_of(place_of(kind, time), TINY)[..., :3]
    small = cv2.resize(picture, (4, 3), interpolation=cv2.INTER_AREA)
    return [int(value) for value in small.ravel()]
