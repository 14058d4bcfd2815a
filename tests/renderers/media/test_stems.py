"""Three stems add up to the bed; music and effects step back for speech and say so; heads and tails reach over cuts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from infra.bench.synthetic import make
from renderers.errors import BadInput
from renderers.media.automation import Duck, Point, ducked, gains
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord, spoken_spans
from renderers.media.scenesound import QUIETER
from renderers.media.stems import Laid, scene_in, together, write_stem
from renderers.media.wav import BLOCK, Samples, WavReader, read_marks, write_speech
from renderers.scoring.words import Family
from renderers.timing import SAMPLE_RATE, sample_at

pytestmark = pytest.mark.slow

RATE = Fraction(24)
FRAMES = 24 * 30
LINES = ((24 * 4, 24 * 3), (24 * 9, 24 * 4))


def decibels(sound: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.square(sound, dtype=np.float64).mean()) + 1e-12))


def read(path: Path) -> Samples:
    with WavReader(path) as sound:
        return sound.read(sound.frames)


def timeline(folder: Path, *, rate: Fraction = RATE) -> Path:
    """Half a minute in six shots, two lines in the first half."""
    lines = tuple(
        SpokenLine(
            start=start,
            frames=frames,
            samples=sample_at(frames, rate),
            words=(SpokenWord(text="Well.", offset=0, length=sample_at(frames, rate)),),
        )
        for start, frames in LINES
    )
    path = folder / "timeline"
    whole = (Span(start=0, frames=FRAMES),)
    cuts = (0, 24 * 4, 24 * 9, 24 * 14, 24 * 20, 24 * 26)
    CutList(rate=rate, frames=FRAMES, parts=whole, cuts=cuts, scenes=(0,), lines=lines).write(path)
    return path


def spoken(folder: Path) -> dict[str, Path]:
    """Speech as the voices deliver it: -20 dBFS."""
    found = {}
    for number, (_, frames) in enumerate(LINES):
        rng = np.random.default_rng(number)
        path = folder / f"speech{number}"
        write_speech(path, (0.1 * rng.normal(0, 1, frames * 1000)).clip(-0.4, 0.4).astype(np.float32), 24_000, [])
        found[f"speech.{number}"] = path
    return found


def three(folder: Path, family: Family = Family.TENDER) -> dict[str, Path]:
    """The stems of the half minute above: dialogue, effects, music."""
    placed = {"timeline": timeline(folder)}
    rain = {"space": "hall", "beds": [{"sound": "rain"}], "spots": [{"sound": "gunshot", "shot": 3, "at": 500}]}
    cue = {"family": family, "seed": 3}
    return {
        "dialogue": make("scene_dialogue", {"rate": "24", "space": "hall"}, placed | spoken(folder), folder / "said"),
        "effects": make("effects", {"rate": "24", "soundscape": rain}, placed, folder / "effects"),
        "music": make("composer", {"rate": "24", "cue": cue, "tail_frames": 48}, placed, folder / "music"),
    }


@pytest.fixture(scope="module")
def stems(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three(tmp_path_factory.mktemp("stems"))


def test_stems_add_up_to_the_bed_before_its_loudness(stems: dict[str, Path], tmp_path: Path) -> None:
    placed = {"timeline": timeline(tmp_path)} | {f"stem.{at}": path for at, path in enumerate(stems.values())}
    bed = read(make("scene_sound", {"rate": "24", "scenes": [0, 0, 0]}, placed, tmp_path / "bed")).astype(np.float64)
    bed = bed[:-1] * QUIETER
    whole: NDArray[np.float64] = np.zeros(bed.shape)
    for kind, path in stems.items():
        inputs = {"timeline": placed["timeline"], "stem.0": path}
        whole += read(make("film_stem", {"rate": "24", "scenes": [0]}, inputs, tmp_path / kind))
    quiet = slice(sample_at(24 * 21, RATE), sample_at(24 * 29, RATE))  # nothing there is limited
    assert np.abs(bed[quiet] - whole[quiet]).max() < 2**-20
    scene = read(make("scene_bed", {"rate": "24"}, placed, tmp_path / "scene"))
    assert np.abs(scene[quiet] - whole[quiet]).max() < 2**-20


@pytest.mark.parametrize("family", Family)
def test_speech_is_at_least_14_db_over_music(family: Family, tmp_path: Path) -> None:
    made = three(tmp_path, family)
    said, music = read(made["dialogue"]), read(made["music"])
    for first, end in spoken_spans(CutList.read(tmp_path / "timeline")):
        assert decibels(said[first:end]) - decibels(music[first:end]) >= 14


def test_stems_are_clean(stems: dict[str, Path]) -> None:
    for kind, path in stems.items():
        sound = read(path)
        assert np.abs(sound).max() <= 0.97, kind
        assert abs(float(sound.mean())) < 1e-3, kind
        assert np.abs(sound[-48:]).max() < 1e-3, kind
        assert np.atleast_2d(np.corrcoef(sound.T))[0, 1] > 0.2, kind
        assert decibels(sound.mean(axis=1)) > decibels(sound[:, 0]) - 3, kind


def test_music_and_effects_say_where_their_fader_stands(stems: dict[str, Path]) -> None:
    for kind in ("effects", "music"):
        marks = [mark for mark in read_marks(stems[kind]) if mark.kind == "gain"]
        assert [float(mark.text) for mark in marks[:2]] == [0.0, min(float(mark.text) for mark in marks)]
        assert marks[1].start == sample_at(LINES[0][0], RATE)
        assert marks[0].start < marks[1].start


@pytest.mark.parametrize("family", [Family.ACTION, Family.TRIUMPH, Family.TENSE])
def test_music_strikes_within_ten_milliseconds_of_its_cut(family: Family, tmp_path: Path) -> None:
    asked = {"rate": "24", "cue": {"family": family, "seed": 3}}
    music = read(make("composer", asked, {"timeline": timeline(tmp_path)}, tmp_path / "music"))
    loud = np.abs(music.mean(axis=1, dtype=np.float64))
    cut = sample_at(24 * 26, RATE)
    places = range(cut - 4800, cut + 4800, 48)
    rise = [loud[at : at + 480].mean() - loud[at - 480 : at].mean() for at in places]
    assert abs(places[int(np.argmax(rise))] - cut) <= SAMPLE_RATE // 100


def test_a_fader_looks_ahead_and_bridges_short_pauses() -> None:
    points = ducked([(1000, 2000), (2100, 3000), (9000, 9500)], Duck(-6.0, ahead=500, back=800, bridge=400))
    assert points[:4] == (Point(500, 0.0), Point(1000, -6.0), Point(3000, -6.0), Point(3800, 0.0))
    level = 20 * np.log10(gains(points, 0, 12_000))
    assert level[0] == pytest.approx(0)
    assert level[750] == pytest.approx(-3, abs=0.01)
    assert level[1000:3000].max() == pytest.approx(-6, abs=0.01)
    assert level[6000] == pytest.approx(0)
    assert np.abs(np.diff(level)).max() < 0.02


def test_pauses_too_short_to_come_back_keep_the_fader_down() -> None:
    """The way up from one line and the way down to the next may cross; the lower of them is meant."""
    points = ducked([(10_000, 20_000), (21_000, 30_000)], Duck(-6.0, ahead=800, back=900, bridge=100))
    level = 20 * np.log10(gains(points, 0, 40_000))
    assert level[10_000:20_000].max() == pytest.approx(-6, abs=0.01)
    assert level[21_000:30_000].max() == pytest.approx(-6, abs=0.01)


def steady(path: Path, level: float, *, head: int, body: int, tail: int) -> Path:
    write_stem(path, [np.full((head + body + tail, 2), level, np.float32)], head=head, body=body)
    return path


def test_heads_and_tails_lie_over_their_neighbours(tmp_path: Path) -> None:
    one = steady(tmp_path / "one", 0.1, head=700, body=BLOCK, tail=900)
    two = steady(tmp_path / "two", 0.2, head=500, body=BLOCK, tail=3000)
    sound = np.concatenate(list(together([Laid(one, 0), Laid(two, BLOCK)], samples=2 * BLOCK)))[:, 0]
    assert len(sound) == 2 * BLOCK
    assert sound[1000] == pytest.approx(0.1, abs=1e-6)
    assert sound[BLOCK - 501] == pytest.approx(0.1, abs=1e-6)
    assert sound[BLOCK - 500 : BLOCK + 900] == pytest.approx(0.3, abs=1e-6)
    assert sound[BLOCK + 900] == pytest.approx(0.2, abs=1e-6)
    assert scene_in(one) == (700, BLOCK)


def test_a_stem_that_is_too_short_or_none_is_said(tmp_path: Path) -> None:
    placed = {"timeline": timeline(tmp_path)}
    short = steady(tmp_path / "short", 0.1, head=0, body=sample_at(FRAMES, RATE) - 100, tail=0)
    with pytest.raises(BadInput, match="short ends 100 samples too early"):
        make("scene_sound", {"rate": "24", "scenes": [0]}, placed | {"stem.0": short}, tmp_path / "bed")
    with pytest.raises(BadInput, match="the scene has no stem"):
        make("scene_sound", {"rate": "24"}, placed, tmp_path / "none")
    write_speech(tmp_path / "line", np.zeros(2400, np.float32), SAMPLE_RATE, [])
    with pytest.raises(BadInput, match="does not say where its scene begins"):
        scene_in(tmp_path / "line")


def test_an_unknown_sound_is_refused_by_name(tmp_path: Path) -> None:
    wanted = {"rate": "24", "soundscape": {"beds": [{"sound": "vuvuzela"}]}}
    with pytest.raises(BadInput, match="no sound 'vuvuzela' for a bed"):
        make("effects", wanted, {"timeline": timeline(tmp_path)}, tmp_path / "out")
