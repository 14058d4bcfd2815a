"""A small episode whose people are filmed: from pictures whose face the tiny detector finds, by stand-ins and twins."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_video import Look, filmed
from renderers.engines import engines
from renderers.episode import EpisodeSpec, FilmedSpec
from renderers.execute import LocalRun
from renderers.plan import Plan, upload_digest
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode
from renderers.presets import ROUGH
from renderers.runtime.desk import FolderDesk
from renderers.store import FolderStore
from tests.fakes.comfyui import FakeComfy, fake_comfyui
from tests.fakes.tiny_recogniser import MARA
from tests.fakes.vendor import FakeJob
from tests.models import equip, using
from tests.renderers.test_podcast_video import SMALL

EPISODE_TEXT = """title: Small
show: Slow Questions
music: ''
people:
  - {name: Ada, role: host}
  - {name: Ben, role: expert}
  - {name: Cy, looks: "man, black hair, green jacket"}
segments:
  - title: One
    script: |
      ADA
      Hello, and welcome.

      BEN
      A lens bends light, and it does so only at its surface, so the middle may as well be quite empty.

      ADA (listening)
      Mm-hm.

      CY
      That is all there is to say about it today.
"""
GROUND: Mapping[str, tuple[int, int, int]] = {"Ada": (200, 170, 60), "Ben": (40, 150, 90), "Cy": (70, 90, 190)}
"""What is behind everybody in their picture."""

LOOK = Look("talk_video", SMALL, "none")


@dataclass(frozen=True, slots=True)
class Filmed:
    """The episode, its plan, where its files are, and the server that filmed."""

    spec: EpisodeSpec
    plan: Plan
    store: FolderStore
    comfy: FakeComfy

    def path(self, role: str, subject: str = EPISODE) -> Path:
        with self.store.open_path(self.plan.wanted[subject][role]) as path:
            return path


def picture(name: str) -> bytes:
    """Somebody's face before a ground of their own."""
    pixels = np.full((256, 256, 3), GROUND[name], np.uint8)
    pixels[96:128, 96:128] = MARA
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def picture_digest(name: str) -> str:
    return upload_digest(name.casefold())


def cast(by: Mapping[str, str]) -> EpisodeSpec:
    """The small episode with some of its people filmed by these engines."""
    spec = episode_spec(parse_episode(EPISODE_TEXT, folder=Path()), voices="flite").spec
    people = [
        each.model_copy(update={"filmed": FilmedSpec(engine=by[each.name], picture=picture_digest(each.name))})
        if each.name in by
        else each
        for each in spec.personalities
    ]
    return spec.model_copy(update={"personalities": tuple(people)})


def made(folder: Path, by: Mapping[str, str], opened: ExitStack) -> Filmed:
    """Rendered, with models and a server for as long as `opened` is."""
    models = opened.enter_context(using(folder / "models"))
    for name in ("talk_likeness", *by.values()):
        equip(models, engines()[name])
    spec, store = cast(by), FolderStore(folder / "store")
    plan = filmed(compile_episode(spec, ROUGH), spec, "video", LOOK)
    for name in by:
        file = folder / name
        file.write_bytes(picture(name))
        store.put(picture_digest(name), file, media_type="image/png", facts={})
    comfy = opened.enter_context(fake_comfyui())
    comfy.result = lambda job: films_what_it_was_given(comfy, job)
    keys = {"comfyui": replace(comfy.access(), poll_seconds=0.02)}
    LocalRun(
        plan=plan,
        store=store,
        workers=2,
        on_step=lambda *_: None,
        desk_of=lambda digest: FolderDesk(folder / "orders", digest, keys),
    ).run()
    return Filmed(spec, plan, store, comfy)


def films_what_it_was_given(comfy: FakeComfy, job: FakeJob) -> bytes:
    """The picture that was uploaded for this run, as long as asked; its face grows darker, so it moves."""
    nodes: dict[str, Any] = job.sent["prompt"]
    inputs = [node["inputs"] for node in nodes.values()]
    name = next(node["inputs"]["image"] for node in nodes.values() if node["class_type"] == "LoadImage")
    frames, size = next((each["length"], (each["width"], each["height"])) for each in inputs if "length" in each)
    given = Image.open(io.BytesIO(comfy.files[name])).convert("RGB").resize(size)
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as film:
        stream: Any = film.add_stream("libx264", rate=16, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(frames):
            pixels = np.asarray(given).copy()
            middle = np.s_[size[1] // 2 : size[1] * 2 // 3, size[0] * 2 // 5 : size[0] * 3 // 5]
            pixels[middle] = pixels[middle] // (1 + number % 4)
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, "rgb24")):
                film.mux(packet)
        for packet in stream.encode(None):
            film.mux(packet)
    return file.getvalue()
