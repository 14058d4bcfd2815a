"""Scripts written by language models without a farm: priced first, kept as they come, gone on with where it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renderers.engine import read_settings
from renderers.episode import SegmentSpec
from renderers.exports import makers
from renderers.plan import Plan
from renderers.podcast.conversation import Ways, compile_talk, is_for_models, talk_brief, written_of
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.writer import Brief, Written, write_segments
from renderers.prices import SMALL_CHANGE, Priced
from renderers.shell import rendered, say
from renderers.store import Artifact, FolderStore
from renderers.writing.talk.brief import Talk

MICRO_DOLLARS = 1_000_000


class NotWritten(Exception):
    """The script was not finished; what went wrong was said already."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Dictation:
    """Writes with the models of the people, offline where nobody has one."""

    store: FolderStore
    workers: int
    ways: Ways

    def write(self, brief: Brief, drafts: Sequence[SegmentDraft], scripts: Mapping[int, SegmentSpec]) -> Written:
        """Every segment without a script. Raises BadInput, NotWritten."""
        if not is_for_models(brief):
            return write_segments(brief, drafts, scripts)
        talk = talk_brief(brief, drafts, scripts)
        plan = compile_talk(talk, self.ways)
        say(f"the script: {len(talk.slots)} places, at most ${at_most(plan, self.store):.2f} for the language models")
        made: list[Talk] = []
        code = rendered(
            plan,
            what="script",
            store=self.store,
            workers=self.workers,
            hand_over=lambda artifact: self._read(artifact, made),
        )
        if code:
            say("to go on: run it again; add --again-place N or --offline-place N for a place that fails")
            raise NotWritten(code)
        return written_of(talk, made[0], scripts)

    def _read(self, artifact: Artifact, made: list[Talk]) -> str:
        with self.store.open_path(artifact.digest) as path:
            made.append(Talk.model_validate_json(path.read_bytes()))
        return f"the script: {len(made[0].lines)} turns"


def at_most(plan: Plan, store: FolderStore) -> float:
    """Dollars that vendors ask at most for what is not in the store."""
    micro = 0.0
    for step in plan:
        engine = makers()[step.engine]
        if isinstance(engine, Priced) and store.get(step.digest) is None:
            count = engine.makes_at_most(read_settings(engine, step.settings))
            micro += count * engine.price.amount / SMALL_CHANGE[engine.price.unit]
    return micro / MICRO_DOLLARS
