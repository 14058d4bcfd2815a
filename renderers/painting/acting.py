"""How a character acts in a shot, read from the script's own words: pose, arms, face, gaze and what is in the hand.

Who does what is decided by the grammatical subject: the name before the verb, or a pronoun going on with it. What is
done to somebody (hit, hugged, aimed at) shows in that somebody too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from renderers.painting.acting_manners import LINES, MANNERS, PASSIVE, STRENGTH
from renderers.painting.acting_words import THING, VERBS, Effect, Verb
from renderers.painting.people.wording import found, pattern
from renderers.painting.performance import NEUTRAL, Arms, Expression, Gaze, Performance, Pose
from renderers.painting.pronouns import agrees, called
from renderers.painting.props import read_props

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+|\s+--\s+|\s+[—–]\s+")
_CLAUSE = re.compile(
    r",\s+(?:and |then |but |while |as )?|\s+(?:and then|and|then|but|while|as|before|until)\s+", re.IGNORECASE
)
_NAME = re.compile(r"\s*(?:[A-Z][\w.'’-]*\s*){1,3}")
_ALL = pattern("they|both|everyone|everybody|all|the two|the three|together|the group|the crowd")
_FIRST_WORDS = frozenset(
    (
        "the a an in on at with from to her his their its as and then but now she he they it both "
        "suddenly finally slowly quickly after before when while across inside outside behind "
        "under over near still again"
    ).split()
)


@dataclass(frozen=True)
class _Clause:
    """A piece of the action: whether our character is its subject, and its words."""

    mine: bool
    about_me: bool  # named in it, but not as the subject
    text: str
    own: re.Pattern[str]


def read_acting(action: str, *, name: str = "", parenthetical: str = "", line: str = "") -> Performance:
    """The performance of `name` in a shot with this action and these words; without a name all the action is theirs.

    The parenthetical decides the face over the action, the action over the line. Nothing found is a calm stand.
    """
    merged: dict[str, Any] = {}
    for clause in _clauses(action, name):
        _act(clause, merged)
    _say(parenthetical, merged)
    if "expression" not in merged:
        for expression, effect in LINES.items():
            if re.search(expression, line):
                _merge(effect, line, merged)
                break
    if line.strip() and merged.get("arms") in _AT_THE_MOUTH:
        merged["arms"] = Arms.HOLD  # nobody talks into a full mouth
    return _settled(merged)


_AT_THE_MOUTH = frozenset({Arms.DRINK, Arms.SMOKE, Arms.EAT})


_GETS_UP = pattern(
    "stands|stands up|stand up|gets up|rises|standing|jumps up|sits up|on her feet|on his feet|on their feet"
)


def gets_up(action: str) -> bool:
    """Whether somebody leaves seat or bed in so many words."""
    return _GETS_UP.search(action) is not None


def _settled(merged: dict[str, Any]) -> Performance:
    """What fits together: props need hands, sleepers lie still."""
    if merged.get("expression") is Expression.ASLEEP and "pose" not in merged:
        merged["pose"] = Pose.SIT
    if merged.get("prop") and merged.get("arms") in (None, Arms.OWN):
        merged["arms"] = Arms.HOLD
    if merged.get("arms") is Arms.AIM and not merged.get("prop"):
        merged["prop"] = "gun"
    if merged.get("pose") in (Pose.CLIMB, Pose.JUMP, Pose.FALL, Pose.DANCE):
        merged.pop("arms", None)
        merged.pop("prop", None)
    return Performance(**merged)


# --- clauses -------------------------------------------------------------------------------------------------------


def _clauses(action: str, name: str) -> Iterator[_Clause]:
    subject, named = name == "", False
    for sentence in _SENTENCE.split(action):
        for piece in _joined(_CLAUSE.split(sentence)):
            mine, about = _subject(piece, name, before=subject, named_before=named)
            subject, named = mine, mine or about or named
            yield _Clause(mine, about, piece, called(name or "-"))


def _joined(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces in order; a name alone belongs to what follows: "Anna and Tom sit" is one piece."""
    names = ""
    for piece in pieces:
        if not piece or not piece.strip():
            continue
        if _NAME.fullmatch(piece):
            names += f"{piece} and "
        else:
            yield names + piece
            names = ""
    if names:
        yield names.removesuffix(" and ")


def _subject(piece: str, name: str, *, before: bool, named_before: bool) -> tuple[bool, bool]:
    """Is the character the subject of this piece; is it named elsewhere in it?"""
    if not name:
        return True, False
    own = called(name)
    hit = own.search(piece)
    verb = _first_verb(piece, own)
    head = piece[: verb.start()] if verb else piece
    if hit and hit.start() < (verb.start() if verb else len(piece)) and not _possessive(piece, hit.end()):
        return True, False
    if _ALL.search(head):
        return True, False
    if _other(head, own):
        return False, hit is not None
    agrees = _agrees(piece, name)
    return before if agrees is None else agrees and (before or named_before), hit is not None


def _agrees(piece: str, name: str) -> bool | None:
    """Does the pronoun at the start fit the name's gender? None when there is none, or the name says nothing."""
    pronoun = re.match(r"\W*(he|she)\b", piece, re.IGNORECASE)
    return agrees(name, pronoun[1]) if pronoun else None


def _possessive(piece: str, end: int) -> bool:
    return piece[end : end + 2] in ("'s", "’s")


def _other(head: str, own: re.Pattern[str]) -> bool:
    """Does somebody or something else stand before the verb?"""
    rest = own.sub(" ", head)
    words = re.findall(r"[\w'’-]+", rest)
    if any(word[0].isupper() and word.lower() not in _FIRST_WORDS for word in words):
        return True
    return bool(words) and words[0].lower() in ("the", "a", "an", "it", "something", "someone", "nobody", "another")


# --- verbs ---------------------------------------------------------------------------------------------------------


def _forms(verb: str) -> str:
    """All forms of `verb/irregular`: walk, walks, walking, walked."""
    base, *irregular = verb.split("/")
    forms = {base, *irregular}
    if base == "be":
        return "is|are|was|were|be|being"
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    forms |= {
        f"{base}es"
        if re.search(r"(?:s|x|z|ch|sh)$", base)
        else f"{base[:-1]}ies"
        if re.search(r"[^aeiou]y$", base)
        else f"{base}s"
    }
    forms |= {f"{stem}ing", f"{stem}ed", f"{base[:-1]}ied" if base.endswith("y") else f"{stem}ed"}
    if re.search(r"^[^aeiou]*[aeiou][bdgklmnprt]$", base):
        forms |= {f"{base}{base[-1]}ing", f"{base}{base[-1]}ed"}
    if base.endswith("ie"):
        forms.add(f"{base[:-2]}ying")
    return "|".join(sorted(forms, key=len, reverse=True))


@lru_cache(maxsize=512)
def _verb(alternatives: str) -> re.Pattern[str]:
    options = []
    for alternative in alternatives.split("|"):
        first, *rest = alternative.split(" ")
        # "looks slowly down", "picks the phone up": words may come between
        tail = "".join(rf"(?:\s+[\w'’-]+){{0,3}}?\s+{re.escape(word)}" for word in rest)
        options.append(rf"(?:{_forms(first)}){tail}")
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(options)})(?![\w'’-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _any_verb() -> re.Pattern[str]:
    firsts = sorted(
        {alternative.split(" ")[0] for row in VERBS for alternative in row.verbs.split("|")}
        | {"be", "have/has/had", "wear/wore", "speak/spoke", "look", "ring/rang", "watch", "see/saw"}
    )
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(_forms(verb) for verb in firsts)})(?![\w'’-])", re.IGNORECASE)


def _first_verb(piece: str, own: re.Pattern[str]) -> re.Match[str] | None:
    """The first verb of a piece."""
    return next((hit for hit in _any_verb().finditer(piece) if _is_verb(hit, piece, own)), None)


_FACES = tuple((words, effect) for words, effect in MANNERS if effect.arms is None)
_NOUN = re.compile(r"(?i)\b(?:an?|the|his|her|their|my|your|its|of|no|in|at|with|another|some|two|into)\s+$")


def _is_verb(hit: re.Match[str], piece: str, own: re.Pattern[str]) -> bool:
    """No name (Grace and Rose walk too) and no noun ("a photograph", "his hands")."""
    named = any(name.start() <= hit.start() < name.end() for name in own.finditer(piece))
    capital = hit[0][0].isupper() and (hit.start() > 0 or (len(piece) > len(hit[0]) and hit[0].isupper()))
    return not named and not capital and _NOUN.search(piece[: hit.start()]) is None


def _fits(row: Verb, text: str, start: int) -> bool:
    if not row.with_:
        return True
    rest = text[start:]
    return bool(read_props(rest)) if row.with_ == THING else pattern(row.with_).search(rest) is not None


def _act(clause: _Clause, merged: dict[str, Any]) -> None:
    """Everything the clause does, in the order of its words; the first row that fits a verb decides it."""
    hits: dict[int, Effect] = {}
    for row in VERBS:
        for hit in _verb(row.verbs).finditer(clause.text):
            if (
                hit.start() not in hits
                and _is_verb(hit, clause.text, clause.own)
                and _fits(row, clause.text, hit.start())
            ):
                hits[hit.start()] = row.effect
    for start in sorted(hits):
        effect = hits[start] if clause.mine else hits[start].received if clause.about_me else None
        if effect is not None:
            _merge(effect, clause.text[start:], merged)
    if clause.mine:
        for words, effect in (*PASSIVE, *_FACES):
            if pattern(words).search(clause.text):
                _merge(effect, clause.text, merged)


_PAUSE = re.compile(r"(?i)\W*(?:an? |long |short |another |then )*(?:beat|pause|cont'd|continuing|more)\W*")


def _say(parenthetical: str, merged: dict[str, Any]) -> None:
    if _PAUSE.fullmatch(parenthetical):
        return
    hits = []
    for words, effect in MANNERS:
        hit = pattern(words).search(parenthetical)
        if hit:
            hits.append((hit.start(), effect))
    for _, effect in sorted(hits, key=lambda pair: -pair[0]):
        _merge(effect, parenthetical, merged)
    for row in VERBS:
        if not hits and _verb(row.verbs).search(parenthetical) and _fits(row, parenthetical, 0):
            _merge(row.effect, parenthetical, merged)
            break


_IT = re.compile(r"(?i)\b(?:it|them|one)\b")


def _merge(effect: Effect, text: str, merged: dict[str, Any]) -> None:
    for field in ("pose", "arms", "expression", "gaze"):
        value = getattr(effect, field)
        if value is not None:
            merged[field] = value
    if effect.prop is not None:
        things = read_props(text)
        if effect.prop != THING:
            merged["prop"] = effect.prop
        elif things or not _IT.search(text):  # "takes a letter and holds it out" is still the letter
            merged["prop"] = things[0] if things else ""
    if effect.expression is not None:
        merged["intensity"] = found(text, STRENGTH) or effect.intensity or 50


__all__ = ["NEUTRAL", "Arms", "Expression", "Gaze", "Performance", "Pose", "gets_up", "read_acting"]
