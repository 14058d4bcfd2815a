"""Quotes: what a render would cost at most, said before anything is started, and held to when it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from billing import caps, ledger
from billing.books import AccountKind
from billing.errors import BalanceShort, CapReached, PriceListChanged, QuoteExpired, QuoteOutdated, QuoteUsed
from billing.models import Hold, Quote
from billing.money import dollars
from billing.overage import lendable
from billing.pace import learnt
from billing.pricing import PriceList, in_force
from billing.quoting import Band, Item, Kind, Line, Pace, eta, lines_of, whole_price
from billing.standing import require_good_standing
from renderers.exports import title_of
from renderers.prices import Price
from renderers.sizes import worker_of
from studio.core.tenancy import access, system

LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be quoted: `items` are what a render would need now, `whole` what it would with nothing there yet."""

    project_id: str
    title: str
    preset: str
    extras: Sequence[str] = ()
    plan: str
    items: Sequence[Item]
    whole: Sequence[Item]
    slots: Mapping[str, int]
    shortages: Sequence[str] = ()
    """What nobody who is online can make, in words."""
    remarks: Sequence[str] = ()
    """What would not come out as it was written, in words."""
    again_of: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Steps in all and kept from before, the price at most in millionths of a dollar, and the time it takes."""

    steps: int
    cached: int
    amount: int
    time: Band

    @property
    def to_make(self) -> int:
        """Steps that do not exist yet."""
        return self.steps - self.cached


def quote(*, workspace_id: str, wanted: Wanted, user_id: str, key_id: str, now: datetime) -> Quote:
    """A frozen quote that can be ordered by for 24 hours. Call within `tenant(workspace_id)`."""
    ledger.open_books(workspace_id=workspace_id, at=now)
    prices = in_force(now=now)
    paces = learnt(item.kind for item in (*wanted.items, *wanted.whole))
    lines = lines_of(wanted.items, paces=paces, prices=prices)
    band = eta(wanted.items, paces=paces, slots=wanted.slots)
    missing = [item for item in wanted.items if not item.made]
    return Quote.objects.create(
        workspace_id=workspace_id,
        project_id=wanted.project_id,
        title=wanted.title,
        again_of=wanted.again_of,
        preset=wanted.preset,
        extras=list(wanted.extras),
        plan=wanted.plan,
        price_list=prices.version,
        bought={item.engine: asdict(prices.bought(item.price)) for item in wanted.items if item.price},
        lines=[asdict(line) for line in lines],
        notes=_notes(missing, paces, prices),
        shortages=[*wanted.remarks, *(f"{said} Waiting costs nothing." for said in wanted.shortages)],
        **_sums(lines, band),
        whole=whole_price(wanted.whole, paces=paces, prices=prices),
        workers_online=sum(wanted.slots.values()),
        user_id=user_id,
        key_id=key_id,
        expires_at=now + LASTS,
    )


def estimate(*, items: Sequence[Item], slots: Mapping[str, int], now: datetime) -> Estimate:
    """What making these would cost at most and take, without a quote to order by."""
    paces = learnt(item.kind for item in items)
    lines, band = lines_of(items, paces=paces, prices=in_force(now=now)), eta(items, paces=paces, slots=slots)
    made = _sums(lines, band)
    return Estimate(made["steps"], made["cached"], made["amount"], band)


def access_quote(*, workspace_id: str, id: str) -> Quote:
    """A quote of this workspace; NotFound for anybody else's."""
    return access(Quote.objects.all(), workspace_id=workspace_id, id=id)


def check(*, quote: Quote, plan: str, user_id: str, key_id: str, now: datetime) -> None:
    """Whether the quote may be ordered by now, for the plan as it is now. Raises what stands against it, in words."""
    if Hold.objects.filter(workspace_id=quote.workspace_id, quote=quote).exists():
        raise QuoteUsed
    if now >= quote.expires_at:
        raise QuoteExpired
    if quote.price_list != in_force(now=now).version:
        raise PriceListChanged
    if quote.plan != plan:
        raise QuoteOutdated
    if not quote.amount:
        return
    require_good_standing(workspace_id=quote.workspace_id, now=now)
    full = next((one for one in _binding(quote, user_id, key_id, now) if not one.room), None)
    if full is not None:
        raise CapReached(
            f"{caps.said(full).capitalize()}, is used up until the month ends. Nothing was started and nothing was "
            "charged. An owner can raise it on the page Usage.",
            cap_id=full.cap.pk,
        )
    balance = ledger.balances(workspace_id=quote.workspace_id)[AccountKind.BALANCE]
    if balance + lendable(workspace_id=quote.workspace_id, now=now) < quote.amount:
        raise BalanceShort.by(balance=balance, amount=quote.amount)


def shown(*, quote: Quote, user_id: str, key_id: str, now: datetime) -> dict[str, object]:
    """A quote with what stands against ordering by it now: money that is missing, caps that it would fill."""
    balance = ledger.balances(workspace_id=quote.workspace_id)[AccountKind.BALANCE]
    tight = [one for one in _binding(quote, user_id, key_id, now) if one.room < quote.amount]
    warned = [
        f"Only {dollars(one.room)} is left of {caps.said(one)}; the render waits when that is used up."
        for one in tight[:1]
    ]
    return {
        "quote": quote,
        "balance": balance,
        "missing": max(0, quote.amount - balance - lendable(workspace_id=quote.workspace_id, now=now)),
        "to_make": quote.steps - quote.cached,
        "notes": [*quote.notes, *warned],
    }


def forget_quotes(now: datetime) -> int:
    """Removes quotes that nobody ordered by, a week after they expired; answers how many."""
    with system():
        old = Quote.objects.filter(expires_at__lt=now - timedelta(days=7), holds=None)[:500]
        return Quote.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]


def _binding(quote: Quote, user_id: str, key_id: str, now: datetime) -> list[caps.Standing]:
    found = caps.standings(workspace_id=quote.workspace_id, at=now)
    return caps.those_of(found, caps.targets(project_id=quote.project_id, user_id=user_id, key_id=key_id))


def _sums(lines: Sequence[Line], band: Band) -> dict[str, int]:
    return {
        "steps": sum(line.steps for line in lines),
        "cached": sum(line.cached for line in lines),
        "amount": sum(line.amount for line in lines),
        "typical": sum(line.typical for line in lines),
        "seconds_low": band.low,
        "seconds_high": band.high,
    }


def _notes(missing: Sequence[Item], paces: Mapping[Kind, Pace], prices: PriceList) -> list[str]:
    """What the reader of the price should know, in sentences."""
    sizes = sorted({item.size for item in missing if item.price is None})
    rates = ", ".join(f"{_exact(prices.rate(size))} of a {worker_of(size)}" for size in sizes)
    told = [f"A minute costs {rates}; every step is metered exactly and what exists is free."] if sizes else []
    told += [_bought(engine, price, prices) for engine, price in sorted(_bought_from(missing).items())]
    unknown = sorted({item.engine for item in missing if item.kind not in paces})
    if unknown:
        names = "; ".join(title_of(name) for name in unknown)
        told.append(f"Until a few have been made here, how long these take is a careful guess: {names}.")
    return told


def _bought_from(items: Sequence[Item]) -> dict[str, Price]:
    return {item.engine: item.price for item in items if item.price}


def _bought(engine: str, price: Price, prices: PriceList) -> str:
    unit = price.unit.value.replace("_", " ")
    rate = _exact(prices.bought(price).rate)
    return f"{title_of(engine)}: {rate} for each {unit} it makes; what it refuses or fails at is free."


def _exact(rate: int) -> str:
    """A rate with all its digits: `$0.02`, `$0.0125`."""
    whole, part = divmod(rate, 1_000_000)
    digits = f"{part:06d}".rstrip("0").ljust(2, "0")
    return f"${whole}.{digits}"
