"""A film that plays while it is made: scenes in fragments, and the playlist that grows with them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from infra.bench.synthetic import Film, make, make_film
from renderers.errors import BrokenPromise
from renderers.exports import exports
from renderers.exports.mp4_fragments import longest_seconds
from renderers.media.encode import luma_frames
from renderers.media.fragments import Fragment, Fragments, read_fragments
from renderers.media.hls import Ending, StreamedScene, playlist
from renderers.media.hybrid import join
from renderers.media.remux import REORDERED
from renderers.media.wav import WavReader
from renderers.timing import sample_at

pytestmark = pytest.mark.slow

RATES = [Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30)]
SHORT = StreamedScene("/one", Fragments(range(100), (Fragment(140, 900, 48),)))
LONG = StreamedScene("/two", Fragments(range(30, 120), (Fragment(120, 800, 96), Fragment(920, 400, 30))))


def a_scene(folder: Path, *, shots: int, rate: Fraction) -> tuple[Film, Path]:
    folder.mkdir()
    film = make_film(folder, shots=shots, rate=rate)
    inputs = {"picture": folder / "picture", "bed": folder / "bed.wav", "timeline": folder / "timeline"}
    return film, make("mp4_fragments", {"rate": str(rate)}, inputs, folder / "scene.mp4")


def decoded(data: bytes, folder: Path) -> tuple[list[Any], list[Any]]:
    """Frames of the picture and of the sound in what a player has fetched so far."""
    file = folder / "fetched.mp4"
    file.write_bytes(data)
    with av.open(str(file)) as film:
        pictures = list(film.decode(video=0))
    with av.open(str(file)) as film:
        return pictures, list(film.decode(audio=0))


def numbers(pictures: list[Any], rate: Fraction) -> list[int]:
    """Frame numbers from the first; FFmpeg shows all of a stream later by as much as it has to reorder."""
    shown = [round(frame.pts * frame.time_base * rate) for frame in pictures]
    return [number - shown[0] for number in shown]


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_fragments_fetched_one_by_one_are_the_scene_to_the_frame_and_the_sample(rate: Fraction, tmp_path: Path) -> None:
    film, scene = a_scene(tmp_path / "scene", shots=14, rate=rate)
    found, raw = read_fragments(scene), scene.read_bytes()
    fetched = raw[found.header.start : found.header.stop] + b"".join(
        raw[one.offset : one.offset + one.size] for one in found.pieces
    )
    pictures, sound = decoded(fetched, tmp_path)
    assert len(found.pieces) > 1
    assert numbers(pictures, rate) == list(range(film.frames))
    wanted = list(luma_frames(tmp_path / "scene/picture"))
    seen = [frame.to_ndarray()[: frame.height] for frame in pictures]
    assert all(np.array_equal(shown, luma) for shown, luma in zip(seen, wanted, strict=True))
    assert sum(frame.samples for frame in sound) == film.samples


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_fragment_is_decoded_from_the_header_and_itself_alone(rate: Fraction, tmp_path: Path) -> None:
    _, scene = a_scene(tmp_path / "scene", shots=14, rate=rate)
    found, raw = read_fragments(scene), scene.read_bytes()
    before = 0
    for piece in found.pieces:
        pictures, _ = decoded(
            raw[found.header.start : found.header.stop] + raw[piece.offset : piece.offset + piece.size], tmp_path
        )
        assert numbers(pictures, rate) == list(range(piece.frames))
        assert 0 <= round(pictures[0].pts * pictures[0].time_base * rate) - before <= REORDERED
        assert pictures[0].key_frame
        before += piece.frames


def test_the_sound_of_scenes_after_each_other_has_no_gap_and_no_filling(tmp_path: Path) -> None:
    """FLAC gives back the beds as they are: what is heard over the border is one bed's end and the next one's start."""
    heard, beds = [], []
    for number, shots in enumerate((3, 5)):
        folder = tmp_path / str(number)
        film, scene = a_scene(folder, shots=shots, rate=Fraction(24))
        heard += [frame.to_ndarray().reshape(-1, 2) for frame in decoded(scene.read_bytes(), tmp_path)[1]]
        with WavReader(folder / "bed.wav") as bed:
            beds.append(bed.read(sample_at(film.frames, Fraction(24))))
    sound, wanted = np.concatenate(heard) / 32768, np.concatenate(beds)
    assert sound.shape == wanted.shape
    assert np.abs(sound - wanted).max() <= 1 / 32768


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_no_piece_is_longer_than_promised(rate: Fraction, tmp_path: Path) -> None:
    _, scene = a_scene(tmp_path / "scene", shots=30, rate=rate)
    pieces = read_fragments(scene).pieces
    assert max(piece.frames / rate for piece in pieces) <= longest_seconds(rate)
    assert all(piece.frames / rate >= 4 for piece in pieces[:-1])


def test_a_stream_begins_at_zero_without_an_edit_list(tmp_path: Path) -> None:
    """With one, players leave a gap of the reordered frames before every scene but the first."""
    _, scene = a_scene(tmp_path / "scene", shots=3, rate=Fraction(24))
    header = read_fragments(scene).header
    assert b"elst" not in scene.read_bytes()[header.start : header.stop]


@pytest.mark.parametrize("rate", RATES[:2], ids=str)
def test_a_scene_opened_alone_begins_with_its_first_frame_at_zero(rate: Fraction, tmp_path: Path) -> None:
    film, scene = a_scene(tmp_path / "scene", shots=8, rate=rate)
    pictures, sound = decoded(scene.read_bytes(), tmp_path)
    shown = [frame.pts * frame.time_base * rate for frame in pictures]
    assert shown == list(range(film.frames))
    seen = (frame.to_ndarray()[: frame.height] for frame in pictures)
    assert all(map(np.array_equal, seen, luma_frames(tmp_path / "scene/picture")))
    assert (sound[0].pts, sum(frame.samples for frame in sound)) == (0, film.samples)
    with av.open(str(scene)) as opened:
        assert (opened.start_time, opened.streams.video[0].start_time) == (0, 0)
        assert opened.streams.video[0].frames == film.frames


def test_an_index_of_other_samples_is_refused(tmp_path: Path) -> None:
    film, scene = a_scene(tmp_path / "scene", shots=3, rate=Fraction(24))
    with pytest.raises(BrokenPromise, match="same samples"):
        join(index=film.path, fragments=scene, out=tmp_path / "film.mp4")


def test_a_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    _, scene = a_scene(tmp_path / "scene", shots=14, rate=Fraction(24))
    scene.write_bytes(scene.read_bytes()[:-400])
    with pytest.raises(BrokenPromise, match="scene"):
        exports()["mp4_fragments"].facts(scene)


def test_a_plain_mp4_is_not_taken_for_fragments(tmp_path: Path) -> None:
    film, _ = a_scene(tmp_path / "scene", shots=2, rate=Fraction(24))
    with pytest.raises(BrokenPromise, match="not a film in fragments"):
        read_fragments(film.path)


def test_a_playlist_of_two_scenes_says_where_times_begin_anew() -> None:
    text = playlist([SHORT, LONG], rate=Fraction(24), longest_seconds=6, ending=Ending.OVER)
    assert text == (
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:EVENT\n"
        "#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n"
        '#EXT-X-MAP:URI="/one",BYTERANGE="100@0"\n#EXTINF:2.000000,\n#EXT-X-BYTERANGE:900@140\n/one\n'
        "#EXT-X-DISCONTINUITY\n"
        '#EXT-X-MAP:URI="/two",BYTERANGE="90@30"\n#EXTINF:4.000000,\n#EXT-X-BYTERANGE:800@120\n/two\n'
        "#EXTINF:1.250000,\n#EXT-X-BYTERANGE:400@920\n/two\n#EXT-X-ENDLIST\n"
    )


def test_what_a_playlist_said_once_stays_when_it_grows() -> None:
    made = [
        playlist(scenes, rate=Fraction(24), longest_seconds=6, ending=Ending.OPEN)
        for scenes in ([], [SHORT], [SHORT, LONG])
    ]
    assert made[1].startswith(made[0])
    assert made[2].startswith(made[1])
    assert not any("ENDLIST" in text for text in made)


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_the_lengths_of_the_pieces_are_the_length_of_the_film(rate: Fraction) -> None:
    pieces = tuple(Fragment(100 * at, 100, 96 + at % 5) for at in range(1, 1000))
    text = playlist(
        [StreamedScene("/a", Fragments(range(100), pieces))], rate=rate, longest_seconds=6, ending=Ending.OVER
    )
    lengths = [Fraction(found) for found in re.findall(r"#EXTINF:([\d.]+),", text)]
    assert abs(sum(lengths) - sum(piece.frames for piece in pieces) / rate) < Fraction(1, 1000)


def test_a_piece_longer_than_the_playlist_promised_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"4\.0 s"):
        playlist([LONG], rate=Fraction(24), longest_seconds=3, ending=Ending.OPEN)
