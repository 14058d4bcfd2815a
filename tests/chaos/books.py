"""What must be true of the books when a farm has come to rest. Whoever adds a ledger adds what it promises here."""

from __future__ import annotations

from collections import Counter

from billing.models import Usage
from renderers.events import StepState
from renderers.farm.models import Step
from studio.core.tenancy import system


def assert_the_books_agree() -> int:
    """Every finished step is metered once, and nothing else is. How many entries were looked at."""
    with system():
        finished = set(Step.objects.filter(state=StepState.DONE, fence__gt=0).values_list("id", flat=True))
        metered = Counter(Usage.objects.values_list("step_id", flat=True))
    assert set(metered) == finished, f"{len(set(metered) ^ finished)} steps are metered or finished, but not both"
    twice = {step: count for step, count in metered.items() if count > 1}
    assert not twice, f"metered more than once: {twice}"
    return len(metered)
