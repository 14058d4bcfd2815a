"""The page of engines says what the cards say."""

from __future__ import annotations

from infra.engine_page import page
from renderers.engines import engines
from studio.embedded.folder import PROJECT


def test_the_page_is_fresh() -> None:
    written = (PROJECT / "infra/docs/engines.md").read_text("utf-8")
    assert written == page(), "infra/docs/engines.md is out of date: `make docs` writes it"


def test_every_engine_is_on_it() -> None:
    assert [name for name in engines() if f"(`{name}`)" not in page()] == []
