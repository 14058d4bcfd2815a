"""People of a podcast filmed by engines that make a picture speak, seen in the finished video."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderers.compilers.avatars import filmed_turns
from renderers.compilers.podcast_passages import passages_of
from renderers.compilers.podcast_video import FPS
from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.probe import video_facts
from renderers.media.talk.cuts import View, active_at, shown_in, talk_of
from renderers.media.talk.filmed import takes_of
from renderers.painting.portrait import read_portrait
from tests.models import equip, needs_engines, using
from tests.renderers.engines.filming import GROUND, Filmed, made, picture
from tests.renderers.test_podcast_video import ends_of, frames_of

pytestmark = pytest.mark.slow
HEAD, GROUND_AT = np.s_[90:120, 128:192], np.s_[20:60, 40:80]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filmed]:
    """Ben is filmed by a workflow, Ada by the local engine; Cy is painted."""
    with ExitStack() as opened:
        yield made(tmp_path_factory.mktemp("filmed"), {"Ben": "comfy_s2v", "Ada": "talking_portrait"}, opened)


def solo_frames(talk: Filmed) -> Iterator[tuple[int, int, int]]:
    """(frame of the video, who has the floor, how much of their clip is seen) wherever somebody is seen alone."""
    timeline = CutList.read(talk.path("timeline"))
    for passage, part in zip(passages_of(talk.spec), timeline.parts, strict=True):
        times = CutList.read(talk.path("timeline", passage.key))
        known = talk_of(times, passage.meets, people=3, rate=FPS)
        speakers = [meet.speaker for meet in passage.meets]
        takes = takes_of(times, filmed_turns(talk.spec, passage.turns), speakers, FPS)
        start = round(part.start * FPS / timeline.rate)
        for view in (view for view in shown_in(known) if view.view is View.SOLO):
            for at in range(view.start, min(view.end, known.frames - 3)):
                active = active_at(known, at)
                assert active is not None
                share = max([take.share(at) for take in takes if take.person == active], default=0)
                yield start + at, active, share


def portraits(talk: Filmed) -> list[np.ndarray]:
    """Everybody as they listen."""
    clip = next(step for step in talk.plan if step.engine == "talk_video")
    found = []
    for number in range(3):
        with talk.store.open_path(dict(clip.inputs)[f"portrait.{number}"]) as path:
            found.append(read_portrait(path).pixels.astype(np.float32))
    return found


def bens_clip(talk: Filmed) -> Path:
    step = next(step for step in talk.plan if step.engine == "comfy_s2v")
    with talk.store.open_path(step.digest) as path:
        return path


@needs_engines
def test_the_active_speaker_is_seen_in_every_sampled_frame(talk: Filmed) -> None:
    faces, frames, checked = portraits(talk), list(frames_of(talk.path("video"))), set()
    for at, active, _ in solo_frames(talk):
        apart = [float(np.abs(frames[at][GROUND_AT] - face[GROUND_AT]).mean()) for face in faces]
        assert int(np.argmin(apart)) == active, f"frame {at} is {apart}"
        checked.add(active)
    assert checked == {0, 1, 2}


@needs_engines
def test_mouths_are_drawn_while_they_speak_and_the_picture_is_still_before(talk: Filmed) -> None:
    faces, frames = portraits(talk), list(frames_of(talk.path("video")))
    for person in (0, 1):
        mine = [(at, share) for at, active, share in solo_frames(talk) if active == person]
        drawn = [float(np.abs(frames[at][HEAD] - faces[person][HEAD]).mean()) for at, share in mine if share == 100]
        assert len(drawn) > 10
        assert np.median(drawn) > 3
    moved = [float(np.abs(two[HEAD] - one[HEAD]).mean()) for one, two in pairwise(frames_of(bens_clip(talk)))]
    assert sum(each > 1 for each in moved) > len(moved) / 4


@needs_engines
def test_every_turn_of_theirs_is_filmed_once_and_listeners_words_are_not(talk: Filmed) -> None:
    clips = [step for step in talk.plan if step.engine in ("comfy_s2v", "talking_portrait")]
    assert len(clips) == 2
    for step in clips:
        with talk.store.open_path(step.digest) as path, talk.store.open_path(dict(step.inputs)["timing"]) as timing:
            facts = video_facts(path)
            assert facts == {"frames": CutList.read(timing).frames, "width": 320, "height": 180, "rate": "24"}


@needs_engines
def test_a_turn_longer_than_the_workflow_makes_at_once_is_carried_on(talk: Filmed) -> None:
    clips = [step for step in talk.plan if step.engine == "comfy_s2v"]
    longest = engines()["comfy_s2v"].card.lengths  # type: ignore[attr-defined]
    frames = [talk.store.get(step.digest).facts["frames"] for step in clips]  # type: ignore[union-attr]
    assert max(frames) / 24 > longest.most / longest.fps
    assert len(talk.comfy.jobs) > len(clips)


@needs_engines
def test_picture_and_sound_still_end_on_the_same_sample(talk: Filmed) -> None:
    assert ends_of(talk.path("video"), "video")[0] == ends_of(talk.path("video"), "audio")[0]


def test_a_picture_without_a_face_films_nobody(tmp_path: Path) -> None:
    with using(tmp_path / "models") as models:
        engine = engines()["talk_likeness"]
        equip(models, engine)
        Image.new("RGB", (300, 300), (90, 90, 90)).save(tmp_path / "picture.png")
        job = Job(
            read_settings(engine, {"width": 320, "height": 180}),
            {"picture": tmp_path / "picture.png"},
            tmp_path / "out",
            tmp_path,
            lambda fraction: None,
        )
        with pytest.raises(BadInput, match=r"no face is to be found in picture\.png"):
            engine.render(job)


@pytest.mark.parametrize(("width", "height", "tall"), [(320, 180, 0.42), (180, 320, 0.27)])
def test_the_head_is_where_the_frame_wants_it_in_every_shape(
    tmp_path: Path, width: int, height: int, tall: float
) -> None:
    with using(tmp_path / "models") as models:
        engine = engines()["talk_likeness"]
        equip(models, engine)
        (tmp_path / "picture").write_bytes(picture("Ada"))
        asked = read_settings(engine, {"width": width, "height": height})
        engine.render(Job(asked, {"picture": tmp_path / "picture"}, tmp_path / "out", tmp_path, lambda fraction: None))
        seen = read_portrait(tmp_path / "out")
    assert np.allclose(seen.head, (width / 2, 0.44 * height, tall * height))
    assert seen.pixels.shape == (height, width, 3)
    rows, columns = np.nonzero(np.abs(seen.pixels.astype(int) - (255, 0, 200)).sum(axis=2) < 60)
    assert abs(columns.mean() - width / 2) < 3
    assert np.abs(seen.pixels[4, width // 2].astype(int) - GROUND["Ada"]).max() < 30 or height > width
    assert rows.min() > height * 0.2
