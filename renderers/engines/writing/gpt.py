"""GPT by OpenAI: text, or JSON of a shape, one turn at a time. Source: Responses in the background, November 2026."""

from __future__ import annotations

from renderers.engines.cloud import Offer
from renderers.engines.written import Writer
from renderers.prices import Unit
from renderers.writing.background import Background

ENGINE = Writer(
    name="gpt",
    title="GPT, for writing",
    offer=Offer(
        vendor="openai",
        model="gpt-6.1-terra",
        unit=Unit.THOUSAND_TOKENS,
        price=1_000,
        as_of="2026-11",
        terms="OpenAI services agreement; who asks owns what is written",
        note="$1 for a million tokens read, $5 for a million written. OpenAI stores what it writes, so that it can be "
        "fetched again.",
        types="openai",
    ),
    way=Background(),
    spoken_weight=5,
)
