"""Stage and sheets: units, cut-outs and premultiplied pixels."""

from __future__ import annotations

import numpy as np
import pytest

from renderers.painting.canvas import Framing, Sheet, Stage, flatten
from renderers.painting.ink import Draw, each, fill, rect, spline
from renderers.painting.light import light_of
from renderers.painting.terms import Time
from renderers.painting.textures import noise, relit, rough, textured

RED = (1.0, 0.0, 0.0)


def _square(alpha: float = 1.0) -> Draw:
    return lambda canvas: canvas.drawRect(rect(-0.25, -0.25, 0.5, 0.5), fill(RED, alpha))


def test_a_unit_is_a_frame_height_and_the_origin_is_the_middle() -> None:
    stage = Stage(160, 90)
    sheet = stage.paint(_square())
    rows, columns = np.nonzero(sheet.pixels[..., 3] > 128)
    assert rows.max() - rows.min() + 1 == pytest.approx(45, abs=1)
    assert columns.mean() == pytest.approx(stage.size[0] / 2, abs=1)
    assert stage.size == (192, 108)


def test_red_is_the_first_channel_and_colour_never_exceeds_alpha() -> None:
    sheet = Stage(160, 90).paint(_square(0.5))
    middle = sheet.pixels[54, 96]
    assert middle[0] == pytest.approx(128, abs=2)
    assert (middle[1], middle[2]) == (0, 0)
    assert (sheet.pixels[..., :3] <= sheet.pixels[..., 3:]).all()


def test_a_region_paints_the_same_pixels_as_the_whole_stage() -> None:
    stage = Stage(160, 90)
    whole, part = stage.paint(_square()), stage.region(-0.3, -0.3, 0.6, 0.6).paint(_square())
    height, width = part.pixels.shape[:2]
    cut = whole.pixels[part.top : part.top + height, part.left : part.left + width]
    assert np.array_equal(cut, part.pixels)


def test_a_region_outside_the_stage_is_clipped_to_it() -> None:
    sheet = Stage(160, 90).region(9, 9, 1, 1).paint(_square())
    assert sheet.pixels.shape[0] >= 16
    assert sheet.left + sheet.pixels.shape[1] <= 192


def test_framing_paints_a_part_of_the_set_larger() -> None:
    framed = Stage(160, 90).framed(Framing(zoom=2.0, x=0.25))
    sheet = framed.paint(_square())
    covered = np.nonzero(sheet.pixels[..., 3] > 128)[1]
    assert covered.max() == pytest.approx(96, abs=1)
    assert Framing(zoom=2.0, x=0.25).to_frame(0.25, 0.1) == pytest.approx((0.0, 0.2))


def test_flattening_lays_later_sheets_over_earlier_ones() -> None:
    stage = Stage(160, 90)
    blue = stage.region(-0.1, -0.1, 0.2, 0.2).paint(lambda canvas: canvas.drawPaint(fill((0, 0, 1))))
    flat = flatten(stage, [stage.paint(_square(), depth=0.3), blue.at(0.6)])
    assert tuple(flat.pixels[54, 96]) == (0, 0, 255, 255)
    assert flat.depth == 0.3


def test_painting_over_a_sheet_leaves_the_sheet_as_it_was() -> None:
    stage = Stage(160, 90)
    before = stage.paint(_square())
    kept = before.pixels.copy()
    after = stage.over(before, lambda canvas: canvas.drawPaint(fill((0, 1, 0))))
    assert np.array_equal(before.pixels, kept)
    assert after.pixels[0, 0, 1] == 255


def test_tint_and_blur_keep_colour_within_alpha() -> None:
    sheet = Stage(160, 90).paint(_square(0.6)).tinted((2.0, 1.5, 1.0), 1.5).blurred(4)
    assert (sheet.pixels[..., :3] <= sheet.pixels[..., 3:].astype(int) + 1).all()


def test_each_draws_every_item() -> None:
    spots = [(-0.4, 0.0), (0.4, 0.0)]
    sheet = Stage(160, 90).paint(each(lambda canvas, at: canvas.drawCircle(*at, 0.05, fill(RED)), spots))
    assert sheet.pixels[54, 96 - 36, 3] == 255
    assert sheet.pixels[54, 96 + 36, 3] == 255


def test_noise_repeats_without_a_seam() -> None:
    for kind in ("brush", "cloud", "grain", "edge"):
        tile = noise(kind, 1)
        across = np.abs(np.diff(tile, axis=1)).mean()
        assert np.abs(tile[:, 0] - tile[:, -1]).mean() < across * 1.6, kind


def test_a_cut_out_is_darker_away_from_the_light_and_rimmed_on_that_edge() -> None:
    stage = Stage(320, 180)
    grey = stage.paint(lambda canvas: canvas.drawCircle(0, 0, 0.3, fill((0.5, 0.5, 0.5))))
    lit = relit(stage, grey, side=-1, rim=(1, 1, 1), shade=(0.1, 0.1, 0.3), rim_strength=0.0, shade_width=0.1)
    middle = lit.pixels.shape[0] // 2
    left, right = lit.pixels[middle, 192 - 40, 0], lit.pixels[middle, 192 + 46, 0]
    assert right < left
    assert np.array_equal(lit.pixels[..., 3], grey.pixels[..., 3])


def test_rough_edges_and_brushwork_keep_the_shape() -> None:
    stage = Stage(320, 180)
    disc = stage.paint(lambda canvas: canvas.drawPath(spline([(-0.3, 0), (0, -0.3), (0.3, 0), (0, 0.3)]), fill(RED)))
    made = textured(stage, rough(stage, disc, 1.0), 0.4)
    changed = np.abs(made.pixels[..., 3].astype(int) - disc.pixels[..., 3]).mean()
    assert changed < 2
    assert made.pixels[108, 192, 3] == 255


def test_an_empty_cut_out_stays_empty() -> None:
    stage = Stage(160, 90)
    empty = Sheet(np.zeros((108, 192, 4), np.uint8))
    assert not relit(stage, empty, side=1, rim=RED, shade=RED).pixels.any()


def test_night_is_darker_and_lamps_burn() -> None:
    day, night = light_of(Time.DAY), light_of(Time.NIGHT)
    assert sum(night.tone) < 0.75 * sum(day.tone)
    assert (day.practicals, night.practicals) == (0.0, 1.0)
