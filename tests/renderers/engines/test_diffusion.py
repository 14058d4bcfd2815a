"""Models with weights, loaded from the store by the product's own path: tiny ones, but every line of it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from renderers.compilers.film import compile_film
from renderers.engine import Job, Kind, read_settings
from renderers.engines import engines
from renderers.engines.local import DiffusionClip, DiffusionPicture
from renderers.errors import BadInput, ToolMissing
from renderers.execute import LocalRun
from renderers.media.cutlist import CutList, Span
from renderers.media.probe import video_facts
from renderers.models.store import ModelStore
from renderers.presets import STANDARD, Choice
from renderers.runtime.memory import Memory, leaner
from renderers.runtime.pipelines import OutOfMemory, loads, within_memory
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import CastSpec, FilmSpec, VoiceSpec
from renderers.store import FolderStore
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
RATE = Fraction(24)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        for name in ("sdxl", "flux2_klein", "ltx_video", "wan_5b"):
            equip(store, engines()[name])
        yield store


def picture(name: str) -> DiffusionPicture:
    engine = engines()[name]
    assert isinstance(engine, DiffusionPicture)
    return engine


def clip(name: str) -> DiffusionClip:
    engine = engines()[name]
    assert isinstance(engine, DiffusionClip)
    return engine


def drawn(folder: Path, told: Callable[[float], None] = lambda fraction: None, **asked: object) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    engine = picture("sdxl")
    settings = {"prompt": "A kitchen at night.", "width": 64, "height": 64, "steps": 2} | asked
    engine.render(Job(read_settings(engine, settings), {}, folder / "out", folder, told))
    return (folder / "out").read_bytes()


def filmed(engine: DiffusionClip, folder: Path, *, frames: int, first: Path | None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    timing = folder / "timing"
    CutList(rate=RATE, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,)).write(timing)
    settings = read_settings(engine, {"prompt": "Rain.", "width": 64, "height": 64, "steps": 1, "rate": "24"})
    inputs = {"timing": timing} | ({"first": first} if first else {})
    engine.render(Job(settings, inputs, folder / "out.mp4", folder, lambda fraction: None))
    return folder / "out.mp4"


def first_frame(path: Path) -> np.ndarray:
    with av.open(str(path)) as film:
        return next(film.decode(video=0)).to_ndarray(format="rgb24")


def coloured(folder: Path, name: str, colour: tuple[int, int, int]) -> Path:
    path = folder / f"{name}.png"
    Image.new("RGB", (64, 64), colour).save(path)
    return path


def test_words_and_seed_decide_the_picture(models: ModelStore, tmp_path: Path) -> None:
    same = drawn(tmp_path / "a", seed=1)
    assert drawn(tmp_path / "b", seed=1) == same
    assert drawn(tmp_path / "c", seed=2) != same
    assert drawn(tmp_path / "d", seed=1, prompt="A field at noon.") != same


def test_a_model_is_loaded_once_for_many_jobs(models: ModelStore, tmp_path: Path) -> None:
    drawn(tmp_path / "a")
    before = loads()
    drawn(tmp_path / "b", seed=5)
    assert loads() == before


def test_weights_that_were_taken_away_are_missed_in_words(tmp_path: Path) -> None:
    with using(tmp_path / "empty"), pytest.raises(ToolMissing, match=r"manage\.py models pull sdxl"):
        drawn(tmp_path)


@pytest.mark.parametrize("name", ["ltx_video", "wan_5b"])
def test_a_shot_begins_with_its_picture(models: ModelStore, tmp_path: Path, name: str) -> None:
    red, blue = coloured(tmp_path, "red", (200, 20, 20)), coloured(tmp_path, "blue", (20, 20, 200))
    one = filmed(clip(name), tmp_path / "one", frames=5, first=red)
    two = filmed(clip(name), tmp_path / "two", frames=5, first=blue)
    assert not np.array_equal(first_frame(one), first_frame(two))


def test_a_long_shot_is_chained_to_the_frame(models: ModelStore, tmp_path: Path) -> None:
    short = clip("ltx_video")
    lengths = replace(short.card.lengths, most=25)  # type: ignore[type-var]  # the engine has lengths
    engine = replace(short, card=replace(short.card, lengths=lengths))
    made = filmed(engine, tmp_path, frames=60, first=coloured(tmp_path, "red", (200, 20, 20)))
    assert video_facts(made)["frames"] == 60


def test_a_picture_is_what_a_picture_engine_begins_with(models: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="wan_5b begins with a picture and was given none"):
        filmed(clip("wan_5b"), tmp_path, frames=5, first=None)


def test_what_is_no_picture_is_named(models: ModelStore, tmp_path: Path) -> None:
    wrong = tmp_path / "first.png"
    wrong.write_bytes(b"not a picture")
    with pytest.raises(BadInput, match=r"first\.png is not a picture"):
        filmed(clip("wan_5b"), tmp_path / "out", frames=5, first=wrong)


def test_weights_in_eight_bits_and_tiles_still_make_the_shot(models: ModelStore, tmp_path: Path) -> None:
    """Quantised and tiled as on a card that is too small, here on the processor."""
    engine = clip("ltx_video")
    job = Job(
        read_settings(engine, {"prompt": "Rain.", "width": 64, "height": 64, "steps": 1, "rate": "24"}),
        {},
        tmp_path / "out",
        tmp_path,
        lambda fraction: None,
    )
    small = Memory("cpu", bits=32, store_bits=8, tiled=True)
    whole = list(engine.frames(job, 9, Memory("cpu", bits=32)))
    squeezed = list(engine.frames(job, 9, small))
    assert len(squeezed) == len(whole) == 9
    assert any(not np.array_equal(one, two) for one, two in zip(whole, squeezed, strict=True))


def test_a_full_card_is_met_by_less_at_once_and_then_in_words() -> None:
    import torch

    tried: list[Memory] = []

    def full(memory: Memory) -> str:
        tried.append(memory)
        if len(tried) < 3:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return "made"

    start = Memory("cuda", bits=16)
    assert within_memory((start, *leaner(start)), full, what="a shot") == "made"
    assert [(each.share, each.tiled) for each in tried] == [(1.0, False), (0.5, False), (0.5, True)]

    def always(memory: Memory) -> str:
        raise torch.OutOfMemoryError("CUDA out of memory")

    with pytest.raises(OutOfMemory, match="too small for a shot of 4096x2160 by wan"):
        within_memory((start,), always, what="a shot of 4096x2160 by wan")


def peopled(spec: FilmSpec) -> FilmSpec:
    """The film with Mara seen in all of it, who says nothing."""
    mara = CastSpec(key="mara", name="Mara", cue="MARA", voice=VoiceSpec(preset="af_heart"), gender="female")
    scenes = [
        scene.model_copy(update={"shots": tuple(shot.model_copy(update={"cast": ("mara",)}) for shot in scene.shots)})
        for scene in spec.scenes
    ]
    return spec.model_copy(update={"cast": (mara,), "scenes": tuple(scenes)})


def test_a_film_is_made_with_the_standard_preset(models: ModelStore, tmp_path: Path) -> None:
    """A sheet and panels from it by FLUX.2, shots by Wan from those, the card lettered, sound and master as ever."""
    text = "Title: Rain\n\nEXT. HARBOUR - NIGHT\n\nMARA, 40s, a pilot in a red coat, waits.\n"
    small = Choice("flux2_klein", {"steps": 1, "width": 64, "height": 64})
    quick = {Kind.SHEET: small, Kind.PANEL: small, Kind.CLIP: Choice("wan_5b", {"steps": 1})}
    preset = replace(STANDARD, height=64, engines={**STANDARD.engines, **quick})
    spec = peopled(film_spec(parse(text), rate=RATE, aspect="1:1"))
    plan = compile_film(spec, preset)
    assert {"flux2_klein", "wan_5b", "draft_panel", "draft_animatic"} <= {step.engine for step in plan}
    assert any(role == "reference.0" for step in plan for role, _ in step.inputs)
    store = FolderStore(tmp_path / "store")
    LocalRun(plan, store, workers=1, on_step=lambda step, state, fraction: None).run()
    master = plan.wanted["film"]["master"]
    with store.open_path(master) as path:
        facts = video_facts(path)
    assert facts["width"] == facts["height"] == 64
    assert facts["frames"] == sum(shot.frames for scene in spec.scenes for shot in scene.shots)
