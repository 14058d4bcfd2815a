"""Which engines people want for what is theirs; whose a target is, the farm does not interpret."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max

from renderers.card import Accepts
from renderers.compilers.exchanges import exchange_engines
from renderers.compilers.routing import EVERY, Chosen
from renderers.engine import Engine, Kind, card_of, missing_for
from renderers.engines import engines
from renderers.farm import engine_keys
from renderers.farm.models import EngineChoice
from renderers.plan import WorkerSize
from renderers.spec import LINE_BY_LINE, UNDONE, Finish, ShotRole
from studio.core.errors import Invalid
from studio.core.etags import check_version

LEVELS = (EVERY, *(role.value for role in ShotRole))
FINISHES = tuple(finish.value for finish in Finish)
FIELDS = (*LEVELS, "fallback", "role", *FINISHES)
_DOES: Mapping[Finish, str] = {
    Finish.LIPS: "moves lips",
    Finish.FACES: "restores faces",
    Finish.RATE: "makes motion smoother",
    Finish.SIZE: "enlarges clips",
}


def film_engines() -> tuple[str, ...]:
    """Every engine that films shots, by name."""
    return tuple(sorted(name for name, engine in engines().items() if _films(engine)))


def _films(engine: Engine) -> bool:
    """A clip out of what a shot has; not one that works on a clip."""
    return engine.makes is Kind.CLIP and Accepts.SOURCE not in card_of(engine).accepts


def finishers(finish: Finish) -> tuple[str, ...]:
    """Every engine that does this to a finished clip, by name."""
    return tuple(sorted(name for name, engine in engines().items() if card_of(engine).finishes is finish))


def lacking(*, workspace_id: str, engine: str) -> str:
    """Why this workspace cannot use an engine at all, in words; nothing when it can. Call within `tenant(...)`."""
    if engine not in engines():
        return f"The engine {engine} is not installed here."
    maker = engines()[engine]
    if maker.size is WorkerSize.CLOUD and (why := missing_for(maker)):
        return f"{maker.title}: {why}."
    return " ".join(engine_keys.keyless(workspace_id=workspace_id, names=[engine]))


def choice_of(*, workspace_id: str, subject: str, target: str) -> EngineChoice:
    """The row of a target; one that decides nothing where there is none yet."""
    mine = {"workspace_id": workspace_id, "subject": subject, "target": target}
    return EngineChoice.objects.filter(**mine).first() or EngineChoice(**mine)


def choices_of(*, workspace_id: str, subject: str) -> Mapping[str, Chosen]:
    """All that was decided about a subject, by target; one query."""
    rows = EngineChoice.objects.filter(workspace_id=workspace_id, subject=subject)
    return {row.target: chosen(row) for row in rows}


def state_of(*, workspace_id: str, subject: str) -> object:
    """Changes with every decision about a subject."""
    mine = EngineChoice.objects.filter(workspace_id=workspace_id, subject=subject)
    return mine.aggregate(at=Max("updated_at"))["at"]


def chosen(row: EngineChoice) -> Chosen:
    """The row as routing reads it."""
    decided = {level: name for level in LEVELS if (name := getattr(row, level))}
    finish = {each: name for each in Finish if (name := getattr(row, each.value))}
    return Chosen(decided, row.fallback, ShotRole(row.role) if row.role else None, finish)


def choose(
    *, workspace_id: str, subject: str, target: str, version: int, fields: Mapping[str, str | None]
) -> EngineChoice:
    """The decision with these fields set; None or empty leaves one open. Raises PreconditionFailed, Invalid.

    Call with whatever holds the subject locked.
    """
    row = choice_of(workspace_id=workspace_id, subject=subject, target=target)
    return _kept(row, version, {name: _valid(name, value or "") for name, value in fields.items()})


def voices_of(target: str) -> str:
    """Who speaks in a scene or a film is a target of its own, beside who films it."""
    return f"{target}.v"


def choose_voices(*, workspace_id: str, subject: str, target: str, version: int, engine: str) -> EngineChoice:
    """How the lines of a scene or a film are ordered: by an engine of exchanges, or each by itself (`lines`).

    Empty leaves it open. Raises PreconditionFailed, Invalid. Call with whatever holds the subject locked.
    """
    known = (LINE_BY_LINE, *exchange_engines())
    if engine and engine not in known:
        raise Invalid(f"No engine {engine} speaks exchanges; choose one of {', '.join(known)}.", param="engine")
    row = choice_of(workspace_id=workspace_id, subject=subject, target=voices_of(target))
    return _kept(row, version, {EVERY: engine})


def _kept(row: EngineChoice, version: int, fields: Mapping[str, str]) -> EngineChoice:
    check_version(current=row.version, expected=version)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


def _valid(name: str, value: str) -> str:
    if name in FINISHES:
        return _finishing(Finish(name), value)
    if name != "role" and value and value not in film_engines():
        raise Invalid(f"No engine {value} films shots; choose one of {', '.join(film_engines())}.", param=name)
    return value


def _finishing(finish: Finish, value: str) -> str:
    if value and value != UNDONE and value not in finishers(finish):
        raise Invalid(
            f"No engine {value} {_DOES[finish]}; choose one of {', '.join(finishers(finish))}, or {UNDONE} to leave "
            "the clip as it was filmed.",
            param=finish.value,
        )
    return value
