"""What was made with a consent: films, shots, lines and pictures that show or sound like the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from projects.cast.models import Character, Reference
from projects.consent.models import Consent, Use
from projects.podcast.models import Clip, Episode
from projects.project.models import Project
from projects.rendering.spec import line_id
from projects.screenplay.models import Element
from projects.storyboard.models import Shot
from renderers.engine import Kind
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render


class MadeAs(StrEnum):
    """What it is to people."""

    REFERENCE = "reference"
    FILM = "film"
    SHOT = "shot"
    VOICE = "voice"


OF: Mapping[str, MadeAs] = {
    Kind.MASTER.value: MadeAs.FILM,
    Kind.PANEL.value: MadeAs.SHOT,
    Kind.CLIP.value: MadeAs.SHOT,
    Kind.SPEECH.value: MadeAs.VOICE,
    Kind.SHEET.value: MadeAs.REFERENCE,
}
"""Everything else (checks, joints, mixes) is inside of these, or says something about them."""


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that exists. `url` is where it can be seen or heard for some hours, null where its file is gone."""

    kind: MadeAs
    title: str
    project_id: str | None
    project_title: str
    made_at: datetime
    url: str | None


def made_with(consent: Consent) -> list[Made]:
    """The newest first."""
    uses = list(Use.objects.filter(workspace_id=consent.workspace_id, consent=consent, makes__in=OF))
    found = farm.artifacts(workspace_id=consent.workspace_id, digests=[use.digest for use in uses])
    every = [*_brought(consent), *_made([use for use in uses if use.digest in found], found, consent)]
    return sorted(every, key=lambda made: made.made_at, reverse=True)


def _brought(consent: Consent) -> Iterator[Made]:
    """What was uploaded with it, also what was removed since."""
    rows = Reference.objects.filter(workspace_id=consent.workspace_id, consent=consent)
    rows = rows.select_related("character", "project")
    kept = farm.artifacts(workspace_id=consent.workspace_id, digests={row.digest for row in rows})
    for row in rows:
        gone = ", removed" if row.archived_at else ""
        yield Made(
            kind=MadeAs.REFERENCE,
            title=f"{row.character.name}: {row.get_kind_display().lower()}{gone}",
            project_id=row.project_id,
            project_title=row.project.title,
            made_at=row.created_at,
            url=artifact_url(kept[row.digest]) if row.digest in kept and not row.archived_at else None,
        )


def _made(uses: Iterable[Use], found: Mapping[str, Artifact], consent: Consent) -> Iterator[Made]:
    uses = list(uses)
    renders = Render.objects.filter(workspace_id=consent.workspace_id, pk__in={use.render_id for use in uses})
    of_render = {render.pk: render.subject for render in renders.defer("spec", "wanted")}
    characters = Character.objects.filter(workspace_id=consent.workspace_id, pk__in=of_render.values())
    talks = Episode.objects.filter(workspace_id=consent.workspace_id, pk__in=of_render.values())
    cuts = Clip.objects.filter(workspace_id=consent.workspace_id, pk__in=of_render.values())
    episodes = {episode.pk: episode for episode in talks.select_related("project")}
    episodes |= {cut.pk: cut.episode for cut in cuts.select_related("episode__project")}
    of_character = dict(characters.values_list("pk", "project_id"))
    projects = {
        project.id: project
        for project in Project.objects.filter(
            workspace_id=consent.workspace_id, pk__in={*of_render.values(), *of_character.values()}
        )
    }
    titles = _titles(uses, consent.workspace_id)
    for use in uses:
        subject = of_render.get(use.render_id, "")
        episode = episodes.get(subject)
        project = episode.project if episode else projects.get(of_character.get(subject, subject))
        kind = OF[use.makes]
        yield Made(
            kind=kind,
            title=episode.title if episode else titles.get(line_id(use.subject), _called(use, kind, project)),
            project_id=project.id if project else None,
            project_title=project.title if project else "",
            made_at=found[use.digest].created_at,
            url=artifact_url(found[use.digest]),
        )


def _called(use: Use, kind: MadeAs, project: Project | None) -> str:
    return project.title if project and kind is MadeAs.FILM else use.subject


def _titles(uses: Iterable[Use], workspace_id: str) -> dict[str, str]:
    """What people call shots, lines and characters, by id."""
    ids = {line_id(use.subject) for use in uses}
    shots = Shot.objects.filter(workspace_id=workspace_id, pk__in=ids)
    lines = Element.objects.filter(workspace_id=workspace_id, pk__in=ids)
    people = Character.objects.filter(workspace_id=workspace_id, pk__in=ids)
    return {
        **{shot.id: shot.prompt[:120] for shot in shots},
        **{line.id: line.text[:120] for line in lines},
        **{person.id: f"{person.name}: reference sheet" for person in people},
    }
