"""The master holds what was delivered to it: streams, names, chapters, captions, lengths; or it says why not."""

from __future__ import annotations

import json
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest

from infra.bench.synthetic import Film, make, make_film
from renderers.engine import Job, read_settings
from renderers.errors import BadInput, BrokenPromise, Cancelled, OutOfSpace
from renderers.execute import disk_full_said
from renderers.exports import makers
from renderers.media.cutlist import CutList, SpokenLine, SpokenWord
from renderers.timing import SAMPLE_RATE

RATE = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Eight shots with a line over the last two, so that captions come last."""
    made = make_film(tmp_path_factory.mktemp("film"), shots=8, rate=RATE)
    word = SpokenWord(text="Goodbye.", offset=0, length=24_000)
    start = made.cuts.cuts[-1]
    line = SpokenLine(start=start, frames=made.frames - start, samples=24_000, words=(word,))
    spoken = made.cuts.model_copy(update={"lines": (line,), "scenes": (0, made.cuts.cuts[4])})
    spoken.write(made.path.parent / "spoken")
    return made


def delivered(film: Film, folder: Path, *, lines: list[dict[str, str]], **said: Any) -> Path:
    """A master of the film with captions of these lines."""
    room = film.path.parent
    timeline = room / ("spoken" if lines else "timeline")
    captions = make("captions", {"format": "vtt", "lines": lines}, {"timeline": timeline}, folder / "captions")
    inputs = {"timeline": timeline, "picture": room / "picture", "bed": room / "bed.wav", "captions": captions}
    return make("mp4_h264", {"rate": str(RATE)} | said, inputs, folder / "master")


def test_every_stream_is_as_long_as_the_film(film: Film, tmp_path: Path) -> None:
    master = delivered(film, tmp_path, lines=[{"text": "Goodbye."}])
    with av.open(str(master)) as opened:
        picture, sound, captions = opened.streams.video[0], opened.streams.audio[0], opened.streams.subtitles[0]
        assert (picture.frames, picture.average_rate) == (film.frames, RATE)
        assert (picture.duration or 0) * (picture.time_base or 0) == film.frames / RATE
        assert (sound.duration or 0) * (sound.time_base or 0) == Fraction(film.samples, SAMPLE_RATE)
        assert (captions.duration or 0) * (captions.time_base or 0) <= film.frames / RATE
        assert abs(Fraction(opened.duration or 0, 1_000_000) - film.frames / RATE) < Fraction(1, 10_000)


def test_frames_follow_each_other_by_one(film: Film, tmp_path: Path) -> None:
    with av.open(str(delivered(film, tmp_path, lines=[]))) as opened:
        times = [(frame.pts or 0) * (frame.time_base or 0) * RATE for frame in opened.decode(video=0)]
    assert times == list(range(film.frames))


def test_names_languages_and_chapters_come_along(film: Film, tmp_path: Path) -> None:
    said = {"title": "A = B; #1\\2", "author": "Zoë Ⅲ", "language": "de-CH", "chapters": ["INT. LAMP", "EXT. SEA"]}
    with av.open(str(delivered(film, tmp_path, lines=[{"text": "Goodbye."}], **said))) as opened:
        assert opened.metadata["title"] == said["title"]
        assert opened.metadata["artist"] == said["author"]
        assert opened.streams.audio[0].language == opened.streams.subtitles[0].language == "deu"
        chapters = opened.chapters()
    assert [chapter["metadata"]["title"] for chapter in chapters] == said["chapters"]
    starts = [chapter["start"] * (chapter["time_base"] or 0) for chapter in chapters]
    assert abs(starts[1] - film.cuts.cuts[4] / RATE) < Fraction(1, 1000)


def test_a_film_without_words_has_a_captions_track_without_cues(film: Film, tmp_path: Path) -> None:
    master = delivered(film, tmp_path, lines=[])
    assert makers()["mp4_h264"].facts(master)["captions"] == 1
    empty = make("captions", {"format": "srt"}, {"timeline": film.path.parent / "timeline"}, tmp_path / "srt")
    assert makers()["captions"].facts(empty) == {"cues": 0}
    assert empty.stat().st_size


def test_chapters_must_be_those_of_the_scenes(film: Film, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="3 chapters are named but there are 2 scenes"):
        delivered(film, tmp_path, lines=[{"text": "Goodbye."}], chapters=["one", "two", "three"])


def test_a_clip_with_a_frame_too_few_is_named(film: Film, tmp_path: Path) -> None:
    room = film.path.parent
    longer = CutList.read(room / "timeline")
    parts = tuple(
        part.model_copy(update={"frames": part.frames + (index == 3)}) for index, part in enumerate(longer.parts)
    )
    longer.model_copy(update={"parts": parts}).write(tmp_path / "timeline")
    clips = {f"clip.{index}": room / f"{index}.mp4" for index in range(8)}
    with pytest.raises(BrokenPromise, match=r"3\.mp4 has 15 frames where the cut list says 16"):
        make("picture", {"rate": str(RATE)}, {"timeline": tmp_path / "timeline", **clips}, tmp_path / "picture")


def test_a_clip_that_is_no_film_is_named(film: Film, tmp_path: Path) -> None:
    room = film.path.parent
    (tmp_path / "broken.mp4").write_text("nothing")
    clips = {f"clip.{index}": room / f"{index}.mp4" for index in range(8)} | {"clip.5": tmp_path / "broken.mp4"}
    with pytest.raises(BrokenPromise, match=r"broken\.mp4 cannot be read"):
        make("picture", {"rate": str(RATE)}, {"timeline": room / "timeline", **clips}, tmp_path / "picture")


def job(engine: str, settings: dict[str, Any], inputs: dict[str, Path], out: Path, progress: Any) -> Job[Any]:
    """A job of an engine."""
    scratch = Path(str(out.parent)) / "scratch" if out.parent != Path("/dev") else inputs["timeline"].parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return Job(read_settings(makers()[engine], settings), inputs, out, scratch, progress)


@pytest.mark.parametrize("engine", ["picture", "mp4_h264", "effects", "captions"])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is a full disk only on Linux")
def test_a_full_disk_is_said_in_words(film: Film, engine: str) -> None:
    room = film.path.parent
    clips = {f"clip.{index}": room / f"{index}.mp4" for index in range(8)}
    inputs = {"timeline": room / "timeline", "picture": room / "picture", "bed": room / "bed.wav", **clips}
    settings = {"format": "vtt"} if engine == "captions" else {"rate": str(RATE)}
    with pytest.raises(OutOfSpace, match="the disk is full"), disk_full_said():
        makers()[engine].render(job(engine, settings, inputs, Path("/dev/full"), lambda part: None))


def test_a_cancelled_master_stops_within_half_a_second(film: Film, tmp_path: Path) -> None:
    room = film.path.parent
    inputs = {"timeline": room / "timeline", "picture": room / "picture", "bed": room / "bed.wav"}
    asked: list[float] = []

    def progress(part: float) -> None:
        asked.append(time.monotonic())
        raise Cancelled("the render was stopped")

    with pytest.raises(Cancelled):
        makers()["mp4_h264"].render(job("mp4_h264", {"rate": str(RATE)}, inputs, tmp_path / "film", progress))
    assert time.monotonic() - asked[0] < 0.5


def test_the_report_of_the_synthetic_film_finds_every_cut_in_sync(film: Film, tmp_path: Path) -> None:
    room = film.path.parent
    asked = {"rate": str(RATE), "width": 160, "height": 90, "captions": False}
    inputs = {"master": film.path, "bed": room / "bed.wav", "timeline": room / "timeline"}
    figures = json.loads(make("report", asked, inputs, tmp_path / "report").read_text())
    assert (figures["sync_checks"], figures["sync_error_samples"]) == (8, 0)
