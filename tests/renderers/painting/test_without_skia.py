"""A machine without the painter's libraries plans films as any other, and says what is missing when it must paint."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import importlib.abc, sys, tempfile
from fractions import Fraction
from pathlib import Path

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "skia":
            raise ImportError("libEGL.so.1: cannot open shared object file")

sys.meta_path.insert(0, Missing())
from renderers.compilers.film import compile_film
from renderers.engine import Job, read_settings
from renderers.errors import ToolMissing
from renderers.exports import makers
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse

spec = film_spec(parse("INT. KITCHEN - DAY\\n\\nShe waits.\\n"), rate=Fraction(24), aspect="16:9")
plan = compile_film(spec, DRAFT)
panel = next(step for step in plan if step.engine == "draft_panel")
engine = makers()[panel.engine]
with tempfile.TemporaryDirectory() as folder:
    settings = read_settings(engine, panel.settings)
    try:
        engine.render(Job(settings, {}, Path(folder, "out"), Path(folder), lambda fraction: None))
    except ToolMissing as error:
        print(error)
"""


def test_what_is_missing_is_said_by_the_first_picture_not_by_the_plan() -> None:
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert "cannot open shared object file" in answer.stdout, answer.stderr
    assert "sudo apt-get install libegl1 libgl1" in answer.stdout
