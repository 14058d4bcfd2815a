"""Weather, styles and the look of film."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import skia

from renderers.painting.canvas import Sheet, Stage
from renderers.painting.film_look import Grade, graded, halated
from renderers.painting.gallery import place_of
from renderers.painting.ink import Draw, fill, rect
from renderers.painting.light import light_of
from renderers.painting.palette import luma
from renderers.painting.sets import paint_set
from renderers.painting.styles import STYLES, style_named, styled
from renderers.painting.terms import Mood, Time, Weather
from renderers.painting.weather import over_still, weather_tiles
from renderers.spec import Setting

STAGE = Stage(192, 108)


@pytest.mark.parametrize("weather", Weather)
def test_what_falls_repeats_and_stays_within_its_alpha(weather: Weather) -> None:
    tiles = weather_tiles(weather, light_of(Time.DAY, weather), height=120, seed=3)
    assert bool(tiles) is (weather not in (Weather.CLEAR, Weather.CLOUDY))
    for tile in tiles:
        assert (tile.pixels[..., :3] <= tile.pixels[..., 3:]).all()
        assert tile.pixels[..., 3].any()
        assert tile.pixels[..., 3].mean() < 120


def test_snow_falls_slower_than_rain_and_near_flakes_faster_than_far_ones() -> None:
    light = light_of(Time.DAY)
    rain, snow = (weather_tiles(kind, light, height=120) for kind in (Weather.RAIN, Weather.SNOW))
    assert max(tile.down for tile in snow) < min(tile.down for tile in rain)
    assert [tile.down for tile in snow] == sorted(tile.down for tile in snow)


def test_a_tile_has_no_seam() -> None:
    for tile in weather_tiles(Weather.FOG, light_of(Time.DAY), height=128):
        alpha = tile.pixels[..., 3].astype(int)
        step = np.abs(np.diff(alpha, axis=1)).mean()
        assert np.abs(alpha[:, 0] - alpha[:, -1]).mean() <= 2 * step + 1


def test_a_still_picture_shows_the_weather_on_the_whole_stage() -> None:
    sheets = over_still(STAGE, weather_tiles(Weather.RAIN, light_of(Time.DAY), height=108))
    assert all(sheet.pixels.shape == (*STAGE.size[::-1], 4) for sheet in sheets)


def test_fog_stands_out_of_doors_only() -> None:
    def names(kind: str) -> set[str]:
        place = place_of(kind, Time.DAY, Weather.FOG)
        return {sheet.name for sheet in paint_set(stage=STAGE, place=place, light=light_of(Time.DAY)).sheets}

    assert "fog" in names("street")
    assert "fog" not in names("kitchen")


@pytest.mark.parametrize("time", Time)
@pytest.mark.parametrize("weather", Weather)
def test_light_is_sound_at_every_hour_weather_and_mood(time: Time, weather: Weather) -> None:
    for setting in (Setting.INTERIOR, Setting.EXTERIOR):
        for mood in Mood:
            light = light_of(time, weather, setting, mood)
            assert light == light_of(time, weather, setting, mood)
            assert 0 <= light.haze <= 1
            assert 0 <= light.cover <= 1
            assert 0.02 < luma(light.tone) < 1.4
            assert all(channel >= 0 for stop in light.sky for channel in stop)


@pytest.mark.parametrize("name", STYLES)
def test_a_style_keeps_the_shape_and_changes_the_drawing(name: str) -> None:
    for sheet in paint_set(stage=STAGE, place=place_of("bar", Time.NIGHT), light=light_of(Time.NIGHT)).sheets:
        made = styled(STAGE, sheet, STYLES[name])
        assert np.array_equal(made.pixels[..., 3], sheet.pixels[..., 3])
        assert (made.pixels[..., :3] <= made.pixels[..., 3:]).all()
        if sheet.depth == 0.25:
            assert np.array_equal(made.pixels, sheet.pixels) is (name == "painterly")


def test_noir_has_no_colour_and_a_pencil_drawing_is_mostly_paper() -> None:
    back = next(
        sheet
        for sheet in paint_set(stage=STAGE, place=place_of("street", Time.DAY), light=light_of(Time.DAY)).sheets
        if sheet.depth == 0
    )
    noir, pencil = styled(STAGE, back, STYLES["noir"]), styled(STAGE, back, STYLES["pencil"])
    assert (np.ptp(noir.pixels[..., :3].astype(int), axis=2) <= 2).mean() > 0.95
    assert pencil.pixels[..., :3].mean() > 170


def test_an_unknown_style_is_painterly() -> None:
    assert style_named("vaporwave").name == "painterly"


def test_a_grade_leaves_empty_pixels_empty_and_alpha_alone() -> None:
    sheet = STAGE.paint(lambda canvas: canvas.drawRect(rect(-0.3, -0.3, 0.6, 0.6), fill((0.5, 0.5, 0.5))))
    made = graded(sheet, Grade(shadows=(0.05, 0.05, 0.05), contrast=0.3))
    assert np.array_equal(made.pixels[..., 3], sheet.pixels[..., 3])
    assert not made.pixels[sheet.pixels[..., 3] == 0].any()


def test_bright_places_glow_into_what_is_around_them() -> None:
    stage = Stage(480, 270)
    disc = stage.paint(lambda canvas: canvas.drawCircle(0, 0, 0.2, fill((1, 1, 1))))
    ground = stage.over(stage.paint(lambda canvas: canvas.drawPaint(fill((0.1, 0.1, 0.1)))), _drawn(disc))
    made = halated(stage, ground, 1.0)
    edge = stage.size[1] // 2, stage.size[0] // 2 + 54 + 3
    assert made.pixels[edge][0] > ground.pixels[edge][0] + 3
    assert made.pixels[edge][0] > made.pixels[edge][2]
    assert np.array_equal(halated(stage, ground, 0.0).pixels, ground.pixels)


def _drawn(sheet: Sheet) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        canvas.resetMatrix()
        canvas.drawImage(sheet.image(), 0, 0)

    return draw


@pytest.mark.parametrize("setting", [Setting.INTERIOR, Setting.EXTERIOR])
def test_a_face_is_readable_in_every_light_and_a_storm_is_still_darker(setting: Setting) -> None:
    for time, weather, mood in itertools.product(Time, Weather, Mood):
        assert luma(light_of(time, weather, setting, mood).tone) > 0.42, (time, weather, mood)
    clear, storm = (luma(light_of(Time.NIGHT, air, setting).tone) for air in (Weather.CLEAR, Weather.STORM))
    assert storm < clear
