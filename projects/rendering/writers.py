"""Who can write here: each writer in words, and what keeps it from writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from renderers.compilers.screenplay import WRITERS
from renderers.engines import engines
from renderers.farm import engine_keys
from renderers.prices import price_of
from renderers.writing.stories.pages import LONGEST_MINUTES as OFFLINE_MINUTES

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "offline": "Offline writer",
        "claude": "Claude",
        "gpt": "GPT",
        "openai_writing": "OpenAI-compatible server",
    }
)
LONGEST_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Writer:
    """`says` is what it is, in words; `shortage` why it cannot be asked now; `price` what its vendor asks."""

    name: str
    title: str
    says: str
    shortage: str
    price: str
    longest_minutes: int
    rewrites: bool
    wants_model: bool


def writers(*, workspace_id: str) -> list[Writer]:
    """All of them, the one that needs nothing first."""
    return [_offline(), *(_model(workspace_id, name) for name in WRITERS if name != "offline")]


def _offline() -> Writer:
    says = (
        "No language model. It arranges the words of your premise into a short screenplay by story structure: a plot, "
        "people, places, a turn and an end. It does not understand what you write, and it tells what it knows: expect "
        "a first draft to make your own."
    )
    return Writer("offline", TITLES["offline"], says, "", "", OFFLINE_MINUTES, rewrites=False, wants_model=False)


def _model(workspace_id: str, name: str) -> Writer:
    engine = engines()[WRITERS[name]]
    shortage = " ".join(engine_keys.keyless(workspace_id=workspace_id, names=[engine.name]))
    price, offer = price_of(engine), engine.offer  # type: ignore[attr-defined]  # every writer that is sold has one
    return Writer(
        name=name,
        title=TITLES[name],
        says="A language model: it writes an outline, pages of any length, and passages anew. What it reads leaves the "
        "studio.",
        shortage=shortage,
        price=offer.note if price is not None else "",
        longest_minutes=LONGEST_MINUTES,
        rewrites=True,
        wants_model=not offer.model,
    )
