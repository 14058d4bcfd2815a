"""ComfyUI: a workflow is an engine by its manifest; several servers are a pool; what was queued is found again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from renderers.engine import Engine, Job, read_settings
from renderers.engines import engines
from renderers.engines.comfy.shipped import SHIPPED, engines_in
from renderers.errors import BadInput, ToolMissing, VendorDown, VendorInput
from renderers.media.cutlist import CutList, Span, SpokenLine
from renderers.media.wav import WavReader, WavWriter
from renderers.runtime.comfy_graph import Slot, read_workflow
from renderers.runtime.desk import FolderDesk, OrderState
from renderers.runtime.vendors import Access, operators
from tests.fakes.comfyui import FakeComfy, fake_comfyui
from tests.fakes.vendor import Ending, a_clip
from tests.models import using
from tests.renderers.cloud.yard import RATE, KilledDesk, WorkerKilled, a_shot

pytestmark = pytest.mark.slow

ASKED = {"width": 320, "height": 180, "prompt": "A keeper on the stairs.", "negative": "text", "seed": 7}


@dataclass(slots=True)
class Yard:
    """A step, a pool of stand-ins, and a memory that outlives the try."""

    folder: Path
    pool: list[FakeComfy]
    poll_seconds: float = 0.02
    tries: int = field(default=0)

    @property
    def access(self) -> Access:
        addresses = ",".join(fake.url for fake in self.pool)
        hosts = tuple(host for fake in self.pool for host in fake.access().open_hosts)
        return replace(self.pool[0].access(), address=addresses, open_hosts=hosts, poll_seconds=self.poll_seconds)

    def desk(self, kind: Callable[..., FolderDesk] = FolderDesk, **given: Any) -> FolderDesk:
        return kind(self.folder / "orders", "d" * 64, {"comfyui": self.access}, **given)

    def make(
        self,
        engine: str | Engine,
        inputs: Mapping[str, Path],
        asked: Mapping[str, Any] = ASKED,
        *,
        desk: FolderDesk | None = None,
        told: Callable[[float], None] = lambda fraction: None,
    ) -> dict[str, Any]:
        self.tries += 1
        scratch = self.folder / f"scratch-{self.tries}"
        scratch.mkdir()
        maker = engines()[engine] if isinstance(engine, str) else engine
        out = scratch / "out"
        maker.render(Job(read_settings(maker, asked), inputs, out, scratch, told, desk=desk or self.desk()))
        return maker.facts(out)


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with ExitStack() as opened:
        (tmp_path / "yard").mkdir()
        pool = [opened.enter_context(fake_comfyui()) for _ in range(2)]
        store = opened.enter_context(using(tmp_path / "models"))
        for name in ("comfy_pulid", "comfy_faceid", "comfy_consistory"):
            store.record_licence(name, "Order 7")
        yield Yard(tmp_path / "yard", pool)


@pytest.fixture
def face(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "face.png"
    Image.new("RGB", (64, 64), (200, 150, 120)).save(path)
    return {"reference.0": path}


def _clip_asked() -> dict[str, Any]:
    return {**ASKED, "rate": "24"}


def _avatar(folder: Path, *, frames: int = 48) -> dict[str, Path]:
    Image.new("RGB", (64, 36), (90, 60, 40)).save(folder / "first.png")
    return {"timing": a_shot(folder, frames=frames), "first": folder / "first.png"}


def _sent(fake: FakeComfy) -> dict[str, Any]:
    [job] = fake.jobs.values()
    return dict(job.sent["prompt"])


@pytest.mark.parametrize("engine", ["comfy_pulid", "comfy_faceid"])
def test_a_face_is_uploaded_and_the_picture_is_as_large_as_asked(
    yard: Yard, face: dict[str, Path], engine: str
) -> None:
    assert yard.make(engine, face) == {"width": 320, "height": 180}
    graph = _sent(yard.pool[0])
    assert graph["3"]["inputs"]["text"] == ASKED["prompt"]
    assert graph["6"]["inputs"]["seed"] == 7
    assert yard.pool[0].files[graph["11"]["inputs"]["image"]] == face["reference.0"].read_bytes()


def test_a_story_keeps_its_person_by_words_alone(yard: Yard) -> None:
    assert yard.make("comfy_consistory", {})["width"] == 320
    inputs = _sent(yard.pool[0])["2"]["inputs"]
    assert inputs["scene_prompts"].endswith(f"[person] {ASKED['prompt']}")


def test_a_clip_is_made_smoother_by_as_much_as_the_film_needs(yard: Yard, tmp_path: Path) -> None:
    (tmp_path / "source.mp4").write_bytes(a_clip(2))
    found = yard.make("comfy_film", {"timing": a_shot(tmp_path), "source": tmp_path / "source.mp4"}, _clip_asked())
    assert found["frames"] == 48
    graph = _sent(yard.pool[0])
    assert (graph["4"]["inputs"]["multiplier"], graph["5"]["inputs"]["fps"]) == (2, 24.0)


def test_an_avatar_hears_the_lines_where_they_are_said(yard: Yard, tmp_path: Path) -> None:
    speech = tmp_path / "speech.wav"
    with WavWriter(speech, sample_rate=24_000, channels=1) as written:
        written.write(np.full((24_000, 1), 0.5, np.float32))
    inputs = _avatar(tmp_path)
    line = SpokenLine(start=24, frames=24, samples=48_000)
    CutList(rate=RATE, frames=48, parts=(Span(start=0, frames=48),), cuts=(0,), lines=(line,)).write(inputs["timing"])
    yard.make("comfy_s2v", inputs | {"speech.0": speech}, _clip_asked())
    came = tmp_path / "came.wav"
    came.write_bytes(yard.pool[0].files[_sent(yard.pool[0])["8"]["inputs"]["audio"]])
    with WavReader(came) as sound:
        samples = np.abs(np.concatenate(list(sound.blocks())))
    assert samples[:47_000].max() < 0.01
    assert samples[49_000:95_000].min() > 0.3


def test_a_long_shot_goes_on_from_the_last_frame_of_the_run_before(yard: Yard, tmp_path: Path) -> None:
    assert yard.make("comfy_s2v", _avatar(tmp_path, frames=150), _clip_asked())["frames"] == 150
    runs = [job.sent["prompt"] for fake in yard.pool for job in fake.jobs.values()]
    assert [run["11"]["inputs"]["length"] for run in runs] == [77, 25]
    assert len({run["7"]["inputs"]["image"] for run in runs}) == 2


def test_the_least_busy_server_of_the_pool_is_taken(yard: Yard, face: dict[str, Path]) -> None:
    yard.pool[0].waiting = 3
    yard.make("comfy_faceid", face)
    assert [fake.charged for fake in yard.pool] == [0, 1]


def test_a_server_that_lacks_a_node_is_passed_over(yard: Yard, face: dict[str, Path]) -> None:
    yard.pool[0].nodes.discard("ApplyPulid")
    yard.make("comfy_pulid", face)
    assert [fake.charged for fake in yard.pool] == [0, 1]


def test_a_node_that_nobody_has_is_named(yard: Yard, face: dict[str, Path]) -> None:
    for fake in yard.pool:
        fake.nodes.discard("ApplyPulid")
    with pytest.raises(VendorInput, match="node ApplyPulid does not exist"):
        yard.make("comfy_pulid", face)


def test_what_a_server_does_not_accept_is_said_with_its_node(yard: Yard, face: dict[str, Path], tmp_path: Path) -> None:
    folder = _copied(tmp_path, "comfy_faceid", lambda graph: graph["6"]["inputs"].update(sampler_name="dreamy"))
    [engine] = engines_in(folder)
    with pytest.raises(VendorInput, match=r"node 6, KSampler: Value not in list .*dreamy"):
        yard.make(engine, face)


def test_progress_comes_over_the_websocket(yard: Yard, face: dict[str, Path]) -> None:
    yard.poll_seconds = 1.0
    told: list[float] = []
    yard.make("comfy_faceid", face, told=told.append)
    assert yard.pool[0].heard == 1
    assert any(0.3 < fraction < 0.95 for fraction in told)


def test_a_killed_worker_is_followed_by_one_that_finds_its_run_on_whichever_server(
    yard: Yard, face: dict[str, Path]
) -> None:
    yard.pool[0].waiting = 3
    with pytest.raises(WorkerKilled):
        yard.make("comfy_faceid", face, desk=yard.desk(KilledDesk, before="submitted"))
    yard.pool[0].waiting = 0
    assert yard.make("comfy_faceid", face)
    assert [fake.charged for fake in yard.pool] == [0, 1]


def test_a_server_that_was_started_anew_is_asked_again_and_nobody_has_to_decide(
    yard: Yard, face: dict[str, Path]
) -> None:
    with pytest.raises(WorkerKilled):
        yard.make("comfy_faceid", face, desk=yard.desk(KilledDesk, after="submitted"))
    yard.pool[0].restarted()
    with pytest.raises(VendorDown, match="has lost the order") as lost:
        yard.make("comfy_faceid", face)
    assert lost.value.retryable
    order = yard.desk().recall()
    assert order is not None
    assert order.state is OrderState.CLOSED
    assert yard.make("comfy_faceid", face)


def test_a_run_that_failed_says_which_node_and_why(yard: Yard, face: dict[str, Path]) -> None:
    yard.pool[0].ending = yard.pool[1].ending = Ending.FAILED
    with pytest.raises(Exception, match="node 6, KSampler: CUDA out of memory"):
        yard.make("comfy_faceid", face)


def test_without_a_face_nothing_is_ordered(yard: Yard) -> None:
    with pytest.raises(BadInput, match="needs a picture of the face"):
        yard.make("comfy_faceid", {})
    assert not yard.pool[0].calls


def test_terms_that_forbid_it_keep_a_workflow_off_until_an_agreement_is_recorded(
    yard: Yard, face: dict[str, Path], tmp_path: Path
) -> None:
    with using(tmp_path / "bare"), pytest.raises(ToolMissing, match="models licence comfy_pulid"):
        yard.make("comfy_pulid", face)
    assert not yard.pool[0].calls


def test_a_server_nobody_named_is_not_called(yard: Yard, face: dict[str, Path]) -> None:
    closed = FolderDesk(yard.folder / "orders", "d" * 64, {"comfyui": replace(yard.access, open_hosts=())})
    with pytest.raises(Exception, match="only called over https"):
        yard.make("comfy_faceid", face, desk=closed)
    assert not yard.pool[0].calls


def test_the_operator_names_the_pool_and_opens_nothing_else() -> None:
    said = {"COMFYUI_API_URL": "http://10.0.0.7:8188, http://10.0.0.8:8188/", "ENGINE_ALLOWED_HOSTS": "files.here"}
    found = operators(said)
    assert found["comfyui"].addresses == ("http://10.0.0.7:8188", "http://10.0.0.8:8188")
    assert found["comfyui"].open_hosts == ("files.here", "10.0.0.7:8188", "10.0.0.8:8188")
    assert found["runway"].open_hosts == ("files.here",)


def _copied(tmp_path: Path, name: str, change: Callable[[dict[str, Any]], None]) -> Path:
    """A folder of workflows with one of the shipped, changed."""
    folder = tmp_path / "own" / name
    folder.mkdir(parents=True)
    for file in ("manifest.json", "workflow.json"):
        (folder / file).write_text((SHIPPED / name / file).read_text())
    graph = json.loads((folder / "workflow.json").read_text())
    change(graph)
    (folder / "workflow.json").write_text(json.dumps(graph))
    return folder.parent


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda graph: graph.pop("11"), "fills 11.image, which the workflow does not have"),
        (lambda graph: graph.pop("9"), "takes the result of node 9"),
        (lambda graph: graph.update(nodes=[], links=[]), r"Export \(API\)"),
        (lambda graph: graph.update({"1": 5}), "not a workflow in API form"),
    ],
)
def test_a_manifest_that_does_not_fit_is_named_with_what_is_wrong(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    folder = _copied(tmp_path, "comfy_faceid", change)
    with pytest.raises(BadInput, match=said):
        read_workflow(folder / "comfy_faceid")
    assert list(engines_in(folder)) == []


def test_what_is_not_mapped_stays_as_it_was_exported() -> None:
    workflow = read_workflow(SHIPPED / "comfy_s2v")
    filled = workflow.filled({Slot.PROMPT: "A reader."})
    assert filled["3"]["inputs"]["text"] == "A reader."
    assert filled["12"] == workflow.graph["12"]


def test_words_of_a_person_cannot_become_a_link_or_a_node(yard: Yard) -> None:
    asked = {**ASKED, "prompt": '["1", 0]'}
    yard.make("comfy_consistory", {}, asked)
    assert _sent(yard.pool[0])["1"]["inputs"]["character_prompt"] == '[person] ["1", 0]'
