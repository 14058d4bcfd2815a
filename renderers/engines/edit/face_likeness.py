"""Face likeness: the faces of a picture or a clip against pictures of the people it should show.

A small detector (YuNet) finds faces, a recogniser (SFace) tells them apart. The cosine of two faces of one person is
0.363 or more (its makers' threshold on LFW): that is 0.60 on our scale, and 1 is the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from pydantic import Field

from renderers.card import Card, Effort, Licence
from renderers.engine import Job, Kind, Settings
from renderers.engines.seen_faces import DETECTOR, OPENCV_FACES, RECOGNISER
from renderers.errors import BadInput, BrokenPromise, ToolMissing
from renderers.media.likeness import LEAST_PERCENT, Likeness, Measured, Rgb
from renderers.media.probe import opened
from renderers.models.store import model_store
from renderers.plan import WorkerSize

SAME_PERSON = 0.363
_SURE, _LONGEST_SIDE = 0.7, 1280
_MOMENTS = (0.0, 0.5, 1.0)

CARD = Card(
    code=Licence("Apache-2.0"),
    weights=OPENCV_FACES,
    effort=Effort(seconds=4),
    proven="Finds and compares here by tiny twins of its models; how well it knows people needs the real ones",
)
Count = Annotated[int, Field(ge=1, le=12)]
Faces = NDArray[np.float32]


class FaceLikenessSettings(Settings):
    """How many of the inputs `reference.N` are of each person, in their order."""

    people: tuple[Count, ...] = Field(min_length=1, description="How many pictures there are of everybody")


@dataclass(frozen=True, slots=True)
class FaceLikeness:
    """The same files give the same scores on one kind of processor."""

    name: str = "face_likeness"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[FaceLikenessSettings] = FaceLikenessSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Likeness of faces to pictures of the person"
    card: Card = CARD

    def missing(self) -> str:
        """The two models, when they are not in the store."""
        return model_store().lacks(OPENCV_FACES)

    def render(self, job: Job[FaceLikenessSettings]) -> None:
        """Inputs `picture` (of a clip the worst of three moments counts) and `reference.0`, ... ."""
        job.progress(0.0)
        eye = _Eye.opened()
        references, people = [eye.faces(_picture(path)) for path in job.series("reference")], job.settings.people
        if len(references) != sum(people):
            raise BadInput(f"{len(references)} pictures were given of people that have {sum(people)}")
        moments = []
        for picture in _moments(job.inputs["picture"]):
            moments.append(eye.faces(picture))
            job.progress(len(moments) / (len(_MOMENTS) + 1))
        ends = np.cumsum(people)
        known = [references[end - count : end] for end, count in zip(ends, people, strict=True)]
        found = tuple(_measured(moments, each) for each in known)
        job.out.write_text(Likeness(by="faces", people=found).model_dump_json())
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """The scores themselves."""
        try:
            return Likeness.read(path).model_dump(mode="json")
        except BadInput as error:
            raise BrokenPromise(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Eye:
    """Both models, loaded."""

    detector: Any
    recogniser: Any

    @classmethod
    def opened(cls) -> _Eye:
        """Raises ToolMissing in words."""
        if lack := model_store().lacks(OPENCV_FACES):
            raise ToolMissing(lack)
        folder = model_store().path(OPENCV_FACES.name)
        detector = cv2.FaceDetectorYN.create(str(folder / DETECTOR), "", (320, 320), _SURE)
        return cls(detector, cv2.FaceRecognizerSF.create(str(folder / RECOGNISER), ""))

    def faces(self, picture: Rgb) -> Faces:
        """Every face as a vector of length 1, shape (faces, features)."""
        tall, wide = picture.shape[:2]
        scale = min(1.0, _LONGEST_SIDE / max(tall, wide))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
        bgr = np.ascontiguousarray(small[..., ::-1])
        self.detector.setInputSize((bgr.shape[1], bgr.shape[0]))
        _, found = self.detector.detect(bgr)
        if found is None:
            return np.zeros((0, 1), np.float32)
        told = [self.recogniser.feature(self.recogniser.alignCrop(bgr, face)).ravel() for face in found]
        vectors = np.stack(told)
        return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def _measured(moments: Sequence[Faces], known: Sequence[Faces]) -> Measured:
    faces = [each for each in known if len(each)]
    if not faces:
        return Measured(why="no face is seen in their pictures")
    shown = [each for each in moments if len(each)]
    if not shown:
        return Measured(why="no face is seen")
    alike = np.concatenate(faces)
    return Measured(percent=round(100 * min(_scale(float((each @ alike.T).max())) for each in shown)))


def _scale(cosine: float) -> float:
    """Ours: 0.60 where theirs begins to say that it is one person."""
    least = LEAST_PERCENT / 100
    if cosine < SAME_PERSON:
        return max(0.0, cosine) / SAME_PERSON * least
    return min(1.0, least + (cosine - SAME_PERSON) / (1 - SAME_PERSON) * (1 - least))


def _picture(path: Path) -> Rgb:
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except OSError as error:
        raise BadInput(f"{path.name} is not a picture") from error


def _moments(path: Path) -> Iterator[Rgb]:
    """A picture, or the first, middle and last frame of a clip."""
    try:
        with Image.open(path) as picture:
            yield np.asarray(picture.convert("RGB"))
            return
    except UnidentifiedImageError:
        pass
    with opened(path) as clip:
        if not clip.streams.video:
            raise BadInput(f"{path.name} is neither a picture nor a clip")
        frames = clip.streams.video[0].frames
        wanted = {round(share * (frames - 1)) for share in _MOMENTS}
        for number, frame in enumerate(clip.decode(clip.streams.video[0])):
            if number in wanted:
                yield frame.to_ndarray(format="rgb24")


ENGINE = FaceLikeness()
