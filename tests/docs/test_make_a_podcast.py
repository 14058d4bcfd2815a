"""The page on podcasts shows an episode that can be made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from renderers.compilers.podcast import compile_episode
from renderers.episode import Relation
from renderers.podcast import sample
from renderers.podcast.__main__ import _parser
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import read_episode
from renderers.presets import ROUGH

PAGE = Path(__file__).parents[2] / "infra/docs/how-to/make-a-podcast.md"


def test_the_episode_on_the_page_is_one(tmp_path: Path) -> None:
    shutil.copytree(Path(sample.__file__).parent, tmp_path, dirs_exist_ok=True)
    found = re.search(r"```yaml file=(\S+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    (tmp_path / found[1]).write_text(found[2], "utf-8")
    spec = episode_spec(read_episode(tmp_path / found[1]), voices="flite").spec
    assert [segment.title for segment in spec.segments] == ["The lens", "The watch"]
    assert {turn.relation for turn in spec.segments[1].turns} == {
        Relation.ANSWER, Relation.INTERRUPT, Relation.BACKCHANNEL,
    }  # fmt: skip
    assert spec.segments[1].turns[1].citations == ("keepers",)
    assert spec.segments[1].turns[-1].pause_ms == 2000
    assert len(compile_episode(spec, ROUGH)) > 20


@pytest.mark.parametrize("option", ["--preset", "--extras", "--voices", "--script"])
def test_every_option_it_names_is_one(option: str) -> None:
    assert option in PAGE.read_text("utf-8")
    assert option in _parser().format_help()
