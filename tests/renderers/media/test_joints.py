"""Dissolves and wipes are drawn at the joint only; what lies between them is copied bit by bit."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.compilers.film import FILM, compile_film
from renderers.engine import Job, read_settings
from renderers.engines.edit.picture import ENGINE
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span
from renderers.media.encode import SegmentWriter, luma_frames
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import Join

RATE = Fraction(24)
WIDTH, HEIGHT = 128, 64


def _clip(path: Path, frames: int, *, level: int) -> Path:
    """A flat grey whose right edge brightens by one every frame, so that every frame tells its number."""
    chroma = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    with SegmentWriter(path, width=WIDTH, height=HEIGHT, rate=RATE) as segment:
        for number in range(frames):
            luma = np.full((HEIGHT, WIDTH), level, np.uint8)
            luma[:, -32:] = 20 + number % 200
            segment.write_planes(luma, chroma, chroma)
    return path


def _film(folder: Path, lengths: list[int], transitions: list[dict[str, Any]]) -> tuple[Path, list[list[np.ndarray]]]:
    clips = [_clip(folder / f"{at}.mp4", frames, level=60 + 60 * at) for at, frames in enumerate(lengths)]
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    parts = tuple(Span(start=start, frames=frames) for start, frames in zip(starts, lengths, strict=True))
    timeline = folder / "timeline.json"
    CutList(rate=RATE, frames=sum(lengths), parts=parts, cuts=tuple(starts), scenes=tuple(starts)).write(timeline)
    settings: Any = read_settings(ENGINE, {"rate": "24", "transitions": transitions})
    inputs = {"timeline": timeline} | {f"clip.{at}": clip for at, clip in enumerate(clips)}
    out, scratch = folder / "film.mp4", folder / "scratch"
    scratch.mkdir()
    ENGINE.render(Job(settings=settings, inputs=inputs, out=out, scratch=scratch, progress=lambda part: None))
    return out, [[frame.copy() for frame in luma_frames(clip)] for clip in clips]


def test_a_dissolve_mixes_around_the_cut_and_copies_the_rest(tmp_path: Path) -> None:
    film, clips = _film(tmp_path, [120, 150], [{"clip": 0, "kind": "dissolve", "frames": 24}])
    found = [frame.copy() for frame in luma_frames(film)]
    assert len(found) == 270
    before = [*clips[0], *clips[1]]
    same = [np.array_equal(one, other) for one, other in zip(found, before, strict=True)]
    assert all(same[:96]), "whole groups of pictures before the joint"
    assert all(same[120 + 48 :]), "and after it"
    left = [float(frame[:, :64].mean()) for frame in found]
    assert left[107] == pytest.approx(60, abs=2)
    assert left[120] == pytest.approx(90, abs=6)
    assert left[133] == pytest.approx(120, abs=2)
    mixing = left[108:132]
    assert all(later >= earlier - 1 for earlier, later in pairwise(mixing))


def test_a_wipe_comes_from_the_left(tmp_path: Path) -> None:
    film, _ = _film(tmp_path, [60, 60], [{"clip": 0, "kind": "wipe", "frames": 24}])
    middle = list(luma_frames(film))[60]
    assert middle[:, 10].mean() == pytest.approx(120, abs=6)
    assert middle[:, 90].mean() == pytest.approx(60, abs=6)


def test_through_white_the_scenes_follow_each_other_at_their_own_speed(tmp_path: Path) -> None:
    film, clips = _film(tmp_path, [60, 60], [{"clip": 0, "kind": "white", "frames": 24}])
    found = [frame.copy() for frame in luma_frames(film)]
    left = [float(frame[:, :64].mean()) for frame in found]
    assert len(found) == 120
    assert left[47] == pytest.approx(60, abs=2)
    assert left[72] == pytest.approx(120, abs=2)
    assert min(left[59:61]) > 215, "the cut is white"
    assert all(later >= earlier - 1 for earlier, later in pairwise(left[47:60]))
    assert all(later <= earlier + 1 for earlier, later in pairwise(left[60:73]))
    told = float(clips[0][54][:, -20:].mean()), float(found[54][:, -20:].mean())
    whiter = Fraction(7, 25) * 2
    assert told[1] == pytest.approx(told[0] + float(whiter) * (235 - told[0]), abs=4), "frame 54 is still frame 54"


def test_short_scenes_between_two_transitions_lose_no_frame(tmp_path: Path) -> None:
    joints = [{"clip": at, "kind": "dissolve", "frames": 24} for at in (0, 1, 2)]
    film, _ = _film(tmp_path, [60, 10, 3, 70], joints)
    assert len(list(luma_frames(film))) == 143
    assert ENGINE.facts(film)["frames"] == 143


def test_a_transition_needs_something_to_go_over_into(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing follows clip 0"):
        _film(tmp_path, [30], [{"clip": 0, "kind": "wipe", "frames": 24}])


TEXT = "INT. A - DAY\n\nShe waits.\n\n{} TO:\n\nEXT. B - DAY\n\nHe waits.\n"


@pytest.mark.parametrize("written", ["FADE TO WHITE.", "WHITE OUT.", "SLOW FADE TO WHITE."])
@pytest.mark.parametrize("last", ["EXT. B - DAY\n\nHe waits.\n", ""], ids=["a scene", "the credits"])
def test_a_fade_to_white_is_a_transition_into_whatever_follows(written: str, last: str) -> None:
    spec = film_spec(parse(f"Author: A\n\nINT. A - DAY\n\nShe waits.\n\n{written}\n\n{last}"), rate=RATE, aspect="16:9")
    plan = compile_film(spec, DRAFT)
    steps = plan.by_digest()
    frames = 96 if "SLOW" in written else 36
    picture = steps[plan.wanted[FILM]["picture"]]
    assert picture.settings["transitions"] == [{"clip": 0, "kind": "white", "frames": frames}]
    timings = [steps[plan.wanted[scene.shots[0].key]["timing"]].settings for scene in spec.scenes[:2]]
    assert [timing["fade_in"] for timing in timings] == [18, 0]
    assert timings[0]["fade_out"] == 0


@pytest.mark.parametrize("written", ["DISSOLVE", "WIPE"])
def test_what_the_screenplay_writes_is_one_transition_and_no_fade(written: str) -> None:
    spec = film_spec(parse(TEXT.format(written)), rate=RATE, aspect="16:9")
    assert spec.scenes[0].leave is spec.scenes[1].join is Join(written.lower())
    plan = compile_film(spec, DRAFT)
    steps = plan.by_digest()
    picture = steps[plan.wanted[FILM]["picture"]]
    assert picture.settings["transitions"] == [{"clip": 0, "kind": written.lower(), "frames": 24}]
    timings = [steps[plan.wanted[key]["timing"]].settings for key in ("s1.1", "s2.1")]
    assert [(timing["fade_in"], timing["fade_out"]) for timing in timings] == [(18, 0), (0, 18)]


def test_a_film_of_cuts_names_no_transitions() -> None:
    plan = compile_film(film_spec(parse(TEXT.format("CUT")), rate=RATE, aspect="16:9"), DRAFT)
    assert "transitions" not in json.dumps(dict(plan.by_digest()[plan.wanted[FILM]["picture"]].settings))
