"""Having something written: asked for, quoted, ordered, stopped, asked for again. A writing step on the farm like any.

A writing is priced before it starts; its render's subject is the writing. Parts are steps of their own, so that a part
that failed is written again alone and what is finished is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from billing import ledger, quotes
from billing.overage import lendable
from projects.cast.selectors import characters_of
from projects.project.models import FILM, Project
from projects.project.selectors import access_project, locked_project
from projects.rendering import orders
from projects.rendering.writers import TITLES
from projects.rendering.writing_plans import compiled, render_of
from projects.screenplay.models import Writing
from projects.screenplay.selectors import access_writing, screenplay_of
from renderers.compilers.screenplay import WRITERS, What
from renderers.events import RENDERS_OVER
from renderers.farm import services as farm
from renderers.farm.steps import OPEN
from renderers.farm.turns import Urgency
from renderers.writing.brief import Brief, Part
from renderers.writing.prompts import MANNERS
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.etags import check_version

USUAL_MINUTES = 5
AROUND_LINES = 60
MOST_CAST = 12


class WritingGoesOn(Conflict):
    """This is being written already."""

    code = "writing_goes_on"


class NotBegun(Conflict):
    """This was never started, so there is nothing to stop or to write again."""

    code = "not_begun"


@transaction.atomic
def ask(*, actor: Actor, project_id: str, fields: Mapping[str, Any], now: datetime) -> Writing:
    """A writing with its quote; nothing is ordered yet. Raises Invalid, CannotBeWritten, PreconditionFailed."""
    project = access_project(workspace_id=actor.workspace_id, id=project_id)
    if project.kind != FILM:
        raise Invalid("Only a film has a screenplay to be written.", param="project_id")
    kind, (brief, seed) = str(fields["kind"]), _brief_and_seed(project, fields)
    row = Writing(
        workspace_id=actor.workspace_id,
        project=project,
        kind=kind,
        writer=fields["writer"],
        model=fields.get("model", ""),
        brief=brief.model_dump(mode="json"),
        seed=seed,
        author=actor.user_id,
        asked={"outline": fields.get("outline", "")},
    )
    if kind == What.PASSAGE:
        _place(row, project, fields)
    return _quoted(actor, row, now)


@transaction.atomic
def start(*, actor: Actor, writing: Writing, now: datetime) -> Writing:
    """Ordered by its quote, the amount set aside. Raises WritingGoesOn and whatever stands against a quote."""
    locked_project(workspace_id=actor.workspace_id, id=writing.project_id)
    row = Writing.objects.select_for_update().get(workspace_id=actor.workspace_id, pk=writing.pk)
    if row.render_id:
        raise WritingGoesOn("This was started before; ask for it again instead.")
    quote, plan = quotes.access_quote(workspace_id=actor.workspace_id, id=row.quote_id), compiled(row)
    by = {"user_id": actor.user_id, "key_id": actor.key_id}
    quotes.check(quote=quote, plan=plan.result, now=now, **by)
    render = farm.start_render(
        workspace_id=actor.workspace_id,
        subject=row.pk,
        plan=plan,
        spec={"project_id": row.project_id, "writing": {"kind": row.kind, "writer": row.writer}},
        preset=row.project.preset,
        started_by=actor.user_id,
        now=now,
        urgency=Urgency.INTERACTIVE,
    )
    lends = partial(lendable, workspace_id=actor.workspace_id, now=now)
    held = ledger.hold(quote=quote, render_id=render.pk, at=now, lendable=lends, **by)
    if render.state in RENDERS_OVER:
        ledger.release(held=held, at=now)
    row.render_id = render.pk
    row.save(update_fields=["render_id", "updated_at"])
    return row


@transaction.atomic
def again(*, actor: Actor, writing: Writing, unfit: Sequence[int], now: datetime) -> Writing:
    """The same asked for anew and quoted: parts that came and are fit are kept and cost nothing; `unfit` are not.

    Raises NotBegun, WritingGoesOn.
    """
    render = render_of(writing)
    if render is None:
        raise NotBegun
    if render.state in OPEN:
        raise WritingGoesOn("This is still being written; stop it first.")
    takes = [*writing.takes, *[0] * (max(unfit, default=-1) + 1 - len(writing.takes))]
    row = Writing(
        workspace_id=writing.workspace_id,
        project=writing.project,
        takes=[take + (at in unfit) for at, take in enumerate(takes)],
        author=actor.user_id,
        **{name: getattr(writing, name) for name in _KEPT},
    )
    return _quoted(actor, row, now)


_KEPT = ("kind", "writer", "model", "brief", "asked", "seed", "original", "first_line")


def cancel(*, writing: Writing, now: datetime) -> Writing:
    """Stop it; parts that are finished are kept. Raises NotBegun, RenderIsOver."""
    render = render_of(writing)
    if render is None:
        raise NotBegun
    farm.cancel_render(render=render, now=now)
    return writing


def _quoted(actor: Actor, row: Writing, now: datetime) -> Writing:
    what = {What.OUTLINE: "outline", What.PAGES: "pages", What.PASSAGE: "a passage"}[What(row.kind)]
    title = f"{row.project.title}: {what} by {TITLES.get(row.writer, row.writer)}"[:200]
    row.quote_id = orders.quote_plan(actor=actor, project=row.project, title=title, plan=compiled(row), now=now).pk
    row.save(force_insert=True)
    return row


def _brief_and_seed(project: Project, fields: Mapping[str, Any]) -> tuple[Brief, int]:
    """Of pages from an outline: the outline's own, however often it was asked for anew."""
    if not fields.get("writing_id"):
        return _brief(project, fields), int(fields.get("seed", 0))
    outline = access_writing(workspace_id=project.workspace_id, id=fields["writing_id"])
    if outline.kind != What.OUTLINE or outline.project_id != project.pk:
        raise Invalid("Pages are written from an outline of the same film.", param="writing_id")
    return Brief.model_validate(outline.brief), outline.seed + sum(outline.takes[:1])


def _brief(project: Project, fields: Mapping[str, Any]) -> Brief:
    if fields["writer"] not in WRITERS:
        raise Invalid(f"There is no writer {fields['writer']}; choose one of {', '.join(WRITERS)}.", param="writer")
    cast = [Part(name=each.name, description=each.description) for each in characters_of(project)]
    named = [Part(**each) for each in fields.get("cast", ())]
    try:
        return Brief(
            title=project.title,
            premise=project.logline,
            genre=project.genre,
            tone=project.tone,
            audience=project.audience,
            language=project.language,
            minutes=fields.get("minutes") or project.target_minutes or USUAL_MINUTES,
            cast=tuple({each.name.casefold(): each for each in (*named, *cast)}.values())[:MOST_CAST],
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.", param="minutes") from error


def _place(row: Writing, project: Project, fields: Mapping[str, Any]) -> None:
    """Which lines are to be written anew, and what stands around them."""
    screenplay = screenplay_of(project)
    if fields.get("version"):
        check_version(current=screenplay.version, expected=fields["version"])
    manner, wish = fields.get("manner") or "own", " ".join(fields.get("wish", "").split())
    if manner not in MANNERS or (manner == "own" and not wish):
        raise Invalid("Say in a few words what is to change.", param="wish")
    lines = screenplay.text.split("\n")
    first, last = fields.get("first_line") or 1, min(fields.get("last_line") or len(lines), len(lines))
    passage = "\n".join(lines[first - 1 : last]).strip("\n")
    if not passage.strip():
        raise Invalid("These lines hold nothing to write anew. Choose a scene or some lines.", param="first_line")
    row.original, row.first_line = passage, first
    row.asked["passage"] = {
        "manner": manner,
        "wish": wish,
        "passage": passage,
        "before": "\n".join(lines[max(0, first - 1 - AROUND_LINES) : first - 1]),
        "after": "\n".join(lines[last : last + AROUND_LINES]),
    }
