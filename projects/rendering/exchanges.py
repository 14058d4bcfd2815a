"""Exchanges of a film or an episode: what a change buys again, said with its quote."""

from __future__ import annotations

from renderers.compilers.exchanges import EXCHANGE, remark_on_exchanges
from renderers.farm.selectors import renders_of
from renderers.farm.submit import made_digests
from renderers.plan import Plan

REMEMBERED = 5
"""How many renders back bought exchanges are looked for."""


def bought_again(workspace_id: str, subject: str, plan: Plan) -> str:
    """What of a film or episode is bought again whole because a part of it changed, in words; else nothing."""
    now = {roles[EXCHANGE] for roles in plan.wanted.values() if EXCHANGE in roles}
    if not now:
        return ""
    past = [
        render.wanted for render in renders_of(workspace_id=workspace_id, subject=subject).defer("spec")[:REMEMBERED]
    ]
    before = {(key, roles[EXCHANGE]) for wanted in past for key, roles in wanted.items() if EXCHANGE in roles}
    made = made_digests(workspace_id, sorted(now | {digest for _, digest in before}))
    bought: dict[str, set[str]] = {}
    for key, digest in before:
        if digest in made:
            bought.setdefault(key, set()).add(digest)
    return remark_on_exchanges(plan, made, bought)
