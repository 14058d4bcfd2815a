"""Captions in the picture: every letter, in the safe area, while they are read; the film otherwise as it was."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.bench.synthetic import Film, make, make_film
from renderers.errors import BadInput, BrokenPromise
from renderers.exports import makers
from renderers.media.burning import SAFE, read_web_vtt, sub_station
from renderers.media.captions import Cue, web_vtt
from renderers.media.encode import Plane, SegmentWriter, luma_frames
from renderers.media.type import Face
from renderers.timing import SAMPLE_RATE

pytestmark = pytest.mark.slow

RATE = Fraction(30000, 1001)
FIRST, END = 10, 22


def shown(text: str) -> Cue:
    """A cue on the frames from FIRST up to and without END."""
    start, end = (-(-frame * 1000 * RATE.denominator // RATE.numerator) for frame in (FIRST, END))
    return Cue(start, end, text)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    return make_film(tmp_path_factory.mktemp("film"), shots=3, rate=RATE)


def burned(film: Film, folder: Path, text: str, *, width: int = 640, height: int = 360) -> Path:
    """The film's sound under a grey picture of a size, with one cue."""
    folder.mkdir(exist_ok=True)
    (folder / "captions").write_text(web_vtt([shown(text)]), "utf-8")
    grey = (np.full((height, width), 120, np.uint8), *(np.full((height // 2, width // 2), 128, np.uint8),) * 2)
    with SegmentWriter(folder / "grey.mp4", width=width, height=height, rate=RATE) as picture:
        for _ in range(film.frames):
            picture.write_planes(*grey)
    room = film.path.parent
    inputs = {"timeline": room / "timeline", "picture": folder / "grey.mp4", "bed": room / "bed.wav"}
    return make("mp4_burned", {"rate": str(RATE)}, inputs | {"captions": folder / "captions"}, folder / "burned.mp4")


def drawn(frame: Plane) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the letters, their outline aside."""
    rows, columns = np.nonzero(frame > 190)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def test_captions_are_drawn_on_the_frames_of_their_cue_and_on_no_other(film: Film, tmp_path: Path) -> None:
    frames = list(luma_frames(burned(film, tmp_path, "To the sea.")))
    lit = [number for number, frame in enumerate(frames) if (frame > 190).any()]
    assert lit == list(range(FIRST, END))
    assert all(abs(frame.astype(int) - 120).max() <= 3 for frame in (frames[0], frames[-1]))


@pytest.mark.parametrize(("width", "height"), [(640, 360), (360, 640), (860, 360)])
def test_two_full_rows_stay_in_the_safe_area_of_every_shape(
    film: Film, tmp_path: Path, width: int, height: int
) -> None:
    text = "WWWWWW WWWWWW WWWWWW WWWWWW WWWWWW WWWWWW W\nand a second row of less"
    frames = list(luma_frames(burned(film, tmp_path, text, width=width, height=height)))
    left, top, right, bottom = drawn(frames[FIRST + 2])
    assert left >= width * SAFE - 1
    assert right <= width * (1 - SAFE) + 1
    assert height * 0.6 < top < bottom <= height * (1 - SAFE) + 1


@pytest.mark.parametrize(
    "text", ["{\\alpha&HFF&}x", "a\\Nb", "<i>x</i> & --> y", "\u0627\u0644\u0628\u062d\u0631", "\U0001f98a!"]
)
def test_what_looks_like_markup_and_other_scripts_are_drawn_on_one_row(film: Film, tmp_path: Path, text: str) -> None:
    plain = drawn(list(luma_frames(burned(film, tmp_path / "plain", "Ag")))[FIRST + 2])
    odd = drawn(list(luma_frames(burned(film, tmp_path / "odd", text)))[FIRST + 2])
    assert odd[3] - odd[1] < 1.9 * (plain[3] - plain[1])
    assert odd[2] - odd[0] > 4


def test_nothing_is_lost_in_the_second_encoding(film: Film, tmp_path: Path) -> None:
    with av.open(str(burned(film, tmp_path, "To the sea."))) as opened:
        picture, sound = opened.streams.video[0], opened.streams.audio[0]
        assert len(opened.streams.subtitles) == 0
        assert (picture.frames, picture.average_rate) == (film.frames, RATE)
        assert (sound.duration or 0) * (sound.time_base or 0) == Fraction(film.samples, SAMPLE_RATE)
        times = [(frame.pts or 0) * (frame.time_base or 0) * RATE for frame in opened.decode(video=0)]
    assert times == list(range(film.frames))


def test_a_folder_with_odd_letters_is_no_trouble(film: Film, tmp_path: Path) -> None:
    folder = tmp_path / "it's, odd: [x]; 100%"
    assert makers()["mp4_burned"].facts(burned(film, folder, "To the sea."))["frames"] == film.frames


def test_letters_the_fonts_lack_are_named_and_never_spelt_otherwise() -> None:
    with pytest.raises(BadInput, match="no letters for 𐌰 𐌱"):
        sub_station([Cue(0, 1000, "嵐𐌰𐌱")], width=640, height=360)


@pytest.mark.parametrize(
    "text", ["嵐の夜に、東京へ", "안녕하세요 세계", "السلام عليكم", "שלום עולם", "नमस्ते दुनिया", "สวัสดีครับ", "🦊🦊🦊"]
)
def test_every_script_is_drawn_as_wide_as_its_own_typeface_is(film: Film, tmp_path: Path, text: str) -> None:
    left, top, right, bottom = drawn(list(luma_frames(burned(film, tmp_path, text, width=1280, height=720)))[FIRST + 2])
    wide = Face(round(720 * 0.055)).length(text)
    assert abs(right - left - wide) < 0.04 * wide + 5
    assert bottom - top < 1.6 * 720 * 0.055


def test_a_film_with_a_captions_track_is_not_a_burned_one(film: Film, tmp_path: Path) -> None:
    room = film.path.parent
    captions = make("captions", {"format": "vtt"}, {"timeline": room / "timeline"}, tmp_path / "captions")
    inputs = {"timeline": room / "timeline", "picture": room / "picture", "bed": room / "bed.wav", "captions": captions}
    master = make("mp4_h264", {"rate": str(RATE)}, inputs, tmp_path / "master")
    with pytest.raises(BrokenPromise, match="a captions track beside"):
        makers()["mp4_burned"].facts(master)


def test_captions_that_are_no_captions_are_refused() -> None:
    with pytest.raises(BadInput, match="not WebVTT"):
        read_web_vtt("1\n00:00:01,000 --> 00:00:02,000\nHello\n")


ROW = st.text(st.sampled_from("ab &<>-;{}\\é海"), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(rows=st.lists(st.lists(ROW, min_size=1, max_size=2), max_size=5))
def test_captions_are_read_as_they_were_written(rows: list[list[str]]) -> None:
    starts = [number * 3_599_999 for number in range(len(rows) + 1)]
    cues = [Cue(start, end, "\n".join(text)) for (start, end), text in zip(pairwise(starts), rows, strict=True)]
    assert read_web_vtt(web_vtt(cues)) == cues
