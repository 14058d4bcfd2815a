"""A film's sound is encoded in pieces that meet without a seam, the same whatever is made again beside them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from infra.bench.synthetic import make
from renderers.compilers.film_reels import near, reels_of
from renderers.engine import Job, read_settings
from renderers.errors import BadInput, BrokenPromise
from renderers.exports import makers
from renderers.media import aac
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.filmgain import FilmGain
from renderers.media.loudness import measure
from renderers.media.meter import blocks_of, integrated_of
from renderers.media.probe import opened
from renderers.media.reel import heard_in, packets_of, pieces
from renderers.media.scenesound import Placed, levelled, read_levels, write_sound
from renderers.media.soundcheck import heard_again
from renderers.media.wav import Samples, WavReader, WavWriter
from renderers.runtime.kept import kept, tidied
from renderers.timing import SAMPLE_RATE, sample_at
from tests.renderers.media.delivered import decoded

pytestmark = pytest.mark.slow

RATE = Fraction(30000, 1001)
LENGTHS = (61, 100, 77)


def quiet(_: float) -> None:
    """Nobody asks."""


def murmur(samples: int, seed: int) -> Samples:
    """Something like speech: a buzz that swells, and air."""
    at = np.arange(samples) / SAMPLE_RATE
    buzz = sum(np.sin(2 * np.pi * (110 + 30 * seed) * n * at + n) / n for n in range(1, 20))
    mono = 0.06 * buzz * np.abs(np.sin(2 * np.pi * 2.3 * at + seed))
    air = np.random.default_rng(seed).normal(0, 0.001, (samples, 2))
    return np.asarray(mono[:, None] + air, np.float32)


def film(folder: Path, lengths: tuple[int, ...] = LENGTHS, kept_in: Path | None = None) -> tuple[Path, Path, CutList]:
    """The only reel of a film, the master, and its cut list; each scene is a line long."""
    folder.mkdir(exist_ok=True)
    starts = np.cumsum([0, *lengths])[:-1].tolist()
    parts = tuple(Span(start=start, frames=frames) for start, frames in zip(starts, lengths, strict=True))
    word = SpokenWord(text="Hm.", offset=0, length=20_000)
    lines = tuple(SpokenLine(start=start + 3, frames=20, samples=20_000, words=(word,)) for start in starts)
    cuts = CutList(rate=RATE, frames=sum(lengths), parts=parts, cuts=tuple(starts), scenes=tuple(starts), lines=lines)
    timeline = folder / "timeline"
    cuts.write(timeline)
    inputs = {"timeline": timeline}
    for number, frames in enumerate(lengths):
        inputs[f"sound.{number}"] = folder / f"sound{number}.wav"
        samples = sample_at(frames, RATE) + 1
        write_sound(inputs[f"sound.{number}"], [murmur(samples, number)], [(4805, 24_805)], scratch=folder)
    level = make("film_level", {"rate": str(RATE)}, inputs, folder / "level")
    settings = read_settings(makers()["film_reel"], {"rate": str(RATE), "scenes": len(lengths)})
    (folder / "scratch").mkdir()
    job: Job[Any] = Job(settings, inputs | {"level": level}, folder / "reel", folder / "scratch", quiet, kept=kept_in)
    makers()["film_reel"].render(job)
    return folder / "reel", level, cuts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, CutList]:
    return film(tmp_path_factory.mktemp("reel") / "film")


def bed(folder: Path, level: Path, cuts: CutList) -> Samples:
    """What went into the encoder, in one piece."""
    edges = [sample_at(part.start, RATE) for part in cuts.parts] + [sample_at(cuts.frames, RATE)]
    sounds = [Placed(folder / f"sound{n}.wav", edges[n], edges[n + 1]) for n in range(len(cuts.parts))]
    gain = FilmGain.read(level)
    return levelled(sounds, 0, edges[-1], gain_db=gain.gain_db, ceiling_db=gain.ceiling_db)


def test_pieces_join_without_a_seam(made: tuple[Path, Path, CutList]) -> None:
    reel, level, cuts = made
    wanted, found = bed(reel.parent, level, cuts), decoded([reel], cuts)
    whole = aac.decoded(aac.encoded(wanted, at=0))[: len(wanted)]
    assert found.shape == wanted.shape
    for part in cuts.parts[1:]:
        joint = slice(sample_at(part.start, RATE) - 3000, sample_at(part.start, RATE) + 8000)
        noise, usual = np.abs(found[joint] - wanted[joint]).max(), np.abs(whole[joint] - wanted[joint]).max()
        assert noise < 1.5 * usual + 0.002


def test_the_full_mix_is_sample_for_sample_what_was_encoded(made: tuple[Path, Path, CutList], tmp_path: Path) -> None:
    reel, level, cuts = made
    sounds = {f"sound.{number}": reel.parent / f"sound{number}.wav" for number in range(len(cuts.parts))}
    inputs = {"timeline": reel.parent / "timeline", "level": level, **sounds}
    mix, wanted = make("film_mix", {"rate": str(RATE)}, inputs, tmp_path / "mix"), bed(reel.parent, level, cuts)
    with WavReader(mix) as found:
        assert found.frames == len(wanted)
        assert np.abs(found.read(found.frames) - wanted).max() <= 2**-23
    with pytest.raises(BadInput, match="1 scenes have sound but the film has 3"):
        make("film_mix", {"rate": str(RATE)}, {**dict(list(inputs.items())[:3])}, tmp_path / "short")


def test_what_was_heard_of_the_pieces_is_what_the_whole_measures(
    made: tuple[Path, Path, CutList], tmp_path: Path
) -> None:
    reel, _, cuts = made
    with WavWriter(tmp_path / "heard.wav", sample_rate=SAMPLE_RATE, channels=2) as sound:
        sound.write(decoded([reel], cuts))
    level, heard = measure(tmp_path / "heard.wav"), heard_in(reel)
    assert integrated_of(lufs for found in heard for lufs in found.lufs) == pytest.approx(level.lufs, abs=0.2)
    assert max(found.peak_dbtp for found in heard) == pytest.approx(level.peak_dbtp, abs=0.2)
    assert [late for found in heard for _, late in found.delays] == [0] * 6
    assert level.lufs == pytest.approx(-16, abs=0.5)


def test_a_longer_scene_leaves_what_comes_before_it_as_it_was(tmp_path: Path) -> None:
    before, _, cuts = film(tmp_path / "before")
    after, _, _ = film(tmp_path / "after", (61, 100, 90))
    until = sample_at(cuts.parts[1].end, RATE) // aac.PACKET - 2 * aac.WARM
    was, now = ([data for run in packets_of([reel]) for data in run.data][:until] for reel in (before, after))
    assert was == now


def test_kept_pieces_are_the_pieces_that_would_be_made(tmp_path: Path) -> None:
    fresh, _, _ = film(tmp_path / "fresh")
    film(tmp_path / "first", kept_in=tmp_path / "kept")
    stamps = {path.name: path.stat().st_ino for path in (tmp_path / "kept").iterdir()}
    again, _, _ = film(tmp_path / "again", kept_in=tmp_path / "kept")
    assert {path.name: path.stat().st_ino for path in (tmp_path / "kept").iterdir()} == stamps
    assert again.read_bytes() == fresh.read_bytes()


def mastered(made: tuple[Path, Path, CutList], folder: Path) -> Path:
    """The reel copied into a sound file of the film's length."""
    reel, _, cuts = made
    out = folder / "film.m4a"
    aac.write_m4a(out, packets_of([reel]), samples=sample_at(cuts.frames, RATE), rate=RATE)
    return out


def test_a_master_plays_from_the_first_sample_to_the_last(made: tuple[Path, Path, CutList], tmp_path: Path) -> None:
    reel, _, cuts = made
    with opened(mastered(made, tmp_path)) as sound:
        stream = sound.streams.audio[0]
        assert stream.duration * stream.time_base * SAMPLE_RATE == sample_at(cuts.frames, RATE)
        first = next(sound.decode(stream))
        assert first.pts == 0
        assert np.array_equal(first.to_ndarray().T, decoded([reel], cuts)[: aac.PACKET])


def test_a_film_with_other_packets_than_were_heard_is_refused(made: tuple[Path, Path, CutList], tmp_path: Path) -> None:
    reel, _, cuts = made
    whole = [aac.Packets(run.first, run.data) for run in packets_of([reel])]
    assert heard_again(mastered(made, tmp_path), [reel], tick=quiet).findings.samples == sample_at(cuts.frames, RATE)
    swapped = replace(whole[1], data=(whole[1].data[1], whole[1].data[0], *whole[1].data[2:]))
    aac.write_m4a(
        tmp_path / "other.m4a", [whole[0], swapped, *whole[2:]], samples=sample_at(cuts.frames, RATE), rate=RATE
    )
    with pytest.raises(BrokenPromise, match=r"the sound at \d\.\d\d s is not what was mixed for it"):
        heard_again(tmp_path / "other.m4a", [reel], tick=quiet)


def test_a_missing_piece_is_said(made: tuple[Path, Path, CutList], tmp_path: Path) -> None:
    runs = list(packets_of([made[0]]))
    with pytest.raises(BrokenPromise, match="the sound goes on at packet"):
        aac.write_m4a(tmp_path / "hole.m4a", [runs[0], runs[2]], samples=100_000, rate=RATE)


def test_a_scene_knows_its_loudness_without_being_heard_again(made: tuple[Path, Path, CutList], tmp_path: Path) -> None:
    path = made[0].parent / "sound1.wav"
    with WavReader(path) as sound, WavWriter(tmp_path / "loud.wav", sample_rate=SAMPLE_RATE, channels=2) as loud:
        loud.write(sound.read(sound.frames) * 4)
    levels = read_levels(path)
    assert integrated_of(levels.lufs) == pytest.approx(measure(tmp_path / "loud.wav").lufs, abs=0.1)
    assert len(levels.lufs) == len(blocks_of(tmp_path / "loud.wav"))
    assert levels.spoken


def test_what_is_no_sound_of_a_scene_is_named(tmp_path: Path) -> None:
    with WavWriter(tmp_path / "plain.wav", sample_rate=SAMPLE_RATE, channels=2) as sound:
        sound.write(np.zeros((100, 2), np.float32))
    with pytest.raises(BadInput, match=r"plain\.wav does not say how loud it is"):
        read_levels(tmp_path / "plain.wav")


def test_long_scenes_are_cut_into_minutes() -> None:
    whole = pieces(1000, 1000 + 150 * SAMPLE_RATE)
    assert [end - first for first, end in whole] == [50 * SAMPLE_RATE] * 3
    assert whole[0][0] == 1000
    assert pieces(0, 10) == [(0, 10)]


def test_scenes_are_laid_with_all_that_reach_over_them() -> None:
    lengths = [300, 20, 20, 300, 300, 300]
    assert near(lengths, 3, reach=Fraction(48)) == range(5)
    assert near(lengths, 0, reach=Fraction(48)) == range(4)
    assert near(lengths, 5, reach=Fraction(48)) == range(4, 6)
    reels = list(reels_of([100] * 40, Fraction(24)))
    assert [(reel.first, reel.end) for reel in reels] == [(0, 16), (16, 32), (32, 40)]
    assert [reel.given for reel in reels] == [range(17), range(15, 33), range(31, 40)]


def test_what_was_used_longest_ago_is_let_go_of_first(tmp_path: Path) -> None:
    def make(path: Path) -> None:
        path.write_bytes(bytes(100))

    for name in "abc":
        kept(tmp_path, name, make)
    kept(tmp_path, "a", lambda path: pytest.fail(f"{path} was there"))
    tidied(tmp_path, largest_bytes=250)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]
