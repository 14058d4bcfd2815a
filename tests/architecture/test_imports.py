"""The walls of the house stand."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([str(lint), "--no-cache"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "7 kept, 0 broken" in done.stdout


def test_films_are_made_without_django() -> None:
    done = _python(
        "import sys, renderers.__main__, renderers.execute, renderers.engines, renderers.exports\n"
        "renderers.engines.engines(), renderers.exports.exports()\n"
        "print(sorted({'django', 'rest_framework', 'channels', 'dramatiq'} & set(sys.modules)))"
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_web_process_loads_nothing_heavy() -> None:
    done = _python(
        "import os, sys\n"
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'studio.settings')\n"
        "import django; django.setup()\n"
        "from importlib import import_module; import_module('studio.urls')\n"
        "print(sorted({'torch', 'diffusers', 'TTS', 'onnx', 'onnxruntime', 'gruut'} & set(sys.modules)))"
    )
    assert done.stdout.strip().splitlines()[-1:] == ["[]"], done.stderr
