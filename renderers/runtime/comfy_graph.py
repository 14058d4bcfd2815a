"""A ComfyUI workflow as exported for its API, and the manifest that says what of it is filled in for a step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from renderers.card import Frame, Lengths, Licence, Terms
from renderers.errors import BadInput

Graph = Mapping[str, Mapping[str, Any]]
"""Nodes by id: `class_type`, and `inputs` that are values or links `[node id, output]`."""

LARGEST_WORKFLOW = 2 << 20
SLOT = r"^[^.\s]+\.[^\s]+$"


class Slot(StrEnum):
    """What a workflow can be given; those of `FILES` are uploaded, and the slot gets their name on the server."""

    PROMPT = "prompt"
    NEGATIVE = "negative"
    SEED = "seed"
    WIDTH = "width"
    HEIGHT = "height"
    FRAMES = "frames"
    FPS = "fps"
    MULTIPLIER = "multiplier"
    FIRST = "first"
    LAST = "last"
    REFERENCE = "reference"
    FACE = "face"
    VOICE = "voice"
    SOURCE = "source"


FILES = (Slot.FIRST, Slot.LAST, Slot.REFERENCE, Slot.FACE, Slot.VOICE, Slot.SOURCE)


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LicenceIn(_Closed):
    """By its usual name, and what it allows."""

    name: str
    terms: Terms = Terms.FREE

    @property
    def licence(self) -> Licence:
        """As cards have it."""
        return Licence(self.name, self.terms)


class LengthsIn(_Closed):
    """Frame counts the workflow makes in one go: `step` * k + `offset`, at most `most`, at `fps`."""

    fps: Annotated[int, Field(ge=1, le=120)]
    most: Annotated[int, Field(ge=1, le=10_000)]
    step: Annotated[int, Field(ge=1)] = 1
    offset: Annotated[int, Field(ge=0)] = 0

    @property
    def lengths(self) -> Lengths:
        """As cards have it."""
        return Lengths(self.fps, self.most, self.step, self.offset)


class Manifest(_Closed):
    """Which inputs of which nodes are filled: `node.input`, by what goes there; everything else stays as exported.

    `forms` are texts around what is filled in, `{}` in its place. `output` is the node whose first, or last, file is
    taken. `multiple` is what width and height are rounded to, `pixels` about how many the model likes, `least` the
    shortest side it takes. `price` is what
    a second or a picture costs in millionths of a dollar, for whoever counts their servers; `needs` says for people
    which nodes and weights a server must have.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,50}$")]
    title: str
    makes: Annotated[str, Field(pattern="^(clip|panel)$")]
    version: str = "1"
    inputs: Mapping[Slot, tuple[Annotated[str, Field(pattern=SLOT)], ...]]
    forms: Mapping[str, str] = Field(default_factory=dict)
    output: str
    take: Annotated[str, Field(pattern="^(first|last)$")] = "first"
    lengths: LengthsIn | None = None
    multiple: Annotated[int, Field(ge=1, le=256)] = 8
    pixels: Annotated[int, Field(ge=4096, le=16_000_000)] = 1_048_576
    least: Annotated[int, Field(ge=1, le=4096)] = 16
    code: LicenceIn
    weights: LicenceIn
    needs: str = ""
    price: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _clips_have_lengths(self) -> Self:
        if self.makes == "clip" and self.lengths is None:
            raise ValueError("a workflow that makes clips says its lengths")
        return self

    def size_for(self, width: int, height: int) -> tuple[int, int]:
        """The size to ask for: this shape, no larger than the model likes and no smaller than it takes."""
        up = max(1.0, self.least / min(width, height))
        return Frame(max(self.pixels, self.least**2), self.multiple).fitting(round(width * up), round(height * up))

    def asks_for(self, slot: Slot) -> bool:
        """Whether the workflow takes it."""
        return slot in self.inputs


class Workflow(_Closed):
    """A graph and its manifest, that fit each other."""

    manifest: Manifest
    graph: Mapping[str, Mapping[str, Any]]

    @model_validator(mode="after")
    def _they_fit(self) -> Self:
        for place in (*(each for slots in self.manifest.inputs.values() for each in slots), *self.manifest.forms):
            node, _, name = place.partition(".")
            if name not in self.graph.get(node, {}).get("inputs", {}):
                raise ValueError(f"the manifest fills {place}, which the workflow does not have")
        if self.manifest.output not in self.graph:
            raise ValueError(f"the manifest takes the result of node {self.manifest.output}, which is not there")
        return self

    def filled(self, given: Mapping[Slot, Any]) -> dict[str, Any]:
        """The graph to be queued. What is given and not asked for is left out."""
        made: dict[str, Any] = json.loads(json.dumps({key: dict(node) for key, node in self.graph.items()}))
        for slot, places in self.manifest.inputs.items():
            if slot not in given:
                continue
            for place in places:
                node, _, name = place.partition(".")
                form = self.manifest.forms.get(place)
                made[node]["inputs"][name] = form.replace("{}", str(given[slot])) if form else given[slot]
        return made


def read_workflow(folder: Path) -> Workflow:
    """From `manifest.json` and `workflow.json` of a folder; BadInput says what does not fit."""
    try:
        manifest, graph = (_json(folder / name) for name in ("manifest.json", "workflow.json"))
        _insist_on_api_form(graph)
        return Workflow(manifest=Manifest.model_validate(manifest), graph=graph)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"The workflow {folder.name} cannot be used: {where} {first['msg']}".strip()) from error
    except (OSError, ValueError) as error:
        raise BadInput(f"The workflow {folder.name} cannot be used: {error}") from error


def _json(path: Path) -> Any:
    if path.stat().st_size > LARGEST_WORKFLOW:
        raise ValueError(f"{path.name} is larger than 2 MB")
    return json.loads(path.read_text())


def _insist_on_api_form(graph: Any) -> None:
    if isinstance(graph, dict) and "nodes" in graph and "links" in graph:
        raise ValueError("workflow.json was saved for the editor; export it with Workflow > Export (API)")
    good = isinstance(graph, dict) and all(
        isinstance(node, dict) and isinstance(node.get("class_type"), str) and isinstance(node.get("inputs"), dict)
        for node in graph.values()
    )
    if not good or not graph:
        raise ValueError("workflow.json is not a workflow in API form: every node has a class_type and inputs")
