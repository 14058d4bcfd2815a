"""Scheduler and workers see the farm of every workspace, and nothing else of anybody."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from renderers.farm.models import Step
from studio.core.tenancy import farm, narrow
from tests.factories import a_workspace
from tests.renderers.farm.plans import loose_steps, order

pytestmark = pytest.mark.django_db
TABLES = sorted(model._meta.db_table for model in apps.get_models())
THEIR_OWN = ("farm_enginekey", "farm_enginechoice")
"""Keys at vendors and who films what are read in their own workspace, never from above."""


def test_the_farm_sees_the_steps_of_every_workspace_until_it_narrows_to_one() -> None:
    one, two = a_workspace(), a_workspace()
    order(one, loose_steps("A", 2))
    order(two, loose_steps("B", 1))
    assert not Step.objects.exists()
    with farm():
        assert Step.objects.count() == 3
        narrow(two.pk)
        assert Step.objects.count() == 1
    assert not Step.objects.exists()


@pytest.mark.parametrize("table", TABLES)
def test_the_farm_reads_its_own_tables_and_no_other(table: str) -> None:
    def look() -> None:
        with transaction.atomic(), farm(), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')

    if table.startswith("farm_") and table not in THEIR_OWN:
        look()
        return
    with pytest.raises(ProgrammingError, match="permission denied"):
        look()
