"""Any server that speaks as OpenAI's Chat Completions do: Ollama, vLLM, llama.cpp, a gateway of one's own."""

from __future__ import annotations

from renderers.engines.cloud import Offer
from renderers.engines.written import Writer
from renderers.prices import Unit
from renderers.writing.dialects import OpenAI
from renderers.writing.streamed import Streamed

ENGINE = Writer(
    name="openai_writing",
    title="OpenAI-compatible server, for writing",
    offer=Offer(
        vendor="openai_writing",
        model="",
        unit=Unit.THOUSAND_TOKENS,
        price=0,
        as_of="2026-11",
        terms="Those of the server and of the model it serves",
        note="Whoever runs the server pays for it; nothing is charged here.",
        types="openai",
    ),
    way=Streamed(OpenAI()),
    spoken_weight=1,
)
