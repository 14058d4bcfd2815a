"""ConsisID: shots of six seconds of somebody whose face stays theirs, from words and one portrait.

A shot does not begin with its panel: the model was taught to read the face where others read the first frame. So it
cannot be carried on either, and what is longer is cut. Whoever matters most is kept; others are filmed as described.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Terms, Weights
from renderers.engine import Job
from renderers.engines.face_pack import ANTELOPE, face_of
from renderers.engines.kept_faces import MOST_PEOPLE, Described
from renderers.engines.local import DIFFUSERS, ClipSettings, DiffusionClip, on_disk, read_rgb
from renderers.engines.read_faces import FaceReaders, read_face
from renderers.errors import BadInput
from renderers.plan import WorkerSize
from renderers.runtime.overlays import Overlay
from renderers.runtime.shots import Piece

CONSISID = Weights(
    name="consisid",
    source="BestWishYsh/ConsisID-preview",
    licence=Licence("Apache-2.0 over the CogVideoX LICENSE", Terms.REGISTRATION),
    memory_gb=22.3,
    part_gb=12.4,
    only=("model_index.json", "scheduler/*", "text_encoder/*", "tokenizer/*", "transformer/*", "vae/*"),
)
PARTS = Weights(
    name="face_parts",
    source="BestWishYsh/ConsisID-preview",
    licence=Licence("CelebAMask-HQ agreement", Terms.NON_COMMERCIAL),
    memory_gb=0.1,
    part_gb=0.1,
    only=("face_encoder/parsing_bisenet.pth",),
)
LOOKS = Weights(
    name="eva02_clip_l_336",
    source="BestWishYsh/ConsisID-preview",
    licence=Licence("MIT"),
    memory_gb=0.9,
    part_gb=0.9,
    only=("face_encoder/EVA02_CLIP_L_336_psz14_s6B.pt",),
)


class ConsisIdSettings(ClipSettings):
    """What the shot shows, how large it is, how the camera moves, who is in it, and how closely words are followed."""

    people: tuple[Described, ...] = Field(
        default=(), max_length=MOST_PEOPLE, description="Who must look as on their portrait, in words"
    )
    guidance_percent: Annotated[int, Field(ge=101, le=3000)] = Field(
        default=600, description="How closely the words are followed, in percent"
    )


@dataclass(frozen=True, slots=True)
class ConsisId(DiffusionClip):
    """Keeps the face of one person through a shot."""

    settings: type[ConsisIdSettings] = ConsisIdSettings

    def arguments(self, settings: ConsisIdSettings, piece: Piece) -> dict[str, Any]:  # noqa: ARG002  it begins with none
        """Guidance."""
        return {"guidance_scale": settings.guidance_percent / 100}

    def overlays(self) -> tuple[Overlay, ...]:
        """The readers of the face."""
        (parts, told_parts), (looks, told_looks) = on_disk(PARTS), on_disk(LOOKS)
        digest = f"{told_parts.digest} {told_looks.digest}"
        return (FaceReaders(parts / PARTS.only[0], looks / LOOKS.only[0], digest),)

    def given(self, job: Job[ConsisIdSettings], pipe: Any) -> dict[str, Any]:
        """The face on the portrait. Raises BadInput where there is none."""
        face = face_of(job, ANTELOPE, name=self.name)
        if face is None:
            raise BadInput(
                f"{self.name} films somebody by their face and was given no portrait; "
                "put a character into the shot, or choose another engine for it"
            )
        read = read_face(pipe, read_rgb(job.series(Accepts.FACE.value)[0]), face)
        return {"image": Image.fromarray(read.picture), "id_cond": read.numbers, "id_vit_hidden": read.seen}


ENGINE = ConsisId(
    name="consisid",
    title="ConsisID (a face that stays)",
    card=Card(
        code=DIFFUSERS,
        weights=CONSISID,
        beside=(PARTS, LOOKS, ANTELOPE.weights),
        lengths=Lengths(fps=8, most=49, step=4, offset=1),
        frame=Frame(pixels=720 * 480, multiple=16),
        accepts=frozenset({Accepts.FACE}),
        needs=frozenset({Accepts.FACE}),
        people=1,
        effort=Effort(60.0, per_frame=4.0),
        proven=(
            "Loads and runs here on a tiny checkpoint, and reads faces to the number as two other implementations do; "
            "speed, memory and looks need a graphics card to be seen"
        ),
    ),
    pipeline="ConsisIDPipeline",
    size=WorkerSize.GPU_SMALL,
)
