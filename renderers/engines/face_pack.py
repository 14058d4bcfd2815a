"""What engines share that read faces by numbers: the models they read them with. Their makers forbid selling with them."""

from __future__ import annotations

from typing import Any

from renderers.card import Accepts, Licence, Terms, Weights
from renderers.engine import Job
from renderers.engines.local import on_disk, read_rgb
from renderers.errors import BadInput
from renderers.runtime.faces import Face, face_in

_DETECTOR, _RECOGNISER = "models/buffalo_l/det_10g.onnx", "models/buffalo_l/w600k_r50.onnx"

FACES = Weights(
    name="insightface_buffalo_l",
    source="public-data/insightface",
    licence=Licence("InsightFace model licence", Terms.NON_COMMERCIAL),
    memory_gb=0.2,
    part_gb=0.18,
    only=(_DETECTOR, _RECOGNISER),
)


def face_of(job: Job[Any], *, name: str) -> Face | None:
    """The face on the job's portrait; None where nobody is to be kept. Raises BadInput."""
    portraits = job.series(Accepts.FACE.value)
    if not portraits:
        if job.settings.people:
            raise BadInput(f"{name} was told who is in the picture and given no portrait of them")
        return None
    folder, _ = on_disk(FACES)
    picture = read_rgb(portraits[0])
    return face_in(picture, detector=folder / _DETECTOR, recogniser=folder / _RECOGNISER, name=portraits[0].name)
