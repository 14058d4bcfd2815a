"""A small episode becomes a video, whose frames are looked at: who is seen, what is written, how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_passages import passages_of
from renderers.compilers.podcast_video import FPS, Look, Shape, filmed
from renderers.episode import EpisodeSpec
from renderers.execute import LocalRun
from renderers.media.captions import cues
from renderers.media.cutlist import CutList
from renderers.media.talk.cuts import View, active_at, shown_in, talk_of
from renderers.painting.portrait import read_portrait
from renderers.plan import Plan
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode
from renderers.presets import ROUGH
from renderers.spec import ShotSize
from renderers.store import FolderStore
from renderers.timing import SAMPLE_RATE, sample_at

pytestmark = pytest.mark.slow

SMALL = Shape("small", 320, 180, (320, 180), ShotSize.MEDIUM_CLOSE, (320, 180))
EPISODE_TEXT = """title: Small
show: Slow Questions
music: ''
people:
  - {name: Ada, role: host, looks: "woman, blonde long hair, red coat"}
  - {name: Ben, role: expert, looks: "man, bald, white beard, blue suit"}
  - {name: Cy, looks: "man, black hair, green jacket"}
segments:
  - title: One
    script: |
      ADA
      Hello. What does a lens do to the light that passes through it, in one long sentence?

      BEN
      A lens bends light, and it does so only at its surface, so the middle may as well be empty.

      CY (listening)
      Mm-hm.

      CY
      Empty?

      BEN
      Nearly empty, yes. And that is all there is to say.
  - title: Two
    script: |
      CY
      Then let us talk about something else, for example about the weather of the coast.

      ADA
      Thank you, and good night.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode, its plan, and where its files are."""

    spec: EpisodeSpec
    plan: Plan
    store: FolderStore

    def path(self, role: str, subject: str = EPISODE) -> Path:
        with self.store.open_path(self.plan.wanted[subject][role]) as path:
            return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Rendered once, with captions in the picture."""
    spec = episode_spec(parse_episode(EPISODE_TEXT, folder=Path()), voices="flite").spec
    plan = filmed(compile_episode(spec, ROUGH), spec, "video", Look("talk_video", SMALL, "burned"))
    store = FolderStore(tmp_path_factory.mktemp("store"))
    LocalRun(plan=plan, store=store, workers=2, on_step=lambda *_: None).run()
    return Made(spec, plan, store)


def frames_of(path: Path) -> Iterator[np.ndarray]:
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            yield frame.to_ndarray(format="rgb24").astype(np.float32)


def portrait_of(made: Made, number: int) -> np.ndarray:
    """Whoever has this number, at rest."""
    clip = next(step for step in made.plan if step.engine == "talk_video")
    with made.store.open_path(dict(clip.inputs)[f"portrait.{number}"]) as path:
        return read_portrait(path).pixels.astype(np.float32)


def test_the_active_speaker_is_seen_in_every_sampled_frame(made: Made) -> None:
    portraits = [portrait_of(made, number) for number in range(3)]
    frames, checked = list(frames_of(made.path("video"))), set()
    timeline = CutList.read(made.path("timeline"))
    for passage, part in zip(passages_of(made.spec), timeline.parts, strict=True):
        talk = talk_of(CutList.read(made.path("timeline", passage.key)), passage.meets, people=3, rate=FPS)
        start = round(part.start * FPS / timeline.rate)
        for view in shown_in(talk):
            for at in range(view.start, min(view.end, talk.frames - 3), 3) if view.view is View.SOLO else ():
                seen = frames[start + at][20:90, 110:210]
                apart = [float(np.abs(seen - face[20:90, 110:210]).mean()) for face in portraits]
                assert int(np.argmin(apart)) == active_at(talk, at), f"frame {start + at} is {apart}"
                checked.add((active_at(talk, at), start + at))
    assert len(checked) > 60
    assert {speaker for speaker, _ in checked} == {0, 1, 2}


def test_mouths_move_while_they_speak_and_rest_while_they_do_not(made: Made) -> None:
    frames = list(frames_of(made.path("video")))
    timeline = CutList.read(made.path("timeline"))
    line = timeline.lines[0]
    start, end = (round(at * FPS / timeline.rate) for at in (line.start, line.end))
    mouths = [frame[78:92, 145:175] for frame in frames[start + 12 : end - 12]]
    moved = [float(np.abs(one - two).mean()) for one, two in pairwise(mouths)]
    assert sum(each > 1.0 for each in moved) > len(moved) / 5


def test_captions_come_within_a_frame_of_their_words(made: Made) -> None:
    bands = [frame[140:180] for frame in frames_of(made.path("video"))]
    changes = [at for at, (one, two) in enumerate(pairwise(bands), 1) if np.abs(two - one).mean() > 4]
    timeline = CutList.read(made.path("timeline"))
    written = [(line, turn.text, "") for line, turn in zip(timeline.lines, made.spec.turns(), strict=True)]
    starts = [cue.start * FPS / 1000 for cue in cues(written, rate=timeline.rate, frames=timeline.frames)]
    assert len(starts) > 6
    assert all(any(abs(at - start) <= 1 for at in changes) for start in starts if start > 1)
    assert len(changes) < len(starts) * 4


def test_picture_and_sound_end_on_the_same_sample(made: Made) -> None:
    timeline = CutList.read(made.path("timeline"))
    wanted = sample_at(timeline.frames, timeline.rate)
    assert set(ends_of(made.path("video"), "video")) == {Fraction(wanted)}
    assert ends_of(made.path("video"), "audio")[0] == wanted


def ends_of(path: Path, kind: str) -> tuple[Fraction, Fraction]:
    """Where a stream ends in samples: as it says, and where its last packet does."""
    with av.open(str(path)) as film:
        stream: Any = film.streams.get({kind: 0})[0]
        ticks = Fraction(stream.time_base) * SAMPLE_RATE
        ends = [packet.pts + packet.duration for packet in film.demux(stream) if packet.pts is not None]
        return stream.duration * ticks, max(ends) * ticks


def test_every_frame_is_there_once_and_passages_join_at_rest(made: Made) -> None:
    with av.open(str(made.path("video"))) as film:
        times = [frame.time for frame in film.decode(video=0)]
    timeline = CutList.read(made.path("timeline"))
    assert len(times) == -((-timeline.frames * FPS) // timeline.rate)
    assert all(abs(time - number / 24) < 1e-4 for number, time in enumerate(times))


def test_its_sound_is_that_of_the_m4a_packet_for_packet(made: Made) -> None:
    heard = []
    for role in ("master", "video"):
        with av.open(str(made.path(role))) as file:
            heard.append([bytes(packet) for packet in file.demux(audio=0) if packet.pts is not None])
    assert heard[0] == heard[1]


def test_it_has_its_chapters_by_name(made: Made) -> None:
    with av.open(str(made.path("video"))) as film:
        assert [chapter["metadata"]["title"] for chapter in film.chapters()] == ["One", "Two"]


def test_an_edited_turn_leaves_the_pictures_of_all_other_passages(made: Made) -> None:
    text = re.sub("the weather of the coast", "the colour of the sea at night", EPISODE_TEXT)
    spec = episode_spec(parse_episode(text, folder=Path()), voices="flite").spec
    plan = filmed(compile_episode(spec, ROUGH), spec, "video", Look("talk_video", SMALL, "burned"))
    there = [step.digest for step in plan if step.engine == "talk_video" and made.store.get(step.digest)]
    again = replace(made, spec=spec, plan=plan)
    LocalRun(plan=plan, store=made.store, workers=2, on_step=lambda *_: None).run()
    assert len(there) == 1
    assert again.path("video") != made.path("video")
    assert sum(1 for _ in frames_of(again.path("video"))) > 0
