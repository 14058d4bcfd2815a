"""The picture of a show that somebody brings: its feed and the files of its episodes carry it from then on."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from projects.podcast.models import Show
from projects.podcast.selectors import show_of
from projects.project.selectors import locked_project
from projects.project.services import announce_project
from renderers.errors import BadInput
from renderers.farm import selectors as farm
from renderers.farm import uploads
from renderers.farm.media import artifact_url
from renderers.media.uploads import keep_art
from studio.core.errors import Invalid


@transaction.atomic
def choose_art(*, workspace_id: str, project_id: str, data: bytes) -> Show:
    """The show with this picture. Raises Invalid in words for one that directories would refuse."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    show = show_of(project)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "art.jpg"
        try:
            made = keep_art(data, file)
        except BadInput as error:
            raise Invalid(str(error), param="file") from error
        kept = uploads.keep_upload(workspace_id=workspace_id, file=file, media_type=made.media_type, facts=asdict(made))
    show.art = kept.digest
    return _changed(show)


@transaction.atomic
def remove_art(*, workspace_id: str, project_id: str) -> Show:
    """Covers are drawn again from now on; episodes that were rendered keep the picture they have."""
    show = show_of(locked_project(workspace_id=workspace_id, id=project_id))
    show.art = ""
    return _changed(show)


def art_url(show: Show) -> str | None:
    """Where a browser sees it; None while covers are drawn, and where the file is gone."""
    if not show.art:
        return None
    kept = farm.artifacts(workspace_id=show.workspace_id, digests=[show.art]).get(show.art)
    return artifact_url(kept) if kept else None


def _changed(show: Show) -> Show:
    show.version += 1
    show.save()
    announce_project(show.project)
    return show
