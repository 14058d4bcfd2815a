"""Filmed people of an episode: whose leave their pictures need, and what a quote says of them."""

from __future__ import annotations

from datetime import datetime

from projects.cast.models import Reference
from projects.consent.models import Allowed
from projects.consent.services import ConsentNeeded, short_of
from projects.podcast.models import Personality
from projects.podcast.selectors import people_of
from projects.project.models import Project
from renderers.compilers.avatars import remarks_on_avatars
from renderers.episode import EpisodeSpec, Shown
from renderers.plan import Plan

FRAMED = "talk_likeness"
"""The step with which anything of a filmed person begins."""


def films_people(plan: Plan) -> bool:
    """Whether anybody is filmed in it; in its sound nobody is."""
    return any(step.engine == FRAMED for step in plan)


def references_of(*, workspace_id: str, spec: EpisodeSpec) -> list[Reference]:
    """The pictures people brought that an episode is filmed from, also those removed since."""
    digests = {
        person.filmed.picture
        for person in spec.personalities
        if person.filmed is not None and person.filmed.shows is Shown.PORTRAIT
    }
    if not digests:
        return []
    characters = Personality.objects.filter(
        workspace_id=workspace_id, pk__in=[person.key for person in spec.personalities]
    ).values("character_id")
    found = Reference.objects.filter(workspace_id=workspace_id, digest__in=digests, character_id__in=characters)
    return list(found.select_related("consent").order_by("id"))


def insist_on_leave(*, project: Project, spec: EpisodeSpec, plan: Plan, now: datetime) -> None:
    """Raises ConsentNeeded where somebody who is filmed does not allow it in this show, or took the picture back."""
    if not films_people(plan):
        return
    brought = references_of(workspace_id=project.workspace_id, spec=spec)
    alive = {reference.digest for reference in brought if reference.archived_at is None}
    for person in spec.personalities:
        if person.filmed is None or person.filmed.shows is not Shown.PORTRAIT:
            continue
        if person.filmed.picture not in alive:
            raise ConsentNeeded(
                f"The picture {person.name} was filmed from is gone. Bring one on the page People, then order the "
                "episode as it is now."
            )
    for reference in brought:
        consent = reference.consent
        if consent is None or reference.archived_at is not None:
            continue
        if why := short_of(consent, project_id=project.pk, use=Allowed.DEPICT, today=now.date()):
            raise ConsentNeeded(
                f"{why}, so nobody is filmed from their picture. On the page People bring another picture, or have "
                "them painted."
            )


def remarks(*, project: Project, spec: EpisodeSpec, plan: Plan) -> list[str]:
    """Who is filmed by what, and who would be but for a picture; nothing where nobody is seen."""
    if not any(step.engine == "talk_video" for step in plan):
        return []
    painted = {person.key: person for person in spec.personalities if person.filmed is None}
    lost = [each for each in people_of(project) if each.filmed_by and each.pk in painted]
    said = [
        f"{each.name} is painted: there is no picture any more from which {each.name} could be filmed." for each in lost
    ]
    return [*remarks_on_avatars(spec), *said]
