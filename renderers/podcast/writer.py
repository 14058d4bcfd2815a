"""The offline writer: a conversation arranged from an outline and sources, as long as it was asked to be.

It quotes, asks, doubts and jokes; it knows nothing that does not stand in the sources, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from renderers.compilers.podcast_passages import BETWEEN_MS, INTRO_MS, OUTRO_MS, TRANSITION_MS
from renderers.episode import PersonalitySpec, Purpose, SegmentSpec, TurnSpec
from renderers.errors import BadInput
from renderers.media.speech.dialogue_language import LANGUAGES
from renderers.media.speech.tone import USUAL, feel_of
from renderers.podcast.cast import Cast
from renderers.podcast.director import Library, discuss
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.idiom import IDIOMS, Idiom, listed, talked_in
from renderers.podcast.material import brief_sentences
from renderers.podcast.outline import Part, parts_of
from renderers.podcast.pens import Pen
from renderers.podcast.phrases import Memory
from renderers.podcast.said import NOTHING_SAID, Said
from renderers.podcast.sentences import words_in
from renderers.podcast.sources import Document
from renderers.podcast.talk import Talk
from renderers.writing.length import talk_seconds
from renderers.writing.repetition import repeated

TOLERANCE = 0.05
"""How far an episode may be from the length that was asked for, as a share."""

DENSITIES = (0.15, 0.3, 0.42, 0.54, 0.66, 0.78, 0.9, 1.0)
"""How much is said around the facts; the sixth sounds best."""

_USUAL_PULL, _ASKED_PULL = 0.02, 0.12
"""How many shares of the length a density that was not wished for weighs; more where somebody asked for a tone."""

_LEAST_SECONDS = 60
_GREETED, _ONE_EACH, _ONE_AT_ALL = 240, 300, 180
"""A shorter episode has no time for everybody's hello, for a last word of everybody, or of more than one of them."""

_MOST_JOKES = 2
_TELLING_WORDS = 60
"""So many words say for sure which language they are in."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be written: between whom, from what, how long, and by which engine it will be spoken."""

    title: str
    show: str
    people: tuple[PersonalitySpec, ...]
    documents: tuple[Document, ...]
    seconds: int
    seed: int
    voices: str
    music: bool
    before: Said = NOTHING_SAID
    """What earlier episodes of the show have said."""

    audience: str = ""
    tone: str = ""
    language: str = "en"
    pens: Mapping[str, Pen] = field(default_factory=dict)
    """With what the turns of each person are written, by key; who has none is written for offline."""


@dataclass(frozen=True, slots=True)
class Written:
    """Segments with every turn, and what their maker should know."""

    segments: tuple[SegmentSpec, ...]
    notices: tuple[str, ...]
    said: Said = NOTHING_SAID


def write_segments(brief: Brief, drafts: Sequence[SegmentDraft], scripts: Mapping[int, SegmentSpec]) -> Written:
    """Every segment that has no script is written. BadInput when there is too little to talk about, and for a language
    nobody here talks in."""
    _insist_on_language(brief)
    if not brief.documents:
        raise BadInput("there is nothing to talk about yet: add `sources`, or write a `script` in every segment")
    return _Writer(brief, drafts, scripts).written()


def _insist_on_language(brief: Brief) -> None:
    """One there are phrases in, and the one the sources are in: they are quoted as they stand."""
    code = talked_in(brief.language)
    found = Counter[str]()
    for document in brief.documents:
        for paragraph in document.paragraphs:
            found[paragraph.language] += sum(map(words_in, paragraph.sentences))
    if found[code] or sum(found.values()) < _TELLING_WORDS:
        return
    other = found.most_common(1)[0][0]
    raise BadInput(
        f"the sources are in {LANGUAGES[other]} and the episode is in {IDIOMS[code].title}; they are quoted as they "
        "stand, so give the episode their language or bring sources in its own"
    )


class _Writer:
    """Writes segment after segment, each in many lengths, and keeps the one that fits."""

    def __init__(self, brief: Brief, drafts: Sequence[SegmentDraft], scripts: Mapping[int, SegmentSpec]) -> None:
        self.brief, self.scripts = brief, scripts
        self.language = talked_in(brief.language)
        self.people = {person.key: person for person in brief.people}
        self.parts = [
            part
            for part in parts_of(
                brief.documents, drafts, skipped=tuple(scripts), seconds=brief.seconds, said=brief.before.facts
            )
            if part.claims
        ]
        if not self.parts and brief.before.facts:
            raise BadInput("earlier episodes have said all that stands in these sources; add others")
        if not self.parts:
            raise BadInput("the sources hold no sentences that can be said; use prose, not tables or lists of links")
        titles = {each.key: each.title for each in brief.documents}
        texts = {each.key: " ".join(s for p in each.paragraphs for s in p.sentences) for each in brief.documents}
        self.library = Library(MappingProxyType(titles), MappingProxyType(texts), brief.before.terms, self.language)
        feel = feel_of(brief.tone)
        self.lively, self.pull = feel.density, _USUAL_PULL if feel is USUAL else _ASKED_PULL
        self.opens = 0 not in scripts
        self.closes = not scripts or max(scripts) < self.parts[-1].number

    @property
    def idiom(self) -> Idiom:
        """Of the language it is written in."""
        return IDIOMS[self.language]

    def written(self) -> Written:
        budget = self._budget()
        memory = Memory(self.brief.seed, Counter(self.brief.before.rows), language=self.language)
        talk = Talk("", Cast(self.brief.people), memory, jokes=list(self.brief.before.jokes[:_MOST_JOKES]))
        segments, left, waiting, fixed = dict(self.scripts), budget, self._weights(), self._fixed(talk)
        for part in self.parts:
            free = max(0.0, left - sum(fixed.values()))
            share = fixed.pop(part.number, 0.0) + free * waiting[part.number] / sum(waiting.values())
            talk, turns = self._fitting(talk, part, share if budget else 0.0)
            left -= self._length(turns)
            del waiting[part.number]
            segments[part.number] = SegmentSpec(
                key=f"s{part.number + 1}",
                title=part.title,
                purpose=Purpose.CLOSING if self.closes and part is self.parts[-1] else part.purpose,
                seconds=round(share if budget else self._length(turns)),
                turns=turns,
            )
        self._insist(budget, left)
        whole = tuple(segments[number] for number in sorted(segments))
        return Written(whole, (self._notice(whole),), self._said(talk))

    def _budget(self) -> float:
        """Seconds of talk to be written; 0 where no length was asked for."""
        if not self.brief.seconds:
            return 0.0
        if self.brief.seconds < _LEAST_SECONDS:
            raise BadInput(f"{self.brief.seconds} s are no conversation; ask for a minute at least")
        spoken = sum(self._length(each.turns) for each in self.scripts.values())
        music = music_seconds(self.brief, len(self.parts) + len(self.scripts))
        return max(1.0, self.brief.seconds - spoken - music)

    def _fixed(self, talk: Talk) -> dict[int, float]:
        """Seconds that greetings and farewells take, by segment."""
        hello, bye = talk.copy(key="hello"), talk.copy(key="bye")
        bye.facts = [claim.text for part in self.parts for claim in part.claims]
        bye.terms = [term for part in self.parts for claim in part.claims for term in claim.terms[:1]]
        if self.opens:
            self._open(hello)
        if self.closes:
            self._close(bye)
        first, last = self.parts[0].number, self.parts[-1].number
        found = {first: self._length(hello.turns)}
        found[last] = found.get(last, 0.0) + self._length(bye.turns)
        return found

    def _weights(self) -> dict[int, float]:
        """By the minutes an outline gives, else by how much there is to say."""
        words = {part.number: float(sum(claim.words for claim in part.claims)) for part in self.parts}
        if not any(part.seconds for part in self.parts):
            return words
        usual = sum(part.seconds for part in self.parts) / len(self.parts)
        return {part.number: float(part.seconds or usual) for part in self.parts}

    def _fitting(self, talk: Talk, part: Part, seconds: float) -> tuple[Talk, tuple[TurnSpec, ...]]:
        """The segment in the length nearest to its share, as lively as can be."""
        if not seconds:
            made = self._tried(talk, part, len(part.claims), self.lively)
            return made, tuple(made.turns)
        best: tuple[float, Talk] | None = None
        for density in sorted(DENSITIES, key=lambda each: abs(each - self.lively)):
            if best is not None and self.pull * abs(density - self.lively) >= best[0]:
                break  # those that follow are as far from what was wished for, or further
            low, high = 1, len(part.claims)
            while low < high:  # more facts never make it shorter
                middle = (low + high) // 2
                if self._length(self._tried(talk, part, middle, density).turns) < seconds:
                    low = middle + 1
                else:
                    high = middle
            for count in {max(1, low - 1), low}:
                made = self._tried(talk, part, count, density)
                miss = abs(self._length(made.turns) - seconds) / seconds + self.pull * abs(density - self.lively)
                if best is None or miss < best[0]:
                    best = (miss, made)
        assert best is not None  # there is always a density
        return best[1], tuple(best[1].turns)

    def _tried(self, talk: Talk, part: Part, count: int, density: float) -> Talk:
        made = talk.copy(key=f"s{part.number + 1}")
        first, last = part is self.parts[0], part is self.parts[-1]
        if first and self.opens:
            self._open(made)
        self._begin(made, part, first=first)
        discuss(made, part.best(count), self.library, density=density)
        if last and self.closes:
            self._close(made)
        return made

    def _length(self, turns: Sequence[TurnSpec]) -> float:
        brief = self.brief
        return talk_seconds(turns, self.people, voices=brief.voices, tone=brief.tone, language=brief.language)

    def _open(self, talk: Talk) -> None:
        """Who, what, and what these voices are."""
        host, others = talk.cast.host, talk.cast.others
        minutes = round(self.brief.seconds / 60)
        slots = {
            "show": self.brief.show,
            "me": host.name,
            "title": self.brief.title,
            "minutes": self.idiom.minutes.format(minutes) if minutes > 1 else "",
            "before": self.brief.before.last,
            "others": self._listed([person.name for person in others]),
            "sources": self._sources(),
            "count": str(len(self.parts)) if len(self.parts) > 2 else "",
            "chapters": self._listed([part.title for part in self.parts]) if 1 < len(self.parts) < 6 else "",
        }
        talk.move(host, "open.welcome", slots, manner="warmly")
        talk.move(host, "open.before", slots)
        talk.move(host, "open.cast", slots)
        for person in others if self._lasts(_GREETED) else ():
            talk.move(person, "greet", slots)
        talk.move(host, "open.audience", {"audience": self.brief.audience})
        talk.move(host, "open.honest", slots)
        talk.move(host, "open.map", slots)

    def _begin(self, talk: Talk, part: Part, *, first: bool) -> None:
        host = talk.cast.host
        title = part.title.rstrip(".")
        asks = title.endswith("?")
        slots = {"heading": title if asks else f"{title}.", "quoted": f'"{title}"', "point": _spoken(part.points[:1])}
        talk.move(host, "segment.first" if first else "segment.next", slots)
        talk.move(host, "segment.point", slots)

    def _close(self, talk: Talk) -> None:
        """What everybody takes home, where it came from, and goodbye."""
        host = talk.cast.host
        keeps = list(dict.fromkeys(brief_sentences(talk.facts, language=self.language)))
        others = talk.cast.others[: None if self._lasts(_ONE_EACH) else 2 if self._lasts(_ONE_AT_ALL) else 1]
        for number, person in enumerate(others):
            talk.move(host, "close.ask" if number == 0 else "close.next", {"name": person.name})
            last = keeps.pop((2 * number + 1) * len(keeps) // (2 * len(others))) if keeps else ""
            talk.move(person, "takeaway" if last else "takeaway.none", {"short": last})
        terms = [term for term in talk.terms if term]
        talk.move(host, "close.mine", {"term": max(dict.fromkeys(terms), key=terms.count) if terms else ""})
        slots = {"sources": self._sources(), "show": self.brief.show, "me": host.name, "title": self.brief.title}
        talk.move(host, "close.credit", slots)
        talk.move(host, "close.thanks", slots, manner="warmly")

    def _sources(self) -> str:
        titles = [each.title for each in self.brief.documents]
        return self._listed(titles) if len(titles) < 5 else self.idiom.documents.format(len(titles))

    def _listed(self, names: Sequence[str]) -> str:
        return listed(names, self.language)

    def _lasts(self, seconds: int) -> bool:
        """At least so long, or as long as it takes."""
        return not 0 < self.brief.seconds < seconds

    def _insist(self, budget: float, left: float) -> None:
        if not budget or abs(left) <= TOLERANCE * self.brief.seconds:
            return
        words = sum(document.words for document in self.brief.documents)
        minutes = (self.brief.seconds - left) / 60
        if left > 0:
            left_out = ", without what earlier episodes said" if self.brief.before.facts else ""
            raise BadInput(
                f"the sources hold {words} words{left_out}, enough for {minutes:.0f} minutes of the "
                f"{self.brief.seconds / 60:.0f} asked for; ask for {minutes:.0f} minutes or add sources"
            )
        raise BadInput(
            f"{len(self.parts)} segments take {minutes:.0f} minutes at least; "
            f"ask for {minutes:.0f} minutes or leave some out"
        )

    def _said(self, talk: Talk) -> Said:
        """What the next episode of the show has to know."""
        fresh = Counter(talk.memory.used) - Counter(self.brief.before.rows)
        terms = dict.fromkeys((term for term in talk.terms if term), self.brief.title)
        return Said(
            frozenset(talk.facts), MappingProxyType(dict(fresh)), MappingProxyType(terms),
            jokes=tuple(talk.laughed[-_MOST_JOKES:]),
        )  # fmt: skip

    def _notice(self, segments: Sequence[SegmentSpec]) -> str:
        texts = [turn.text for segment in segments for turn in segment.turns]
        share = repeated(texts)
        words = sum(len(text.split()) for text in texts)
        sources = len(self.brief.documents)
        return (
            f"written offline from {sources} source{'s' * (sources != 1)}: {len(texts)} turns, {words} words; "
            f"it quotes and arranges, nothing is made up; {share:.0%} of its phrases come again"
        )


def music_seconds(brief: Brief, segments: int) -> float:
    """What intro, transitions and outro take of so many segments, or the pauses between them."""
    between = segments - 1
    music = (INTRO_MS + OUTRO_MS + between * (TRANSITION_MS + 250)) if brief.music else between * BETWEEN_MS
    return music / 1000


def _spoken(points: Sequence[str]) -> str:
    """A point as a sentence."""
    text = " ".join(points).strip()
    return text if not text or text[-1] in ".?!" else f"{text}."
