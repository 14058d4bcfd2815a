"""Models arrive whole and right, or not at all; what has arrived is never fetched twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.card import Licence, Weights
from renderers.models.hub import HubAway, HuggingFace
from renderers.models.manifest import BrokenModel, Manifest, ModelFile, manifest_of
from renderers.models.pull import WrongBytes, pull
from renderers.models.store import ModelStore
from tests.fakes.hub_fake import COMMIT, FakeHub, serving

pytest.importorskip("huggingface_hub", reason="the engines' libraries are not installed")
WEIGHTS = Weights("tiny", "maker/model", Licence("MIT"), memory_gb=0.1, part_gb=0.1, only=("*.json", "*.safetensors"))
BIG = bytes(range(256)) * 20_000
FILES = {
    "model_index.json": b'{"a": 1}',
    "unet/weights.safetensors": BIG,
    "readme.md": b"not needed",
    "unet/weights.fp16.safetensors": BIG,
}


def quiet(path: str, here: int, size: int) -> None:
    """Nobody looks."""


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def test_a_model_arrives_with_its_manifest(store: ModelStore) -> None:
    with serving(FakeHub(dict(FILES))) as hub:
        made = pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert store.manifest("tiny") == made
    assert made.revision == COMMIT
    assert [file.path for file in made.files] == ["model_index.json", "unet/weights.safetensors"]
    assert (store.path("tiny") / "unet/weights.safetensors").read_bytes() == BIG
    assert list(store.faults("tiny")) == []
    assert store.lacks(WEIGHTS) == ""


def test_a_broken_connection_is_taken_up_where_it_broke(store: ModelStore) -> None:
    with serving(FakeHub(dict(FILES), breaks_after=3_000_000, breaks=1)) as hub:
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    ranges = [said for path, said in hub.asked if path.endswith(".safetensors")]
    assert ranges[0] == ""
    assert ranges[1].startswith("bytes=")
    assert 0 < int(ranges[1][6:-1]) <= 3_000_000
    assert list(store.faults("tiny")) == []


def test_a_stopped_pull_goes_on_in_the_next_one(store: ModelStore) -> None:
    def stop(path: str, here: int, size: int) -> None:
        if here > 2 << 20:
            raise KeyboardInterrupt

    with serving(FakeHub(dict(FILES))) as hub:
        with pytest.raises(KeyboardInterrupt):
            pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=stop)
        assert store.manifest("tiny") is None
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert [said for path, said in hub.asked if said]
    assert list(store.faults("tiny")) == []


def test_a_server_without_ranges_starts_anew(store: ModelStore) -> None:
    with serving(FakeHub(dict(FILES), breaks_after=3_000_000, breaks=1, ranges=False)) as hub:
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert list(store.faults("tiny")) == []


def test_a_hub_that_keeps_breaking_says_what_is_kept(store: ModelStore) -> None:
    broken = FakeHub(dict(FILES), breaks_after=100_000, breaks=99)
    with serving(broken) as hub, pytest.raises(HubAway, match=r"weights\.safetensors stopped at .* kept"):
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert store.manifest("tiny") is None


def test_a_changed_file_is_thrown_away(store: ModelStore) -> None:
    wrong = BIG[:-1] + b"x"
    with serving(FakeHub(dict(FILES), serves_instead={"unet/weights.safetensors": wrong})) as hub:
        with pytest.raises(WrongBytes, match=r"weights\.safetensors"):
            pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
        assert store.manifest("tiny") is None
        hub.serves_instead.clear()
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert list(store.faults("tiny")) == []


def test_a_small_file_is_checked_by_the_name_git_gives_it(store: ModelStore) -> None:
    changed = FakeHub(dict(FILES), serves_instead={"model_index.json": b'{"a": 2}'})
    with serving(changed) as hub, pytest.raises(WrongBytes, match=r"model_index\.json"):
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)


def test_a_second_worker_gets_the_very_same_bytes(store: ModelStore, tmp_path: Path) -> None:
    other = ModelStore(tmp_path / "other")
    with serving(FakeHub(dict(FILES))) as hub:
        first = pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
        hub.asked.clear()
        second = pull(WEIGHTS, store=other, hub=HuggingFace(hub.address), like=first, tick=quiet)
    assert second.digest == first.digest
    assert not [path for path, _ in hub.asked if "/api/" in path]


def test_what_is_there_and_right_is_not_fetched_again(store: ModelStore) -> None:
    with serving(FakeHub(dict(FILES))) as hub:
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
        (store.path("tiny") / "model_index.json").write_bytes(b"broken")
        assert list(store.faults("tiny")) == ["tiny: model_index.json has 6 bytes instead of 8"]
        hub.asked.clear()
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert [path.rsplit("/", 1)[1] for path, _ in hub.asked if "/resolve/" in path] == ["model_index.json"]
    assert list(store.faults("tiny")) == []


def test_no_hub_is_said_in_words(store: ModelStore) -> None:
    with pytest.raises(HubAway, match=r"maker/model could not be listed at http://127\.0\.0\.1:9 .*STUDIO_MODEL_HUB"):
        pull(WEIGHTS, store=store, hub=HuggingFace("http://127.0.0.1:9"), tick=quiet)


def test_a_listing_cannot_write_outside_the_store(store: ModelStore, tmp_path: Path) -> None:
    with serving(FakeHub({"../../evil.json": b"{}"})) as hub, pytest.raises(ValueError, match="no path inside"):
        pull(WEIGHTS, store=store, hub=HuggingFace(hub.address), tick=quiet)
    assert not list(tmp_path.rglob("evil.json"))


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    folder = store.path("own")
    folder.mkdir()
    (folder / "a.safetensors").write_bytes(b"abc")
    manifest_of(folder, name="own", source="own", revision="1", licence="ours").write(folder / "manifest.json")
    (folder / "a.safetensors").write_bytes(b"abd")
    assert list(store.faults("own")) == ["own: a.safetensors has changed since it was pulled"]
    (folder / "a.safetensors").unlink()
    assert list(store.faults("own")) == ["own: a.safetensors is missing"]
    assert list(store.faults("none")) == [f"none is not in the model store {tmp_path}"]


def test_a_manifest_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(BrokenModel, match="is not a manifest"):
        Manifest.read(tmp_path / "manifest.json")


def test_the_digest_of_a_model_changes_with_a_byte() -> None:
    def model(sha: str) -> Manifest:
        file = ModelFile(path="a", size=1, sha256=sha * 64)
        return Manifest(name="m", source="s", revision="1", licence="MIT", files=(file,))

    assert model("a").digest != model("b").digest
