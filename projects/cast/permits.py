"""What the farm asks before it makes something of a real person: who allowed it, and whether they still do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from projects.cast.models import Reference
from projects.consent.models import Use
from projects.consent.selectors import lapsed
from projects.consent.services import ConsentNeeded, note_uses
from renderers.exports import makers
from renderers.farm.models import Render
from renderers.plan import Step
from studio.core.clock import now


def note_consents(render: Render, steps: Sequence[Step], made: set[str]) -> None:
    """Every step that shows or sounds like somebody who consented is kept beside that consent."""
    from_whom = _consents(render, {digest for step in steps for _, digest in step.given})
    if not from_whom:
        return
    note_uses(render=render, uses=_uses(render, steps, from_whom), unmade={step.digest for step in steps} - made)


def insist_on_consents(render: Render, steps: Sequence[Step], made: set[str]) -> None:
    """Raises ConsentNeeded when something that is still to be made may not be made."""
    if not any(step.given for step in steps):
        return
    unmade = [step.digest for step in steps if step.digest not in made]
    uses = Use.objects.filter(workspace_id=render.workspace_id, digest__in=unmade).select_related("consent")
    today = now().date()
    for use in uses.order_by("consent_id").distinct("consent_id"):
        if why := lapsed(use.consent, today=today):
            raise ConsentNeeded(
                f"{why}, so nothing new is made with it. On the page Cast remove what shows them, or choose a consent "
                "that holds. What was made before stays."
            )


def _consents(render: Render, given: set[str]) -> Mapping[str, set[str]]:
    """Consents by the digest of what was uploaded with them, for this film; none for pictures of nobody real."""
    if not given:
        return {}
    of_film = Q(project_id=render.subject) | Q(character_id=render.subject)
    of_film |= Q(pk__in=render.spec.get("references", ()))  # an episode names those it is filmed from
    known = Reference.objects.filter(of_film, workspace_id=render.workspace_id, digest__in=given)
    found: dict[str, set[str]] = {}
    rows = list(known.exclude(consent=None).values_list("digest", "consent_id", "archived_at"))
    alive = {digest for digest, _, archived in rows if archived is None}
    for digest, consent_id, archived in rows:
        if archived is None or digest not in alive:
            found.setdefault(digest, set()).add(str(consent_id))
    drawn = Use.objects.filter(workspace_id=render.workspace_id, digest__in=given)  # sheets drawn from pictures
    for digest, consent_id in drawn.values_list("digest", "consent_id"):
        found.setdefault(digest, set()).add(str(consent_id))
    return found


def _uses(render: Render, steps: Sequence[Step], from_whom: Mapping[str, set[str]]) -> list[Use]:
    """Inputs come before their users, so one walk finds all that anybody's face or voice is in."""
    carried: dict[str, set[str]] = {}
    found = []
    for step in steps:
        consents = set[str]()
        for _, digest in (*step.given, *step.inputs):
            consents |= from_whom.get(digest, set()) | carried.get(digest, set())
        if consents:
            carried[step.digest] = consents
        found += [
            Use(
                workspace_id=render.workspace_id,
                consent_id=consent_id,
                digest=step.digest,
                makes=makers()[step.engine].makes.value,
                subject=step.subject,
                render_id=render.id,
            )
            for consent_id in sorted(consents)
        ]
    return found
