"""The page about taking payments names every event that the studio wants to hear, and none that it does not."""

from __future__ import annotations

import re

from billing.stripe_deeds import DEEDS
from studio.embedded.folder import PROJECT


def test_the_events_to_switch_on_at_stripe_are_those_that_are_done_something_about() -> None:
    text = (PROJECT / "infra" / "docs" / "how-to" / "take-payments.md").read_text()
    step = text.partition("3. ")[2].partition("4. ")[0]
    assert set(re.findall(r"`([a-z0-9_]+\.[a-z_.]+)`", step)) == set(DEEDS)
