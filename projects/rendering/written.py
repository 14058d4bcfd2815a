"""What came of a writing, as it comes: parts, what is wrong with them in words, and the proposal against the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from billing import quotes
from billing.selectors import cost_of
from projects.rendering.writing_plans import compiled, render_of
from projects.screenplay.models import Writing
from projects.screenplay.proposals import PassageGone, merged
from projects.screenplay.selectors import screenplay_of
from renderers.compilers.screenplay import JOINED, What
from renderers.errors import BrokenPromise
from renderers.farm import selectors as farm
from renderers.farm.models import Render
from renderers.farm.standstill import why
from renderers.farm.store import DjangoStore
from renderers.plan import Plan
from renderers.screenplay import fountain
from renderers.screenplay.pages import count_pages
from renderers.writing.asked import Ended
from renderers.writing.replies import Came, joined, outline_in, pages_in, passage_in, read_file
from studio.core.actor import Actor
from studio.core.clock import now as this_moment
from studio.core.errors import Conflict

QUOTED = "quoted"
FAR_OFF = 0.25
_READ: Mapping[What, Callable[[str, Ended], Came]] = {
    What.OUTLINE: outline_in,
    What.PAGES: pages_in,
    What.PASSAGE: passage_in,
}


class NothingWrittenYet(Conflict):
    """Nothing of this has been written yet."""

    code = "nothing_written_yet"


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """`state` is waiting, written or failed; `fault` says what is wrong with what came."""

    label: str
    state: str
    text: str
    fault: str


def parts_of(writing: Writing, render: Render | None, plan: Plan) -> list[WrittenPart]:
    """Every part with what came of it."""
    steps = [step for step in plan if step.engine != JOINED]
    digests = [step.digest for step in steps]
    made = farm.artifacts(workspace_id=writing.workspace_id, digests=digests) if render else {}
    failed = farm.failures(workspace_id=writing.workspace_id, digests=digests) if render else {}
    found = []
    for step in steps:
        came = _came(writing, step.digest) if step.digest in made else None
        if came is not None:
            found.append(WrittenPart(step.label, "written", came.text, came.fault))
        else:
            state = "failed" if step.digest in failed else "waiting"
            found.append(WrittenPart(step.label, state, "", failed.get(step.digest, "")))
    return found


def _came(writing: Writing, digest: str) -> Came | None:
    """What a step made; None where the store lost it."""
    try:
        with DjangoStore(writing.workspace_id).open_path(digest) as path:
            text, ended = read_file(path)
    except (KeyError, OSError):
        return None
    except BrokenPromise as error:
        return Came("", str(error))
    if writing.kind == What.PAGES and writing.writer == "offline":
        return Came(text)  # with its title page
    return _READ[What(writing.kind)](text, ended)


def text_of(writing: Writing, parts: list[WrittenPart]) -> str:
    """All that came, as it would stand in the screenplay: the next scene after the one it follows."""
    came = [part.text for part in parts if part.text]
    if not came:
        return ""
    if writing.kind != What.PASSAGE:
        return joined(came)
    follows = writing.asked["passage"]["manner"] == "next"
    return f"{writing.original.rstrip()}\n\n{came[0].strip()}" if follows else came[0].strip("\n")


def unfit_of(parts: list[WrittenPart]) -> list[int]:
    """Which parts came and are not what was asked for; all of them, where a person only wants another try."""
    bad = [at for at, part in enumerate(parts) if part.state == "written" and part.fault]
    whole = all(part.state == "written" and not part.fault for part in parts)
    return list(range(len(parts))) if whole else bad


def proposed(writing: Writing) -> str:
    """What would be accepted. Raises NothingWrittenYet."""
    text = text_of(writing, parts_of(writing, render_of(writing), compiled(writing)))
    if not text.strip():
        raise NothingWrittenYet
    return text


def shown(writing: Writing, *, actor: Actor) -> dict[str, Any]:
    """Everything of a writing."""
    render, plan = render_of(writing), compiled(writing)
    parts = parts_of(writing, render, plan)
    text = text_of(writing, parts)
    pages = count_pages(fountain.parse(text)) if text and writing.kind == What.PAGES else 0
    return listed(writing, render) | {
        "quote": _quote(writing, actor),
        "parts": parts,
        "text": text,
        "pages": pages,
        "remarks": list(_remarks(writing, parts, pages)),
        "proposal": _proposal(writing, text),
        "wish": writing.asked.get("passage", {}).get("wish", ""),
        "manner": writing.asked.get("passage", {}).get("manner", ""),
        "minutes": writing.brief["minutes"],
        "waiting": why(render, now=this_moment()) if render else "",
        "cost": cost_of(workspace_id=writing.workspace_id, render_id=render.pk) if render else None,
        "error": {"code": render.error_code, "message": render.error} if render and render.error_code else None,
    }


def listed(writing: Writing, render: Render | None) -> dict[str, Any]:
    """In brief."""
    names = ("id", "project_id", "kind", "writer", "model", "seed", "settled", "created_at")
    told = {name: getattr(writing, name) for name in names}
    return told | {"state": render.state if render else QUOTED}


def _quote(writing: Writing, actor: Actor) -> dict[str, Any]:
    quote = quotes.access_quote(workspace_id=writing.workspace_id, id=writing.quote_id)
    told = quotes.shown(quote=quote, user_id=actor.user_id, key_id=actor.key_id, now=this_moment())
    names = ("missing", "to_make", "notes")
    return {
        "id": quote.pk,
        "amount": quote.amount,
        "typical": quote.typical,
        "shortages": quote.shortages,
        "eta_high_seconds": quote.seconds_high,
        **{name: told[name] for name in names},
    }


def _proposal(writing: Writing, text: str) -> dict[str, Any] | None:
    """The script as it is and as it would be; `applies` is False where the passage was changed meanwhile."""
    if writing.kind == What.OUTLINE or not text.strip():
        return None
    screenplay = screenplay_of(writing.project)
    try:
        after, applies = merged(screenplay.text, writing, text), True
    except PassageGone:
        after, applies = text, False
    before = screenplay.text if applies else writing.original
    return {"before": before, "after": after, "applies": applies, "version": screenplay.version}


def _remarks(writing: Writing, parts: list[WrittenPart], pages: int) -> list[str]:
    told = [f"{part.label}: {part.fault}." for part in parts if part.fault and part.state == "written"]
    wished = int(writing.brief["minutes"])
    done = all(part.state == "written" for part in parts)
    if pages and done and abs(pages - wished) > max(1, wished * FAR_OFF):
        told.append(f"It came to {pages} pages, and about {wished} were wished for.")
    return told
