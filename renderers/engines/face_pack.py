"""What engines share that read faces by numbers: packs of models for it. Their makers forbid selling with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renderers.card import Licence, Terms, Weights
from renderers.engine import Job
from renderers.engines.faces import Face, face_in
from renderers.engines.kept_faces import portraits_of
from renderers.engines.local import on_disk, read_rgb


@dataclass(frozen=True, slots=True)
class FacePack:
    """A finder of faces and a reader of them: the files of one pack of InsightFace's."""

    weights: Weights
    detector: str
    recogniser: str


def _pack(name: str, *, detector: str, recogniser: str, memory_gb: float) -> FacePack:
    files = (f"models/{name}/{detector}", f"models/{name}/{recogniser}")
    licence = Licence("InsightFace model licence", Terms.NON_COMMERCIAL)
    weights = Weights(f"insightface_{name}", "public-data/insightface", licence, memory_gb, memory_gb, only=files)
    return FacePack(weights, *files)


BUFFALO = _pack("buffalo_l", detector="det_10g.onnx", recogniser="w600k_r50.onnx", memory_gb=0.2)
ANTELOPE = _pack("antelopev2", detector="scrfd_10g_bnkps.onnx", recogniser="glintr100.onnx", memory_gb=0.3)


def face_of(job: Job[Any], pack: FacePack, *, name: str) -> Face | None:
    """The face on the job's portrait; None where nobody is to be kept. Raises BadInput."""
    portraits = portraits_of(job, name=name)
    if not portraits:
        return None
    folder, _ = on_disk(pack.weights)
    return face_in(
        read_rgb(portraits[0]),
        detector=folder / pack.detector,
        recogniser=folder / pack.recogniser,
        name=portraits[0].name,
    )
