"""Alerts and dashboard ask for figures that some process tells; a renamed one is no silent panel."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from prometheus_client import REGISTRY

from billing import figures as money
from renderers.farm import figures as farm
from studio.core import metrics
from studio.embedded.folder import PROJECT

TELLING = (money, farm, metrics)
"""Whoever loads them has registered what they tell."""

FILES = PROJECT / "infra" / "helm" / "studio" / "files"


def _queries() -> list[str]:
    rules = yaml.safe_load((FILES / "rules.yaml").read_text())
    board = json.loads((FILES / "dashboard.json").read_text())
    asked = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    return asked + [target["expr"] for panel in board["panels"] for target in panel["targets"]]


def _asked_for() -> set[str]:
    return {
        re.sub(r"_(bucket|count|sum|total)$", "", name) for q in _queries() for name in re.findall(r"studio_\w+", q)
    }


def test_every_figure_that_is_asked_for_is_told() -> None:
    assert len(_asked_for()) > 8
    assert _asked_for() <= {family.name for family in REGISTRY.collect()}


@pytest.mark.parametrize("told", ["studio_steps", "studio_http_request_seconds", "studio_stripe_events"])
def test_figures_of_every_room_are_watched(told: str) -> None:
    assert told in _asked_for()
