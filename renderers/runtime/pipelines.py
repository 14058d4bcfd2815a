"""Diffusion models from the store: loaded once per host, told to report every step, stopped between two of them.

One model is resident at a time: the next one takes its place. Nothing is ever fetched here.
"""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from renderers.errors import RenderError
from renderers.runtime.memory import Memory, Offload
from renderers.runtime.overlays import Overlay

T = TypeVar("T")
Step = Callable[[int, int], None]
"""Told after each step of a model: (done, of). Raises Cancelled to stop it there."""


class OutOfMemory(RenderError):
    """The worker's memory is too small for this, however it is cut up."""

    code = "out_of_memory"


@dataclass(slots=True)
class _Resident:
    """What is loaded in this process."""

    key: tuple[object, ...] = ()
    model: Any = None
    loads: int = field(default=0)


_RESIDENT = _Resident()


def resident(key: tuple[object, ...], load: Callable[[], T]) -> T:
    """The model of this key: the one that is loaded, or loaded now in its place."""
    if _RESIDENT.key != key or _RESIDENT.model is None:
        release()
        _RESIDENT.model = load()
        _RESIDENT.key = key
        _RESIDENT.loads += 1
    model: T = _RESIDENT.model
    return model


def release() -> None:
    """Lets go of the resident model and its memory on the card."""
    _RESIDENT.key, _RESIDENT.model = (), None
    release_memory()


def release_memory() -> None:
    """Gives back what nothing holds on to any more; the resident model stays."""
    gc.collect()
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def loads() -> int:
    """How many times a model was loaded in this process."""
    return _RESIDENT.loads


def stay_offline() -> None:
    """Tells the libraries that models come from the store alone."""
    os.environ["HF_HUB_OFFLINE"] = "1"


def quiet() -> None:
    """No bars drawn in a worker's log."""
    import diffusers
    import transformers

    diffusers.utils.logging.disable_progress_bar()
    transformers.utils.logging.disable_progress_bar()


def on_cores(threads: int) -> None:
    """How many cores this process works with, where it works on the processor."""
    import torch

    torch.set_num_threads(max(1, threads))


@dataclass(frozen=True, slots=True)
class Kept:
    """A pipeline of diffusers on disk: its class, its folder in the store and the digest of its weights.

    `denoiser` names its largest part, `exact` those that lose too much in 16 bits, `overlays` what stays laid over it.
    """

    kind: str
    folder: Path
    digest: str
    denoiser: str = "transformer"
    exact: tuple[str, ...] = ()
    overlays: tuple[Overlay, ...] = ()


def pipeline(kept: Kept, memory: Memory) -> Any:
    """The pipeline, loaded now or before, held as `memory` says."""
    # how much is done at once is nothing a loaded model knows
    return resident((kept, replace(memory, share=1.0)), lambda: _load(kept, memory))


def _load(kept: Kept, memory: Memory) -> Any:
    stay_offline()
    import diffusers
    import torch

    quiet()
    working = torch.float32 if memory.bits == 32 else torch.bfloat16
    dtypes = {"default": working, **dict.fromkeys(kept.exact, torch.float32)}
    parts = {name: part for overlay in kept.overlays for name, part in overlay.parts(working).items()}
    kind = getattr(diffusers, kept.kind)
    pipe = kind.from_pretrained(str(kept.folder), dtype=dtypes, local_files_only=True, **parts)
    for overlay in kept.overlays:
        overlay.lay_on(pipe)
    if memory.quantised:
        part = getattr(pipe, kept.denoiser)
        part.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=working)
    match memory.offload:
        case Offload.PARTS:
            pipe.enable_model_cpu_offload(device=memory.device)
        case Offload.LAYERS:
            pipe.enable_sequential_cpu_offload(device=memory.device)
        case Offload.NONE:
            pipe.to(memory.device)
    if memory.tiled and hasattr(pipe.vae, "enable_tiling"):
        pipe.vae.enable_tiling()
    return pipe


@contextlib.contextmanager
def told(pipe: Any, step: Step) -> Iterator[None]:
    """While it lasts, the pipeline tells of its steps and stops where `step` raises; it can be used again after that.

    Pipelines differ in their callbacks; the bar they draw is common to all.
    """
    pipe.progress_bar = lambda iterable=None, total=None: _Bar(step, iterable, total)
    try:
        yield
    finally:
        pipe.maybe_free_model_hooks()


class _Bar:
    """Stands where a pipeline draws its bar."""

    def __init__(self, step: Step, iterable: Iterable[Any] | None, total: int | None) -> None:
        self.items = list(iterable) if iterable is not None else []
        self.step, self.total, self.done = step, total or len(self.items), 0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *raised: object) -> None:
        return None

    def __iter__(self) -> Iterator[Any]:
        for item in self.items:
            yield item
            self.update()

    def update(self, steps: int = 1) -> None:
        """So many more are done."""
        self.done += steps
        self.step(self.done, self.total)


def seeded(seed: int) -> Any:
    """A source of noise on the processor: the same on every card."""
    import torch

    return torch.Generator("cpu").manual_seed(seed)


def within_memory(attempts: Iterable[Memory], make: Callable[[Memory], T], *, what: str) -> T:
    """What `make` makes with the first way to hold the model that does not fill the card; then OutOfMemory.

    `what` names it in the message, as in "a picture of 1920x1080".
    """
    import torch

    for attempt in attempts:
        with contextlib.suppress(torch.OutOfMemoryError):
            return make(attempt)
        release()  # only now: the error held on to what was loaded
    raise OutOfMemory(
        f"the worker's memory is too small for {what}, however it is cut up; ask for a smaller picture, or run a "
        "worker with a larger graphics card. Nothing was charged for it, and what was finished before is kept"
    )


@dataclass(frozen=True, slots=True)
class Player:
    """A model of sound with what makes its inputs."""

    model: Any
    processor: Any


def sound_model(kept: Kept, memory: Memory) -> Player:
    """A model of transformers that makes sound, by its class name, from a folder of the store."""

    def load() -> Player:
        stay_offline()
        import torch
        import transformers

        transformers.utils.logging.disable_progress_bar()
        dtype = torch.float32 if memory.bits == 32 else torch.float16
        model = getattr(transformers, kept.kind).from_pretrained(kept.folder, dtype=dtype, local_files_only=True)
        processor = transformers.AutoProcessor.from_pretrained(kept.folder, local_files_only=True)
        return Player(model.to(memory.device).eval(), processor)

    return resident((kept, memory.device, memory.bits), load)


def counting(tokens: int, tick: Callable[[float], None]) -> Any:
    """Hears every token a model makes: `tick(share)` may raise to stop it there."""
    import torch
    from transformers import StoppingCriteria, StoppingCriteriaList

    class Counting(StoppingCriteria):  # type: ignore[misc]  # the library's own base class
        made = 0

        def __call__(self, input_ids: Any, *_: Any, **__: Any) -> Any:
            self.made += 1
            tick(min(1.0, self.made / tokens))
            return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)

    return StoppingCriteriaList([Counting()])
