from pathlib import Path
from tests.fakes.runway import fake_runway
from tests.renderers.cloud.yard import *
from renderers.engines import engines
import pytest
from tests.fakes.vendor import *

def test_x(tmp_path):
    with fake_runway() as fake:
        b = Bench(engines()["runway"], fake, tmp_path, {"width":320,"height":180,"rate":"24","prompt":"A lighthouse in a storm."}, {"timing": a_shot(tmp_path, frames=300)})
        print(b.make(), fake.charged, fake.calls)
