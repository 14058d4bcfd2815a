"""Language models for people of a podcast: Claude and GPT as stand-ins with a key of the installation's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from tests.fakes.openai_responses import fake_openai
from tests.fakes.talkers import fake_anthropic, prompt_of
from tests.fakes.vendor import Ending, FakeJob, FakeVendor

HARD_WORD = "Skerryvore"
"""GPT begins every turn with a sentence about it."""

_WHO = "old keepers|young pilots|tired sailors|the builders|lamp makers|harbour boys|night fishermen".split("|")
_DID = "counted|carried|remembered|repaired|painted|lost|measured|cleaned|borrowed|hid|described".split("|")
_WHAT = (
    "heavy lenses|wet ropes|brass tools|loose stones|oil cans|blank logs|new wicks|torn charts|cold meals|iron stairs|"
    "spare keys|broken panes|quiet winters"
).split("|")


@dataclass(slots=True)
class Talkers:
    """Both of them. After `stops_after` turns in all, the next order waits until `go_on`."""

    claude: FakeVendor
    gpt: FakeVendor
    stops_after: int = 0
    turns: int = 0

    @property
    def both(self) -> tuple[FakeVendor, FakeVendor]:
        """In a row."""
        return self.claude, self.gpt

    def asked(self) -> list[str]:
        """Every question that was taken."""
        return [prompt_of(job) for fake in self.both for job in fake.jobs.values()]

    def go_on(self, *, ending: Ending) -> None:
        """The order that waits is answered, and those after it, so."""
        for fake in self.both:
            fake.ending = ending
            fake.answering.set()

    def settings(self) -> Mapping[str, str]:
        """What whoever runs the studio sets."""
        keys = {f"{fake.name.upper()}_API_KEY": fake.key for fake in self.both}
        urls = {f"{fake.name.upper()}_API_URL": fake.url for fake in self.both}
        hosts = ",".join(host for fake in self.both for host in fake.access().open_hosts)
        more = {"ENGINE_ALLOWED_HOSTS": hosts, "ENGINE_POLL_SECONDS": "0.2", "STUDIO_CLOUD_SLOTS": "1"}
        return keys | urls | more


@contextmanager
def talking() -> Iterator[Talkers]:
    """Until the block ends."""
    with fake_anthropic() as claude, fake_openai() as gpt:
        both, numbers = Talkers(claude, gpt), count()
        claude.words = gpt.words = lambda job: _said(both, job, numbers)
        yield both


def _said(both: Talkers, job: FakeJob, numbers: Iterator[int]) -> str:
    asked = prompt_of(job)
    if found := re.search(r"exactly (\d+) chapters", asked):
        chapter = {"title": "Who kept the lamp", "purpose": "explain", "minutes": 1, "points": ["who stayed awake"]}
        return json.dumps({"chapters": [chapter] * int(found[1])})
    if (both.gpt if "input" in job.sent else both.claude).ending is Ending.REFUSED:
        return "I will not write this."
    both.turns += 1
    if both.turns == both.stops_after:
        for fake in both.both:
            fake.answering.clear()
    first = f"{HARD_WORD} was built by hand." if "input" in job.sent else ""
    return _turn(first, int(asked.rpartition("About ")[2].split()[0]), numbers)


def _turn(first: str, words: int, numbers: Iterator[int]) -> str:
    """Sentences until there are so many words; no two of one conversation are the same."""
    said = first
    while len(said.split()) < words:
        at = next(numbers)
        sentence = f"{_WHO[at % 7]} {_DID[at % 11]} {_WHAT[at % 13]}."
        said = f"{said} {sentence[0].upper()}{sentence[1:]}".strip()
    return said
