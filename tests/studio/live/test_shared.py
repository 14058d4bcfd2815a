"""Figures are worked out once for everybody who watches, and cost the same for long films."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renderers.farm.models import Render
from studio.core.errors import NotFound
from studio.core.tenancy import tenant
from studio.live.selectors import render_progress
from studio.live.shared import Shared
from tests.factories import a_project, a_render, a_workspace
from tests.projects.farmhand import work
from tests.projects.story import STORY


class Question:
    """Counts how often it is asked; waits until it may answer."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked, self.error = 0, error
        self.may = asyncio.Event()

    async def __call__(self) -> int:
        self.asked += 1
        await self.may.wait()
        if self.error:
            raise self.error
        return self.asked


async def test_a_hundred_viewers_ask_once() -> None:
    shared, question = Shared(seconds=60), Question()
    viewers = [asyncio.ensure_future(shared.answer("rnd", question)) for _ in range(100)]
    await asyncio.sleep(0)
    question.may.set()
    assert await asyncio.gather(*viewers) == [1] * 100
    assert await shared.answer("rnd", question) == 1
    assert question.asked == 1


async def test_another_render_is_another_question_and_time_makes_an_answer_old() -> None:
    shared, question = Shared(seconds=0), Question()
    question.may.set()
    assert [await shared.answer("one", question), await shared.answer("one", question)] == [1, 2]
    assert await shared.answer("two", question) == 3


async def test_a_viewer_who_leaves_takes_the_answer_from_nobody() -> None:
    shared, question = Shared(seconds=60), Question()
    leaving, staying = (asyncio.ensure_future(shared.answer("rnd", question)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    question.may.set()
    assert await staying == 1


async def test_a_render_that_is_gone_is_said_to_everybody() -> None:
    shared, question = Shared(seconds=60), Question(NotFound())
    question.may.set()
    for _ in range(2):
        with pytest.raises(NotFound):
            await shared.answer("rnd", question)


async def test_old_answers_are_forgotten() -> None:
    shared, question = Shared(seconds=0), Question()
    question.may.set()
    for number in range(500):
        await shared.answer(number, question)
    assert len(shared._asked) <= 65


@pytest.mark.django_db
def test_figures_of_a_render_cost_a_few_queries_that_read_no_step() -> None:
    """Counts come from the database; only running steps are named, and neither spec nor digests are loaded."""
    workspace = a_workspace()
    render = a_render(project=a_project(workspace=workspace, screenplay=STORY))
    work(at_most=7)
    with tenant(workspace.id):
        steps = Render.objects.get(pk=render.pk).render_steps.count()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            figures: dict[str, Any] = render_progress(workspace_id=workspace.id, render_id=render.pk)["render"]
    assert steps > 20
    assert (figures["steps"], figures["done"]) == (steps, 7)
    assert len(asked) <= 4, [one["sql"][:80] for one in asked]
    assert not [one["sql"] for one in asked if '"spec"' in one["sql"] or '"wanted"' in one["sql"]]
