"""What there is to say: sentences of the sources in handfuls one person can say, and what each of them is like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from renderers.media.speech.english import tagged
from renderers.media.speech.tongues import ENGLISH
from renderers.podcast.sentences import sentences_of
from renderers.podcast.sources import Document, Paragraph
from renderers.podcast.spanish import SpanishTerms
from renderers.podcast.traits import SPANISH, Trait, leans, stands_alone, values_in

BRIEF_WORDS, MOST_WORDS, LONGEST_SENTENCE = 32, 48, 60
"""Sentences are said together up to the first figure, those that lean on each other up to the second; a sentence
beyond the third is for reading, not for saying."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Sentences of a source said in one turn, word for word.

    `terms` are what they are about, as it is named in a question ("the lens"), the best first; `values` are words in
    them by trait.
    `opens` are the traits of their first sentence: what a question before them may ask for. `leans` says that they
    cannot stand without what came before.
    """

    source: str
    paragraph: int
    text: str
    terms: tuple[str, ...]
    traits: tuple[Trait, ...]
    opens: tuple[Trait, ...]
    values: Mapping[str, str]
    leans: bool

    @property
    def words(self) -> int:
        """How many."""
        return len(self.text.split())


_QUALIFIED = re.compile(
    r"^(?:about|some|nearly|over|under|almost|more than|less than|at least|up to|"
    r"unos|unas|casi|cerca de|más de|menos de|al menos|hasta)\s+"
)
_DEFINITION = re.compile(r"^(?:An?|The)?\s?[\w -]{3,40}?\s(?:is|are|was|were|means)\s(?:an?|the|what)\b")
_WEAK = frozenset(
    "way ways thing things part parts time times day days year years case cases example end kind sort lot number point "
    "fact reason result place side use word words man men woman people one ones something nothing anything everything "
    "hour hours mile miles minute minutes century centuries decade decades half rest moment question answer others "
    "middle answer idea "
    "other first last same more most such each first-place bit hand sense matter while night nights morning order "
    "line page foot feet metre metres inch inches second seconds per cent percent hundred thousand million".split()
)
_TOKEN = re.compile(r"[A-Za-z][\w'’-]*|\d[\d,.]*|[^\w\s]")
_PLURAL = ("NNS", "NNPS")
_ENDS = frozenset('.!?"“”')
_OWNED = frozenset("my your his her their our its no every each any this that".split())
_COUNTED = frozenset(("the", "a", "an", "one", *_OWNED))


def claims_of(documents: Sequence[Document]) -> tuple[Claim, ...]:
    """Everything that can be said of all documents, in their order."""
    terms: Mapping[str, Terms] = {ENGLISH: _Terms(documents), SPANISH: SpanishTerms(documents)}
    found: list[Claim] = []
    number = 0
    for document in documents:
        for paragraph in document.paragraphs:
            found += (
                _claim(paragraph, number, handful, terms.get(paragraph.language)) for handful in _handfuls(paragraph)
            )
            number += 1
    return tuple(found)


def stems(text: str) -> Counter[str]:
    """Words that carry meaning, cut so that plurals and tenses meet."""
    words = (word for word in re.findall(r"[^\W\d_](?:[^\W\d_]|['-]){3,}", text.casefold()) if word not in _COMMON)
    return Counter(re.sub(r"(?:ing|ed|es|s|ly)$", "", word) for word in words)


_COMMON = frozenset(
    "that this with from have they their them were been what when which will would could should about into than then "
    "there here also only other some such very more most much many just over after before because where while does "
    "doing your yours ours each every still even both between through under these those being itself".split()
)


def _handfuls(paragraph: Paragraph) -> Iterator[tuple[str, ...]]:
    """Sentences together while they lean on each other and fit in a breath or two."""
    waiting: list[str] = []
    for sentence in paragraph.sentences:
        if len(sentence.split()) > LONGEST_SENTENCE:
            continue
        words = sum(len(each.split()) for each in (*waiting, sentence))
        together = waiting and _leans(sentence, paragraph) and words <= MOST_WORDS
        brief = waiting and words <= BRIEF_WORDS
        if waiting and not (together or brief):
            yield tuple(waiting)
            waiting = []
        waiting.append(sentence)
    if waiting:
        yield tuple(waiting)


def _claim(paragraph: Paragraph, number: int, sentences: Sequence[str], terms: Terms | None) -> Claim:
    text = " ".join(sentences)
    values = values_in(text, paragraph.language)
    traits = {Trait(name) for name in values}
    about = terms.of(text) if terms else ()
    if terms and (person := terms.person(text)):
        traits.add(Trait.PERSON)
        values[Trait.PERSON.value] = person
    if _DEFINITION.match(text) and about and about[0].split()[-1].casefold() in text[:48].casefold():
        traits.add(Trait.DEFINITION)
    if Trait.NUMBER in traits:
        values[Trait.NUMBER.value] = _QUALIFIED.sub("", values[Trait.NUMBER.value].strip().lower())
    ordered = tuple(trait for trait in Trait if trait in traits)
    return Claim(
        source=paragraph.source,
        paragraph=number,
        text=text,
        terms=about,
        traits=ordered,
        opens=_opening(ordered, sentences[0], values, paragraph.language),
        values=MappingProxyType(values),
        leans=_leans(sentences[0], paragraph),
    )


def _opening(traits: Sequence[Trait], sentence: str, values: Mapping[str, str], language: str) -> tuple[Trait, ...]:
    """Traits of the first sentence: a person by their name, a definition anyway."""
    first = {Trait(name) for name in values_in(sentence, language)} | {Trait.DEFINITION}
    first |= {Trait.PERSON} if values.get(Trait.PERSON.value, "\n") in sentence else set()
    return tuple(trait for trait in traits if trait in first)


def _leans(sentence: str, paragraph: Paragraph) -> bool:
    """Whether it cannot stand without what came before it."""
    found = leans(sentence, paragraph.language)
    return sentence != paragraph.sentences[0] if found is None else found


class Terms(Protocol):
    """What sentences of a language are about."""

    def of(self, text: str) -> tuple[str, ...]:
        """As they are named in a question, the best first."""

    def person(self, text: str) -> str:
        """A full name; nothing where there is none."""


class _Terms:
    """Finds what a sentence is about: the noun phrase that matters most in all the documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        sentences = [
            each
            for document in documents
            for paragraph in document.paragraphs
            if paragraph.language == ENGLISH  # the tagger knows no other
            for each in paragraph.sentences
        ]
        self._heads = Counter(head for sentence in sentences for _, head in set(_noun_phrases(sentence)))
        self._common = max(3, len(sentences) // 5)

    def of(self, text: str) -> tuple[str, ...]:
        """As they stand in a question: `the wick`, `Augustin Fresnel`; none where nothing is fit to be asked about."""
        scored = [(self._score(phrase, head, at), -at, phrase) for at, (phrase, head) in enumerate(_noun_phrases(text))]
        return tuple(dict.fromkeys(phrase for score, _, phrase in sorted(scored, reverse=True) if score > 0))

    def person(self, text: str) -> str:
        """A full name in it."""
        for phrase, _ in _noun_phrases(text):
            words = phrase.split()
            if 2 <= len(words) <= 3 and all(word[0].isupper() for word in words):
                return phrase
        return ""

    def _score(self, phrase: str, head: str, at: int) -> float:
        known = min(self._heads[head], self._common)
        length = len(phrase.removeprefix("the ").split())
        return known + 0.8 * (length - 1) + (1.0 if phrase[0].isupper() else 0.0) - 0.3 * at


def _noun_phrases(text: str) -> Iterator[tuple[str, str]]:
    """Phrases with `the` before them where a speaker would say it, and their head in the singular or plural."""
    tokens = _TOKEN.findall(text)
    if not tokens:
        return
    tags = tagged(tokens)
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tags[end] in ("JJ", "NN", "NNS", "NNP", "NNPS") and tokens[end][0].isalpha():
            end += 1
        while end > at and not tags[end - 1].startswith("NN"):
            end -= 1
        if end > at:
            before = tokens[at - 1].casefold() if at else ""
            yield from _phrase(tokens[at:end], tags[at:end], before, first=not at or before in _ENDS)
        at = max(end, at + 1)


def _phrase(words: Sequence[str], tags: Sequence[str], before: str, *, first: bool) -> Iterator[tuple[str, str]]:
    head = words[-1].casefold()
    if head in _WEAK or len(head) < 3 or len(words) > 4 or any(len(word) > 22 for word in words):
        return
    if tags[-1].startswith("NNP") and any(tag in ("NN", "NNS") for tag in tags):
        return  # "the rings Fresnel added": two things, of which one does something
    if before in _OWNED:
        words, tags = words[-2:] if len(words) > 2 else words, tags[-2:] if len(words) > 2 else tags
    name = all(tag.startswith("NNP") for tag in tags)
    if name and (not first or len(words) > 1) and words[0][0].isupper():
        yield " ".join(words) if before != "the" else f"the {' '.join(words)}", head
        return
    plain = [
        word[:1].lower() + word[1:] if first and not at and not word.isupper() else word
        for at, word in enumerate(words)
    ]
    general = tags[-1] in _PLURAL and before not in ("the", "these", "those")
    if general and tags[0].startswith("NNP"):  # a place and what came after it
        return
    uncounted = tags[-1] == "NN" and before not in _COUNTED and len(plain) == 1
    phrase = " ".join(plain)
    yield (phrase if general or uncounted else f"the {phrase}"), head


def brief_sentences(texts: Iterable[str], *, language: str = ENGLISH, most: int = 16) -> list[str]:
    """Whole sentences that can stand alone and be kept in mind."""
    return [
        sentence
        for text in texts
        for sentence in sentences_of(text, language)
        if 5 <= len(sentence.split()) <= most and stands_alone(sentence, language) and sentence[-1:] in ".!"
    ]
