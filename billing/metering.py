"""The meter: an in-transaction observer. A finished step is charged with its very finish, or not at all.

Cached, failed, cancelled and refused steps cost nothing, so they leave no line; nor does what the store lost.
"""

from __future__ import annotations

from billing import caps, ledger
from billing.brakes import look_soon
from billing.models import Hold, Usage
from billing.pricing import Bought, PriceList, in_force, price_list
from renderers.events import RENDERS_OVER, Event, RenderEvent, StepEvent, StepState
from renderers.exports import makers, title_of
from renderers.plan import WorkerSize
from renderers.prices import Unit, price_of
from renderers.sizes import worker_of
from studio.core.hot import ask


def meter(event: Event) -> None:
    """Charge a finished step; give back what a finished render did not need.

    A second call for the same attempt is refused by the database.
    """
    if isinstance(event, RenderEvent):
        if event.state in RENDERS_OVER:
            _settle(event)
    elif event.state is StepState.DONE and not event.remade:
        _charge(event)


def _settle(event: RenderEvent) -> None:
    for held in ledger.locked_holds(workspace_id=event.workspace_id, render_ids=[event.render_id]):
        ledger.release(held=held, at=event.at)


def _charge(event: StepEvent) -> None:
    holds = ledger.locked_holds(workspace_id=event.workspace_id, render_ids=event.render_ids)
    turns = {render_id: turn for turn, render_id in enumerate(event.render_ids)}
    payer = next((held for held in sorted(holds, key=lambda held: turns[held.render_id]) if held.left), None)
    prices = price_list(payer.price_list) if payer else in_force(now=event.at)
    line = _line(event, prices, _bought(event, payer, prices))
    if payer is not None:
        _name_payer(line, payer)
        line.amount = min(line.cost, payer.left)
        _keep_caps(line, payer)
    _write_down(line)
    if payer is not None and line.amount:
        key, memo = f"{event.step_id}:{event.fence}", f"{event.label}: {_said(line)}"
        ledger.capture(held=payer, amount=line.amount, key=key, memo=memo, at=event.at)
        wanted = caps.targets_of(payer)
        caps.count(workspace_id=event.workspace_id, wanted=wanted, amount=line.amount, at=event.at)


def _bought(event: StepEvent, payer: Hold | None, prices: PriceList) -> Bought | None:
    """What the quote said of an engine of others, or its card where nobody ordered; None: a machine of ours made it."""
    price = price_of(makers().get(event.engine))
    if payer is None:
        return prices.bought(price) if price else None
    if price is None and event.size != WorkerSize.CLOUD:
        return None
    kept = payer.quote.bought.get(event.engine)
    return Bought(**kept) if kept else None


def _said(line: Usage) -> str:
    """What it was charged for, in words."""
    seconds = f"{line.milliseconds / 1000:.1f} s"
    if not line.unit:
        return f"{seconds} of a {worker_of(line.size)}"
    made = {
        Unit.SECOND: f"{line.made / 1000:.1f} s",
        Unit.IMAGE: f"{line.made} image{'s' if line.made != 1 else ''}",
        Unit.THOUSAND_CHARACTERS: f"{line.made} characters",
        Unit.PIECE: f"{line.made} piece{'s' if line.made != 1 else ''}",
        Unit.THOUSAND_TOKENS: f"{line.made} tokens",
    }
    return f"{made[Unit(line.unit)]} made by {title_of(line.engine)}"


def _line(event: StepEvent, prices: PriceList, bought: Bought | None) -> Usage:
    milliseconds = round(event.seconds * 1000)
    by_time = prices.cost(size=event.size, milliseconds=milliseconds)
    return Usage(
        workspace_id=event.workspace_id,
        step_id=event.step_id,
        fence=event.fence,
        engine=event.engine,
        size=event.size,
        worker=event.worker,
        milliseconds=milliseconds,
        work=event.work,
        stage=event.stage,
        label=event.label,
        price_list=prices.version,
        unit=bought.unit if bought else "",
        made=event.made if bought else 0,
        rate=bought.rate if bought else prices.rate(event.size),
        cost=bought.cost(event.made) if bought else by_time,
        at=event.at,
    )


_COLUMNS = tuple(column.attname for column in Usage._meta.concrete_fields)
_WRITE = f"""
INSERT INTO billing_usage ({", ".join(_COLUMNS)}) VALUES ({", ".join(f"%({name})s" for name in _COLUMNS)}) RETURNING id
"""


def _write_down(line: Usage) -> None:
    """As `line.save(force_insert=True)`, in a tenth of the time."""
    ask(_WRITE, {name: getattr(line, name) for name in _COLUMNS} | {"created_at": line.at, "updated_at": line.at})


def _name_payer(line: Usage, payer: Hold) -> None:
    line.hold, line.render_id, line.project_id = payer, payer.render_id, payer.project_id
    line.preset, line.user_id, line.key_id = payer.preset, payer.user_id, payer.key_id


def _keep_caps(line: Usage, payer: Hold) -> None:
    """No more is charged than the caps leave room for; who has them is told when one fills up."""
    if not caps.any_set(workspace_id=payer.workspace_id):
        return
    ledger.locked_accounts(workspace_id=payer.workspace_id)  # from here on nobody else spends
    found = caps.those_of(caps.standings(workspace_id=payer.workspace_id, at=line.at), caps.targets_of(payer))
    line.amount = min([line.amount, *(one.room for one in found)])
    if caps.notice(found, amount=line.amount, at=line.at):
        look_soon(workspace_id=payer.workspace_id, at=line.at)
