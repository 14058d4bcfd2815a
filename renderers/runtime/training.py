"""Training an adapter: the same steps in the same order for the same seed, wherever it was interrupted.

Every step draws its own noise from the seed and its number, so a run that goes on from a checkpoint makes the very
bytes it would have made in one go. Loads torch when it is used.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

ADAPTER = "likeness"


@dataclass(frozen=True, slots=True)
class Course:
    """How an adapter is trained: its rank, which layers it sits on (ends of names, or a pattern), how far and how fast.

    A checkpoint is written after every `every` steps.
    """

    rank: int
    layers: tuple[str, ...] | str
    steps: int
    rate: float
    checkpoint: Path
    every: int


@contextlib.contextmanager
def adapter_on(model: Any, course: Course) -> Iterator[list[Any]]:
    """While it lasts the model has a new adapter: its weights, in 32 bits, are what is trained. Then it has none."""
    import torch
    from diffusers.training_utils import cast_training_params
    from peft import LoraConfig

    model.requires_grad_(requires_grad=False)
    model.enable_gradient_checkpointing()  # slower by a third, and fits where it would not
    torch.manual_seed(0)  # the adapter's first weights
    layers = course.layers if isinstance(course.layers, str) else list(course.layers)
    config = LoraConfig(r=course.rank, lora_alpha=course.rank, init_lora_weights="gaussian", target_modules=layers)
    model.add_adapter(config, adapter_name=ADAPTER)
    try:
        cast_training_params(model, dtype=torch.float32)
        yield [weights for weights in model.parameters() if weights.requires_grad]
    finally:
        model.delete_adapters(ADAPTER)
        model.disable_gradient_checkpointing()


def trained(
    model: Any, course: Course, loss_at: Callable[[int], Any], told: Callable[[int, float], None]
) -> dict[str, Any]:
    """The adapter's weights under peft's names. `loss_at(step)` is what a step makes less, `told` hears of each.

    Goes on from the checkpoint where there is one, and leaves none behind when it is done.
    """
    import torch
    from peft.utils import get_peft_model_state_dict

    with adapter_on(model, course) as weights:
        optimiser = torch.optim.AdamW(weights, lr=course.rate, weight_decay=1e-2)
        for step in range(_resumed(course.checkpoint, weights, optimiser), course.steps):
            loss = loss_at(step)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            if (step + 1) % course.every == 0:
                _save(course.checkpoint, step + 1, weights, optimiser)
            told(step + 1, float(loss.detach()))
        state = get_peft_model_state_dict(model, adapter_name=ADAPTER)
        made = {name: value.detach().float().cpu().clone() for name, value in state.items()}
    course.checkpoint.unlink(missing_ok=True)
    return made


def _save(path: Path, step: int, weights: list[Any], optimiser: Any) -> None:
    """Whole or not at all."""
    import torch

    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_suffix(".part")
    state = {"step": step, "weights": [each.detach().cpu() for each in weights], "optimiser": optimiser.state_dict()}
    torch.save(state, arriving)
    arriving.replace(path)


def _resumed(path: Path, weights: list[Any], optimiser: Any) -> int:
    """How many steps are done; the weights are then as they were after them."""
    import torch

    if not path.exists():
        return 0
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, ValueError, KeyError, UnpicklingError):  # a disk lost some of it: from the start
        path.unlink()
        return 0
    with torch.no_grad():
        for mine, saved in zip(weights, state["weights"], strict=True):
            mine.copy_(saved)
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])
