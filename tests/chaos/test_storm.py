"""The short storm; `make chaos MINUTES=10` is the long one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from studio.embedded.folder import PROJECT
from tests.chaos.storm import PROMISED

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("the_cores")]
PATIENCE_SECONDS = 420


def test_a_farm_under_fire_makes_everything_once_and_in_order() -> None:
    command = [sys.executable, "-m", "tests.chaos.storm", "--minutes", "0.3"]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    assert run.returncode == 0, run.stderr[-6000:]
    report = json.loads(run.stdout.splitlines()[-1])
    for fault, count in PROMISED.items():
        assert report["faults"][fault] >= count, fault
    assert report["metered"] == report["steps"] >= 60
    assert report["captures"] >= 30, "the films were ordered with money"
    assert report["workers lost over a step"] >= PROMISED["worker killed"]
    assert report["claims"] > report["steps"], "no step was ever taken up again"
