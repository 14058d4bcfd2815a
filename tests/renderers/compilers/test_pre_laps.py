"""The sound of a scene before its picture, and after it: voices over the cut between two scenes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from renderers.compilers.cutting import Meeting, SoundCut, meetings_of
from renderers.compilers.film import compile_film
from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord, spoken_spans
from renderers.media.stems import Laid, scene_in, together
from renderers.media.wav import Mark, WavReader, write_speech
from renderers.plan import Plan
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec
from renderers.timing import SAMPLE_RATE, sample_at
from tests.renderers.compilers.timings import Timed, timed

RATE = Fraction(24)
TWO = """INT. HALL - DAY

A clock ticks. Nobody is here.

{before}EXT. PIER - NIGHT

ANNA{extension}
You are six hours late, do you know that?

Anna waits on the bench.

ELI
I know.
"""


def spec_of(text: str) -> FilmSpec:
    return film_spec(parse(text), rate=RATE, aspect="16:9")


def two(*, before: str = "", extension: str = "") -> FilmSpec:
    return spec_of(TWO.format(before=before, extension=extension))


def laid(spec: FilmSpec, folder: Path) -> tuple[Plan, Timed]:
    plan = compile_film(spec, DRAFT)
    return plan, timed(plan, folder)


def between(spec: FilmSpec) -> Meeting:
    return meetings_of(spec.scenes, rate=spec.rate).between[0]


@pytest.mark.parametrize(
    ("before", "extension", "frames"),
    [
        ("", " (O.S.)", 12),
        ("", " (PRE-LAP)", 24),
        ("PRE-LAP:\n\n", " (O.S.)", 24),
        ("PRE-LAP (12 FRAMES):\n\n", " (O.S.)", 12),
    ],
)
def test_a_voice_from_off_the_picture_or_where_it_is_written_leads_into_its_scene(
    before: str, extension: str, frames: int, tmp_path: Path
) -> None:
    spec = two(before=before, extension=extension)
    assert between(spec) == Meeting(SoundCut.J, frames, frames + 6, frames + 6)
    plan, times = laid(spec, tmp_path)
    assert times.film.scenes[1] - times.film.lines[0].start == frames
    assert spoken_spans(times.lists["s1"])[0][0] == sample_at(times.lists["s1"].frames - frames, RATE)
    bed = plan.by_digest()[plan.wanted["s1"]["bed"]]
    assert dict(bed.inputs)["after"] == plan.wanted["s2"]["dialogue"]


def test_a_scene_that_begins_with_a_face_begins_with_its_cut(tmp_path: Path) -> None:
    spec = two()
    assert between(spec).kind is SoundCut.STRAIGHT
    plan, times = laid(spec, tmp_path)
    assert times.film.lines[0].start > times.film.scenes[1]
    assert not times.lists["s1"].guests
    assert "after" not in dict(plan.by_digest()[plan.wanted["s1"]["bed"]].inputs)


def test_nothing_leads_out_of_black_unless_it_is_written() -> None:
    assert between(two(before="FADE OUT.\n\n", extension=" (O.S.)")).kind is SoundCut.STRAIGHT
    assert between(two(before="FADE OUT.\n\nPRE-LAP:\n\n", extension=" (O.S.)")).kind is SoundCut.J


def test_a_line_written_at_the_end_of_the_scene_before_runs_on_over_the_cut(tmp_path: Path) -> None:
    text = "INT. HALL - DAY\n\nA clock ticks.\n\nANNA (PRE-LAP)\nYou are six hours late, do you know that?\n\n"
    spec = spec_of(f"{text}EXT. PIER - NIGHT\n\nAnna waits on the bench.\n")
    assert between(spec) == Meeting(SoundCut.L, 24, -31, -31)
    plan, times = laid(spec, tmp_path)
    (line,) = times.film.lines
    assert line.start < times.film.scenes[1]
    assert line.end == times.film.scenes[1] + 24
    (guest,) = times.lists["s2"].guests
    assert guest.start + times.film.scenes[1] == line.start
    bed = plan.by_digest()[plan.wanted["s2"]["bed"]]
    assert dict(bed.inputs)["before"] == plan.wanted["s1"]["dialogue"]


def test_voices_over_a_cut_are_whole_in_the_film_and_in_the_scenes_played_one_after_the_other(tmp_path: Path) -> None:
    """The second scene's voice begins 20 frames before it; the first one's runs 12 frames into the second."""
    first = _dialogue(tmp_path, "first", start=60, frames=72)
    second = _dialogue(tmp_path, "second", start=-20, frames=72)
    body = sample_at(72, RATE)
    assert scene_in(first) == (0, body)
    assert scene_in(second) == (sample_at(20, RATE), body)
    film = np.concatenate(list(together([Laid(first, 0), Laid(second, body)], samples=2 * body)))
    alone = [_bed(tmp_path, first, "after", second), _bed(tmp_path, second, "before", first)]
    played = np.concatenate(alone)
    inside = slice(200, body - 200)  # the very ends are eased
    assert np.allclose(film[:body][inside], played[:body][inside], atol=1e-4)
    assert np.allclose(film[body:][inside], played[body:][inside], atol=1e-4)
    heard = np.abs(film).max(axis=1)
    assert heard[body - sample_at(10, RATE)] + heard[body + sample_at(6, RATE)] > 0.05


def _dialogue(folder: Path, name: str, *, start: int, frames: int) -> Path:
    """A scene's stem with one second of noise from frame `start` on, in the open."""
    noise = (0.1 * np.random.default_rng(len(name)).standard_normal(SAMPLE_RATE // 2)).astype(np.float32)
    write_speech(folder / f"{name}.speech", noise, SAMPLE_RATE // 2, [Mark("word", "Hey", 0, 24_000)])
    word = SpokenWord(text="Hey", offset=0, length=48_000)
    line = SpokenLine(start=start, frames=24, samples=SAMPLE_RATE, words=(word,))
    whole = (Span(start=0, frames=frames),)
    CutList(rate=RATE, frames=frames, parts=whole, cuts=(0,), lines=(line,)).write(folder / f"{name}.timeline")
    inputs = {"timeline": folder / f"{name}.timeline", "speech.0": folder / f"{name}.speech"}
    _run("scene_dialogue", {"rate": "24", "space": "dry"}, inputs, folder / f"{name}.wav")
    return folder / f"{name}.wav"


def _bed(folder: Path, stem: Path, side: str, other: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    inputs = {"timeline": stem.with_suffix(".timeline"), "stem.0": stem, side: other}
    _run("scene_bed", {"rate": "24"}, inputs, folder / "bed.wav")
    with WavReader(folder / "bed.wav") as bed:
        return bed.read(bed.frames)


def _run(name: str, settings: dict[str, str], inputs: dict[str, Path], out: Path) -> None:
    engine = engines()[name]
    engine.render(Job(read_settings(engine, settings), inputs, out, out.parent, lambda part: None))
