"""Claude by Anthropic: text, or JSON of a shape, one turn at a time. Source: the Messages API, November 2026."""

from __future__ import annotations

from renderers.engines.cloud import Offer
from renderers.engines.written import Writer
from renderers.prices import Unit
from renderers.writing.dialects import Anthropic
from renderers.writing.streamed import Streamed

ENGINE = Writer(
    name="claude",
    title="Claude, for writing",
    offer=Offer(
        vendor="anthropic",
        model="claude-sonnet-5-5",
        unit=Unit.THOUSAND_TOKENS,
        price=2_000,
        as_of="2026-11",
        terms="Anthropic commercial terms; who asks owns what is written",
        note="$2 for a million tokens read, $10 for a million written.",
        types="anthropic",
    ),
    way=Streamed(Anthropic()),
    spoken_weight=5,
)
