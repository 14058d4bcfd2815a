"""Files by which a character is known, each checked by what is in it before it is kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from projects.cast.models import Reference, ReferenceKind
from renderers.errors import BadInput
from renderers.farm import selectors as farm
from renderers.farm import uploads
from renderers.farm.models import Artifact
from renderers.media.uploads import LARGEST_PICTURE, LARGEST_SAMPLE, keep_picture, keep_sample
from renderers.runtime import rvc_file, rvc_index
from studio.core.errors import Conflict, Invalid

TRAINED = frozenset({ReferenceKind.TRAINED_VOICE, ReferenceKind.VOICE_INDEX})
"""What RVC made of somebody's recordings; a character has one of each at most, and of one version."""

OF_VOICE = TRAINED | {ReferenceKind.VOICE}


class OneVoice(Conflict):
    """This character has a file of this kind already; remove it before you bring another."""

    code = "one_trained_voice"


@dataclass(frozen=True, slots=True)
class _Kept:
    media_type: str
    facts: Mapping[str, Any]


def keep_brought(
    *, workspace_id: str, kind: ReferenceKind, file: IO[bytes], beside: Mapping[str, Reference]
) -> Artifact:
    """In the workspace's store, in one plain form. Raises Invalid in words for what cannot be used.

    `beside` are the character's files of their voice by kind: a trained voice and its index are of one version.
    """
    keep, most = _KEEPERS[kind]
    with tempfile.TemporaryDirectory() as folder:
        brought, out = Path(folder) / "brought", Path(folder) / "kept"
        with brought.open("wb") as copy:
            _copy(file, copy, most + 1)  # one more, so that what is too large is seen to be
        try:
            made = keep(brought, out)
        except BadInput as error:
            raise Invalid(str(error), param="file") from error
        _insist_on_one_version(workspace_id, beside, made)
        return uploads.keep_upload(workspace_id=workspace_id, file=out, media_type=made.media_type, facts=made.facts)


def insist_on_one(beside: Mapping[str, Reference], kind: ReferenceKind) -> None:
    """Raises OneVoice where a character has a trained voice or an index, by kind, and another one is brought."""
    if kind in TRAINED and kind.value in beside:
        raise OneVoice


def _insist_on_one_version(workspace_id: str, beside: Mapping[str, Reference], made: _Kept) -> None:
    digests = {reference.digest for kind, reference in beside.items() if kind in TRAINED}
    for other in farm.artifacts(workspace_id=workspace_id, digests=digests).values():
        mine, theirs = made.facts.get("version"), other.facts.get("version")
        if mine and theirs and mine != theirs:
            raise Invalid(
                f"This file is of RVC {mine}, and what this character has already is of {theirs}. A trained voice and "
                "its index come from one training: bring the one that belongs to it, or remove the other first.",
                param="file",
            )


def _copy(file: IO[bytes], out: IO[bytes], most: int) -> None:
    block = 1 << 20
    while most > 0 and (data := file.read(min(block, most))):
        out.write(data)
        most -= len(data)


def _picture(brought: Path, out: Path) -> _Kept:
    made = keep_picture(brought.read_bytes(), out)
    return _Kept(made.media_type, asdict(made))


def _sample(brought: Path, out: Path) -> _Kept:
    made = keep_sample(brought.read_bytes(), out)
    return _Kept(made.media_type, asdict(made))


def _trained(brought: Path, out: Path) -> _Kept:
    shape = rvc_file.trained_voice(brought)
    shutil.move(brought, out)
    return _Kept(rvc_file.MEDIA_TYPE, {"version": shape.version, "about": shape.title})


def _index(brought: Path, out: Path) -> _Kept:
    made = rvc_index.keep_index(brought, out)
    about = f"RVC {made.version}, {made.vectors} moments of the recordings"
    return _Kept(made.media_type, {"version": made.version, "about": about})


_KEEPERS: Mapping[ReferenceKind, tuple[Callable[[Path, Path], _Kept], int]] = {
    ReferenceKind.FRONT: (_picture, LARGEST_PICTURE),
    ReferenceKind.PROFILE: (_picture, LARGEST_PICTURE),
    ReferenceKind.FULL_BODY: (_picture, LARGEST_PICTURE),
    ReferenceKind.EXPRESSION: (_picture, LARGEST_PICTURE),
    ReferenceKind.VOICE: (_sample, LARGEST_SAMPLE),
    ReferenceKind.TRAINED_VOICE: (_trained, rvc_file.LARGEST_TRAINED),
    ReferenceKind.VOICE_INDEX: (_index, rvc_index.LARGEST_INDEX),
}
