"""CodeFormer: faces in a clip restored, each brought upright, drawn anew and laid back. Not for sale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Licence, Terms, Weights
from renderers.engine import Job
from renderers.engines.faces import FFHQ_SIDE as SIDE
from renderers.engines.faces import FFHQ_WHERE, onto
from renderers.engines.filters import ClipFilter, FilterSettings
from renderers.engines.local import main_weights, on_disk
from renderers.engines.seen_faces import OPENCV_FACES, FaceFinder, Points, SeenFace, cut_out, feathered, laid_over
from renderers.media.clips import Clip
from renderers.media.rgb import Rgb
from renderers.plan import WorkerSize
from renderers.spec import Finish

FILE = "codeformer.onnx"
_BINARY64 = "tensor(double)"


class CodeFormerSettings(FilterSettings):
    """How much of the old face stays."""

    fidelity: Annotated[int, Field(ge=0, le=100)] = Field(
        default=70, description="Of 100: more is more like the face as it was, less is cleaner"
    )


@dataclass(frozen=True, slots=True)
class CodeFormer(ClipFilter):
    """Frames in which no face is found stay as they are."""

    settings: type[CodeFormerSettings] = CodeFormerSettings

    @property
    def libraries(self) -> tuple[str, ...]:
        """It runs without those of the other engines with weights."""
        return ("onnxruntime",)

    def through(self, frames: Iterable[Rgb], clip: Clip, job: Job[Any], count: int) -> Iterator[Rgb]:  # noqa: ARG002
        """One frame in memory."""
        folder, _ = on_disk(main_weights(self.card), self.libraries)
        restorer, finder = _restorer(folder / FILE, threads=job.threads), FaceFinder()
        before: list[SeenFace] = []
        for frame in frames:
            faces = finder.faces(frame)
            steady = [face.steadied(was) for face, was in zip(faces, before, strict=False)]
            before = steady if len(faces) == len(before) else faces
            for face in before:
                frame = _restored(frame, face, restorer, job.settings.fidelity / 100)  # noqa: PLW2901
            yield frame


def _restored(frame: Rgb, face: SeenFace, restorer: Any, fidelity: float) -> Rgb:
    matrix = onto(face.points, FFHQ_WHERE)
    given = cut_out(frame, matrix, SIDE).astype(np.float32) / 127.5 - 1
    asked = {"input": given.transpose(2, 0, 1)[None]}
    for told in restorer.get_inputs():
        if told.name == "weight":
            kind = np.float64 if told.type == _BINARY64 else np.float32
            asked["weight"] = np.full([1] * len(told.shape), fidelity, kind)
    made = restorer.run(None, asked)[0][0].transpose(1, 2, 0)
    patch = np.asarray(np.rint(np.clip(made * 127.5 + 127.5, 0, 255)), np.uint8)
    return laid_over(frame, patch, matrix, _mask())


def _restorer(path: Path, *, threads: int) -> Any:
    """On the graphics card where its library can, else on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=onnxruntime.get_available_providers())


@cache
def _mask() -> Points:
    """The square but for its edge, softly."""
    shape, edge = np.zeros((SIDE, SIDE), np.float32), SIDE // 8
    cv2.rectangle(shape, (edge, edge), (SIDE - edge, SIDE - edge), 1.0, cv2.FILLED)
    return feathered(SIDE, shape)


ENGINE = CodeFormer(
    name="codeformer",
    title="CodeFormer, faces restored",
    card=Card(
        code=Licence("S-Lab License 1.0", Terms.NON_COMMERCIAL),
        weights=Weights(
            name="codeformer",
            source="facefusion/models-3.0.0",
            licence=Licence("S-Lab License 1.0", Terms.NON_COMMERCIAL),
            memory_gb=0.4,
            part_gb=0.4,
            only=(FILE,),
        ),
        beside=(OPENCV_FACES,),
        accepts=frozenset({Accepts.SOURCE}),
        finishes=Finish.FACES,
        effort=Effort(10.0, per_frame=4.0),
        proven="Finds, turns and lays back faces here by a tiny twin of it; its looks need the real one",
    ),
    size=WorkerSize.CPU,
)
