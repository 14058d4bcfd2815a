"""Clips worked on frame by frame: lengths, sizes, fades, memory, and what happens when the card runs full."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.filters import ClipFilter
from renderers.errors import BadInput, BrokenPromise, ToolMissing
from renderers.media.clips import Clip, counted
from renderers.media.probe import video_facts
from renderers.media.rgb import Rgb
from renderers.models.store import ModelStore
from renderers.runtime.pipelines import OutOfMemory
from renderers.runtime.tiles import LEAST, Tiles, pieces
from tests.contracts.clip_jobs import clip, cut_list, face, spoken
from tests.models import equip, needs_engines, using

NAMES = ("realesrgan", "rife", "film_net", "codeformer", "musetalk")
heavy = [pytest.mark.slow, needs_engines]


class Counted(np.ndarray):  # a frame that can be followed until it is let go
    """As a picture is."""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        for name in NAMES:
            equip(store, engines()[name])
        yield store


def filter_of(name: str) -> ClipFilter:
    engine = engines()[name]
    assert isinstance(engine, ClipFilter)
    return engine


def pictures(count: int, *, width: int = 48, height: int = 32) -> list[Rgb]:
    return list(np.random.default_rng(1).integers(40, 220, (count, height, width, 3), dtype=np.uint8))


def job_of(name: str, folder: Path, source: list[Rgb], *, frames: int, rate: str = "24", **more: object) -> Job[Any]:
    """A job over these frames; `more` are settings, or files by role where they are paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {role.replace("_", "."): path for role, path in more.items() if isinstance(path, Path)}
    told = {name: value for name, value in more.items() if not isinstance(value, Path)}
    inputs = {
        "source": clip(folder / "source.mp4", source, rate=Fraction(rate)),
        "timing": cut_list(folder / "timing", frames=frames),
    } | files
    settings = read_settings(engines()[name], {"rate": "24"} | told)
    return Job(settings, inputs, folder / "out.mp4", folder, lambda fraction: None)


def shown(path: Path) -> list[Rgb]:
    with av.open(str(path)) as film:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in film.decode(video=0)]


def test_colours_survive_being_read_and_written(tmp_path: Path) -> None:
    plain = np.zeros((64, 64, 3), np.uint8)
    plain[:] = (200, 60, 30)
    path = clip(tmp_path / "clip.mp4", [plain] * 2)
    seen = next(Clip.of(path).pictures())
    assert np.abs(seen.astype(int) - plain).max() <= 4


def test_what_is_no_clip_is_named(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"not a clip")
    with pytest.raises(BadInput, match="source is no clip to work on"):
        Clip.of(tmp_path / "source")


def test_a_clip_that_ends_too_soon_is_no_shot() -> None:
    with pytest.raises(BrokenPromise, match="rife made 3 frames of a clip that has 5"):
        list(counted(pictures(3), 5, name="rife"))


@pytest.mark.parametrize("name", NAMES)
def test_without_its_weights_it_says_how_to_get_them(name: str, tmp_path: Path) -> None:
    engine = filter_of(name)
    with using(tmp_path / "models"):
        assert "make engines" in engine.missing() or "manage.py models" in engine.missing()


def test_restored_faces_stay_off_until_an_agreement_is_recorded(tmp_path: Path) -> None:
    with using(tmp_path / "models") as store:
        assert "S-Lab License 1.0 forbids commercial use" in filter_of("codeformer").missing()
        store.record_licence("codeformer", "contract 7")
        assert "models pull codeformer" in filter_of("codeformer").missing()
        job = job_of("codeformer", tmp_path / "job", pictures(2), frames=2)
        with pytest.raises(ToolMissing, match="models pull codeformer"):
            filter_of("codeformer").render(job)


@pytest.mark.parametrize("side", [16, 50, 512])
def test_pieces_cover_a_picture_once(side: int) -> None:
    drawn = np.zeros((70, 130), int)
    for piece in pieces(70, 130, side=side, edge=8):
        drawn[piece.top : piece.bottom, piece.left : piece.right] += 1
        assert piece.seen_top <= piece.top
        assert piece.seen_right >= piece.right
    assert (drawn == 1).all()


class TestWithNetworks:
    """On tiny twins, through the loading path of the released ones."""

    pytestmark = heavy

    def test_a_clip_is_enlarged_to_the_film_and_fades_at_the_end_of_the_line(
        self, models: ModelStore, tmp_path: Path
    ) -> None:
        job = job_of("realesrgan", tmp_path, pictures(4), frames=4, width=96, height=64)
        cut_list(job.inputs["timing"], frames=4, black=3)
        filter_of("realesrgan").render(job)
        assert video_facts(job.out) == {"frames": 4, "width": 96, "height": 64, "rate": "24"}
        first, *_, last = shown(job.out)
        assert first.max() < 20
        assert last.max() > 60

    @pytest.mark.parametrize("name", ["rife", "film_net"])
    def test_sixteen_frames_a_second_become_twenty_four(self, models: ModelStore, tmp_path: Path, name: str) -> None:
        job = job_of(name, tmp_path, pictures(5, width=64, height=64), frames=6, rate="16")
        filter_of(name).render(job)
        assert video_facts(job.out) == {"frames": 6, "width": 64, "height": 64, "rate": "24"}
        source, made = shown(job.inputs["source"]), shown(job.out)
        assert np.abs(made[3].astype(int) - source[2]).mean() < 6
        assert np.abs(made[1].astype(int) - source[0]).mean() > 10

    def test_who_speaks_is_drawn_anew_and_nobody_else(self, models: ModelStore, tmp_path: Path) -> None:
        two = np.maximum(face(at=32, side=128), face(at=192, side=128))
        lines = cut_list(tmp_path / "lines", frames=4, lines=1)
        told: dict[str, Any] = {"voices": [1], "people": 2}
        job = job_of(
            "musetalk", tmp_path, [two] * 4, frames=4, **told, lines=lines, speech_0=spoken(tmp_path / "s.wav")
        )
        filter_of("musetalk").render(job)
        change = np.abs(shown(job.out)[2].astype(int) - shown(job.inputs["source"])[2]).mean(axis=(0, 2))
        assert change[:128].max() < 8 < change[128:].max()

    def test_another_voice_is_another_mouth(self, models: ModelStore, tmp_path: Path) -> None:
        made = []
        for name, pitch in (("low", 120.0), ("high", 900.0)):
            folder = tmp_path / name
            folder.mkdir()
            lines, speech = cut_list(folder / "lines", frames=4, lines=1), spoken(folder / "s.wav", pitch=pitch)
            job = job_of("musetalk", folder, [face()] * 4, frames=4, voices=[0], lines=lines, speech_0=speech)
            filter_of("musetalk").render(job)
            made.append(shown(job.out)[3])
        low, high = made
        assert not np.array_equal(low, high)

    def test_lines_without_their_voices_are_missed_in_words(self, models: ModelStore, tmp_path: Path) -> None:
        lines = cut_list(tmp_path / "lines", frames=4, lines=1)
        job = job_of("musetalk", tmp_path, [face()] * 4, frames=4, voices=[0], lines=lines)
        with pytest.raises(BadInput, match="0 files of speech were given for 1 lines by 1 people"):
            filter_of("musetalk").render(job)

    def test_fidelity_decides_how_much_of_the_face_stays(self, models: ModelStore, tmp_path: Path) -> None:
        kept = {}
        for fidelity in (0, 100):
            job = job_of("codeformer", tmp_path / str(fidelity), [face()] * 2, frames=2, fidelity=fidelity)
            filter_of("codeformer").render(job)
            change = shown(job.out)[1].astype(int) - shown(job.inputs["source"])[1]
            kept[fidelity] = np.abs(change).max()
        assert kept[100] < 25 < kept[0]

    def test_a_portrait_without_a_face_cannot_speak(self, models: ModelStore, tmp_path: Path) -> None:
        from PIL import Image

        Image.new("RGB", (256, 128), (90, 90, 90)).save(tmp_path / "first.png")
        engine = engines()["talking_portrait"]
        asked = {"width": 256, "height": 128, "rate": "24", "voices": [0]}
        inputs = {"first": tmp_path / "first.png", "timing": cut_list(tmp_path / "timing", frames=3, lines=1)}
        inputs["speech.0"] = spoken(tmp_path / "s.wav")
        job = Job(read_settings(engine, asked), inputs, tmp_path / "out", tmp_path, lambda fraction: None)
        with pytest.raises(BadInput, match=r"no face is to be found in first\.png"):
            engine.render(job)

    @pytest.mark.parametrize("name", ["realesrgan", "rife", "codeformer", "musetalk"])
    def test_a_long_clip_holds_no_more_frames_than_a_short_one(
        self, models: ModelStore, tmp_path: Path, name: str
    ) -> None:
        more: dict[str, Any] = {"width": 96, "height": 64} if name == "realesrgan" else {}
        if name == "musetalk":
            lines, speech = cut_list(tmp_path / "lines", frames=4, lines=1), spoken(tmp_path / "s.wav")
            more = {"voices": [0], "lines": lines, "speech_0": speech}
        frame = face(side=64) if name in ("musetalk", "codeformer") else pictures(1)[0]
        job = job_of(name, tmp_path, [frame] * 2, frames=2, rate="16", **more)
        assert _most_held(name, job, frame, 3) == _most_held(name, job, frame, 9) <= 3

    def test_a_full_card_halves_the_pieces_and_the_picture_is_the_same(self) -> None:
        import torch

        picture = torch.rand(1, 3, 200, 300)
        blurred = torch.nn.AvgPool2d(9, stride=1, padding=4, count_include_pad=False)
        whole = Tiles("a clip").through(picture, blurred)
        tiles = Tiles("a clip")

        def small(piece: torch.Tensor) -> torch.Tensor:
            if piece.shape[2] * piece.shape[3] > 170 * 170:
                raise torch.OutOfMemoryError("CUDA out of memory")
            return blurred(piece)

        made = tiles.through(picture, small)
        assert tiles.side == 128
        inner = (slice(None), slice(None), slice(8, -8), slice(8, -8))
        assert torch.allclose(made[inner], whole[inner], atol=1e-6)

    def test_a_card_too_small_for_the_least_piece_is_said_in_words(self) -> None:
        import torch

        def full(piece: torch.Tensor) -> torch.Tensor:
            raise torch.OutOfMemoryError("CUDA out of memory")

        with pytest.raises(OutOfMemory, match=f"too small for a clip of 3840x2160, even in pieces of {LEAST} pixels"):
            Tiles("a clip of 3840x2160").through(torch.rand(1, 3, 64, 64), full)


def _most_held(name: str, job: Job[Any], frame: Rgb, count: int) -> int:
    """How many frames of a stream are alive at once at most, counted whenever one is made."""
    alive: set[int] = set()
    most = 0

    def stream() -> Iterator[Rgb]:
        for number in range(count):
            following = np.roll(frame, number, axis=0).view(Counted)
            alive.add(number)
            weakref.finalize(following, alive.discard, number)
            yield following
            del following

    for _ in _through(name, job, stream(), count):
        most = max(most, len(alive))
    return most


def _through(name: str, job: Job[Any], frames: Iterator[Rgb], count: int) -> Iterator[Rgb]:
    engine = filter_of(name)
    made: Callable[..., Iterator[Rgb]] = engine.through
    return made(frames, Clip.of(job.inputs["source"]), job, count)
