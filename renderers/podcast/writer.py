"""tmp"""
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    show: str
    people: tuple
    documents: tuple
    seconds: int
    seed: int
    voices: str
    music: bool
def write_segments(brief, drafts, scripts):
    raise NotImplementedError
