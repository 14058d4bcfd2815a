"""AudioGen as it is published becomes a model of transformers: pulled, checked, made once, and the same arithmetic."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.card import Weights
from renderers.engine import Job, read_settings, version_of
from renderers.engines.sound.audiogen import ENGINE, WEIGHTS
from renderers.media.wav import WavReader
from renderers.models.hub import HuggingFace, Listed
from renderers.models.manifest import BrokenModel
from renderers.models.obtain import obtain
from renderers.models.pull import WrongBytes
from renderers.models.recipes import recipe_for
from renderers.models.store import ModelStore
from renderers.timing import SAMPLE_RATE
from tests.contracts.jobs import timing
from tests.fakes import tiny_audiogen as tiny
from tests.fakes.hub_fake import FakeHub, serving
from tests.models import needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
RELEASED, READER = WEIGHTS.made_of


@dataclass
class Hubs:
    """One hub for every source."""

    by_source: dict[str, FakeHub]
    served: dict[str, HuggingFace] = field(default_factory=dict)

    def listing(self, weights: Weights) -> tuple[str, list[Listed]]:
        return self.served[weights.source].listing(weights)

    def address(self, weights: Weights, *, revision: str, path: str) -> str:
        return self.served[weights.source].address(weights, revision=revision, path=path)

    def headers(self) -> dict[str, str]:
        return {}

    def fetched(self) -> list[str]:
        return [path for hub in self.by_source.values() for path, _ in hub.asked if "/resolve/" in path]


def quiet(path: str, here: int, size: int) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both folders as they are published."""
    import torch

    torch.manual_seed(3)
    base = tmp_path_factory.mktemp("published")
    folders = {part.name: base / part.name for part in WEIGHTS.made_of}
    for folder, build in zip(folders.values(), (tiny.released, tiny.reader), strict=True):
        folder.mkdir()
        build(folder)
    return folders


@pytest.fixture(scope="module")
def hubs(published: dict[str, Path]) -> Iterator[Hubs]:
    found = Hubs({})
    with ExitStack() as stack:
        for part in WEIGHTS.made_of:
            files = {path.name: path.read_bytes() for path in published[part.name].iterdir()}
            hub = stack.enter_context(serving(FakeHub(files | {"flax_model.msgpack": b"no"}, source=part.source)))
            found.by_source[part.source], found.served[part.source] = hub, HuggingFace(hub.address)
        yield found


@pytest.fixture(scope="module")
def store(hubs: Hubs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    """With AudioGen pulled into it."""
    with using(tmp_path_factory.mktemp("models")) as made:
        obtain(WEIGHTS, store=made, hub=hubs, tick=quiet)
        yield made


@pytest.fixture(scope="module")
def model(store: ModelStore) -> Any:
    import torch
    from transformers import MusicgenForConditionalGeneration

    return MusicgenForConditionalGeneration.from_pretrained(store.path("audiogen"), dtype=torch.float32).eval()


def test_a_pull_makes_the_model_once_and_lets_go_of_what_it_was_made_of(store: ModelStore, hubs: Hubs) -> None:
    manifest = store.manifest("audiogen")
    assert manifest is not None
    assert list(store.faults("audiogen")) == []
    assert {"config.json", "generation_config.json", "model.safetensors"} <= {file.path for file in manifest.files}
    assert store.names() == ["audiogen"]
    assert not list(store.folder.rglob("*.bin"))
    before = len(hubs.fetched())
    assert obtain(WEIGHTS, store=store, hub=hubs, tick=quiet) == manifest
    assert len(hubs.fetched()) == before, "nothing is fetched again"
    assert version_of(ENGINE).startswith("1+")


def test_it_stays_off_until_an_agreement_is_recorded(store: ModelStore, tmp_path: Path) -> None:
    assert ENGINE.missing().startswith("CC-BY-NC-4.0 forbids commercial use; if you have an agreement")
    with using(tmp_path) as empty:
        empty.record_licence("audiogen", "Letter of 12 March")
        assert "run `manage.py models pull audiogen`" in ENGINE.missing()


def test_a_changed_byte_of_what_is_published_makes_no_model(hubs: Hubs, tmp_path: Path) -> None:
    hub, other = hubs.by_source[RELEASED.source], ModelStore(tmp_path)
    hub.serves_instead["state_dict.bin"] = hub.files["state_dict.bin"][:-1] + b"x"
    try:
        with pytest.raises(WrongBytes, match=r"state_dict\.bin"):
            obtain(WEIGHTS, store=other, hub=hubs, tick=quiet)
    finally:
        hub.serves_instead.clear()
    assert other.names() == []


def test_another_worker_makes_the_very_same_bytes_or_says_so(store: ModelStore, hubs: Hubs, tmp_path: Path) -> None:
    first = store.manifest("audiogen")
    assert first is not None
    other = ModelStore(tmp_path / "other")
    assert obtain(WEIGHTS, store=other, hub=hubs, like=first, tick=quiet).digest == first.digest
    strange = first.model_copy(update={"files": first.files[:-1]})
    with pytest.raises(WrongBytes, match="models adopt audiogen"):
        obtain(WEIGHTS, store=other, hub=hubs, like=strange, tick=quiet)


class _Runs:
    def __reduce__(self) -> Any:
        return (print, ("this would have run",))


def test_a_file_that_would_run_something_is_not_opened(
    published: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    released = tmp_path / "released"
    released.mkdir()
    (released / "state_dict.bin").write_bytes(pickle.dumps({"best_state": _Runs(), "xp.cfg": ""}))
    with pytest.raises(BrokenModel, match=r"state_dict\.bin holds more than weights, or is broken, and was not opened"):
        recipe_for("audiogen").make({**published, RELEASED.name: released}, tmp_path)
    assert "would have run" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("bias_ff: false", "bias_ff: true", "transformer_lm.bias_ff"),
        ("delays: [0, 1, 2, 3]", "delays: [0, 0, 0, 0]", "not one by one"),
        ("name: t5-large", "name: t5-base", "conditioners.description.t5.name"),
        ("card: 64", "card: 32", "do not belong together"),
        ("num_layers: 2", "num_layers: 3", "does not fit the network"),
    ],
)
def test_a_network_that_is_built_another_way_is_named(
    published: dict[str, Path], tmp_path: Path, old: str, new: str, said: str
) -> None:
    import torch

    released, into = tmp_path / "released", tmp_path / "into"
    released.mkdir()
    into.mkdir()
    for path in published[RELEASED.name].iterdir():
        held = torch.load(path, weights_only=True)
        torch.save(held | {"xp.cfg": held["xp.cfg"].replace(old, new)}, released / path.name)
    with pytest.raises(BrokenModel, match=said):
        recipe_for("audiogen").make({**published, RELEASED.name: released}, into)


def test_the_writer_says_what_the_released_one_says(published: dict[str, Path], model: Any) -> None:
    """Against the published network, written down here by its released names."""
    import torch

    state = torch.load(published[RELEASED.name] / "state_dict.bin", weights_only=True)["best_state"]
    tokens, heard = torch.randint(0, tiny.ENTRIES + 1, (tiny.BOOKS, 21)), torch.randn(1, 9, tiny.READS)
    with torch.no_grad():
        theirs = _written(state, tokens, heard)
        ours = model.decoder(input_ids=tokens, encoder_hidden_states=model.enc_to_dec_proj(heard)).logits
    assert float((theirs - ours).abs().max()) < 1e-4
    assert float(theirs.abs().max()) > 0.5


def test_the_codec_sounds_as_the_released_one(published: dict[str, Path], model: Any) -> None:
    """The same for what makes sound of tokens."""
    import torch

    path = published[RELEASED.name] / "compression_state_dict.bin"
    state = torch.load(path, weights_only=True)["best_state"]
    tokens = torch.randint(0, tiny.ENTRIES, (tiny.BOOKS, 30))
    with torch.no_grad():
        theirs = _sounded(state, tokens)
        ours = model.audio_encoder.decode(tokens[None, None], [None])[0]
    assert theirs.shape == ours.shape == (1, 1, 30 * 100)
    assert float((theirs - ours).abs().max()) < 1e-4 * float(theirs.abs().max())


def test_a_scene_sounds_by_it_and_a_long_ambience_is_carried_on(store: ModelStore, tmp_path: Path) -> None:
    rain, knock = {"sound": "rain"}, {"sound": "knock", "shot": 0, "at": 500}
    soundscape = {"beds": [rain], "spots": [knock, knock | {"at": 800}]}
    told: list[float] = []
    settings = read_settings(ENGINE, {"rate": "24", "soundscape": soundscape})
    job: Job[Any] = Job(settings, {"timeline": timing(tmp_path, frames=72)}, tmp_path / "out", tmp_path, told.append)
    store.record_licence("audiogen", "a test")
    replace(ENGINE, window_seconds=8, carried_seconds=2).render(job)
    assert ENGINE.facts(job.out)["samples"] >= 3 * SAMPLE_RATE
    with WavReader(job.out) as stem:
        heard = np.concatenate(list(stem.blocks()))[: 3 * SAMPLE_RATE].reshape(30, -1, 2)
    assert float(np.abs(heard).max(axis=(1, 2)).min()) > 1e-5, "it rains all the time"
    assert told == sorted(told)
    assert told[-1] == 1.0


def _written(state: dict[str, Any], tokens: Any, heard: Any) -> Any:
    """Tokens (books, time) and what the reader said (1, words, width), to (books, time, entries)."""
    import torch
    from torch.nn.functional import gelu, layer_norm, linear

    def norm(name: str, value: Any) -> Any:
        return layer_norm(value, (tiny.WIDTH,), state[f"{name}.weight"], state[f"{name}.bias"])

    place = "condition_provider.conditioners.description.output_proj"
    heard = linear(heard, state[f"{place}.weight"], state[f"{place}.bias"])
    half = torch.arange(tiny.WIDTH // 2) / (tiny.WIDTH // 2 - 1)
    phase = torch.arange(tokens.shape[1])[:, None] / 10_000**half
    x = sum(state[f"emb.{book}.weight"][tokens[book]] for book in range(tiny.BOOKS))
    x = x[None] + torch.cat([phase.cos(), phase.sin()], dim=-1)
    for layer in range(tiny.LAYERS):
        at = f"transformer.layers.{layer}"
        normed = norm(f"{at}.norm1", x)
        x = x + _attended(state, f"{at}.self_attn", normed, normed, causal=1)
        x = x + _attended(state, f"{at}.cross_attention", norm(f"{at}.norm_cross", x), heard, causal=0)
        inner = gelu(linear(norm(f"{at}.norm2", x), state[f"{at}.linear1.weight"]))
        x = x + linear(inner, state[f"{at}.linear2.weight"])
    x = norm("out_norm", x)
    return torch.cat([linear(x, state[f"linears.{book}.weight"]) for book in range(tiny.BOOKS)])


def _attended(state: dict[str, Any], name: str, asks: Any, told: Any, *, causal: int) -> Any:
    from torch.nn.functional import linear, scaled_dot_product_attention

    q, k, v = state[f"{name}.in_proj_weight"].chunk(3)
    parts = (linear(asks, q), linear(told, k), linear(told, v))
    asked, known, seen = (part.unflatten(-1, (2, -1)).transpose(1, 2) for part in parts)
    made = scaled_dot_product_attention(asked, known, seen, is_causal=bool(causal))
    return linear(made.transpose(1, 2).flatten(2), state[f"{name}.out_proj.weight"])


def _sounded(state: dict[str, Any], tokens: Any) -> Any:
    """Tokens (books, time) to sound (1, 1, samples)."""
    import torch
    from torch.nn.functional import conv1d, conv_transpose1d, elu, pad

    def weight(name: str) -> tuple[Any, Any]:
        v, g = state[f"{name}.weight_v"], state[f"{name}.weight_g"]
        return v * g / v.flatten(1).norm(dim=1)[:, None, None], state[f"{name}.bias"]

    def conv(name: str, value: Any) -> Any:
        kernel, bias = weight(f"decoder.model.{name}")
        whole = kernel.shape[-1] - 1
        return conv1d(pad(value, (whole - whole // 2, whole // 2)), kernel, bias)

    entries = [state[f"quantizer.vq.layers.{book}._codebook.embed"] for book in range(tiny.BOOKS)]
    x = sum(entry[told] for entry, told in zip(entries, tokens, strict=True)).T[None]
    x = conv("0.conv.conv", x)
    lstm = torch.nn.LSTM(x.shape[1], x.shape[1], 2)
    prefix = "decoder.model.1.lstm."
    lstm.load_state_dict({name[len(prefix) :]: value for name, value in state.items() if name.startswith(prefix)})
    x = (lstm(x.permute(2, 0, 1))[0] + x.permute(2, 0, 1)).permute(1, 2, 0)
    for number, ratio in enumerate(tiny.RATIOS):
        kernel, bias = weight(f"decoder.model.{3 * number + 3}.convtr.convtr")
        x = conv_transpose1d(elu(x), kernel, bias, stride=ratio)
        x = x[..., ratio - ratio // 2 : x.shape[-1] - ratio // 2]
        block = f"{3 * number + 4}.block"
        x = x + conv(f"{block}.3.conv.conv", elu(conv(f"{block}.1.conv.conv", elu(x))))
    return conv(f"{3 * len(tiny.RATIOS) + 3}.conv.conv", elu(x))
