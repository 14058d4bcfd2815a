"""The examples of the published syntax and the corners where readers disagree."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from renderers.screenplay.fountain import parse
from renderers.screenplay.script import Kind, PartKind, Script, plain
from renderers.screenplay.writer import to_fountain
from tests.renderers.screenplay.scribbles import TEXT


def kinds(text: str) -> list[Kind]:
    """What a text is made of, in order."""
    return [element.kind for element in parse(text).elements]


def texts(text: str) -> list[str]:
    """What its elements say."""
    return [element.text for element in parse(text).elements]


def meaning(script: Script) -> list[tuple[object, ...]]:
    """All that matters of a script, without where its lines stand."""
    return [(each.kind, each.text, each.heading, each.speech, each.level) for each in script.elements]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "From INCHES AWAY.  _Steel's face FILLS the *Leupold Mark 4* scope_.",
            "Steel's face FILLS the Leupold Mark 4",
        ),
        (r"the code on the keypad: **\*9765\***", "keypad: *9765*"),
        ("He dialed *69 and then *23, and then hung up.", "*69 and then *23,"),
        ("He dialed *69 and then 23*, and then hung up.", "dialed 69 and then 23,"),
        (r"He dialed *69 and then 23\*, and then hung up.", "*69 and then 23*,"),
        ("They *share a look.\nThis is going to be BAD.*", "*share a look.\nThis is going to be BAD.*"),
        ("**bold *and italic***", "bold and italic"),
    ],
)
def test_emphasis_follows_the_published_examples(written: str, read: str) -> None:
    assert read in plain(written)


def test_a_calibre_is_no_forced_heading() -> None:
    assert kinds("She aims a\n.38 pistol at him. She picks up\nthe phone.") == [Kind.ACTION]
    assert kinds("She aims.\n\n.38 pistol in hand. She picks up\nthe phone.") == [Kind.ACTION, Kind.ACTION]
    assert kinds("EXT. CIRCUS - NIGHT\n\n...where it is parked.") == [Kind.HEADING, Kind.ACTION]


@pytest.mark.parametrize("text", ["Est-ce que tu viens ?", "Interesting.", "Ext-rare.", "Into the dark."])
def test_words_that_begin_like_a_heading_are_none(text: str) -> None:
    assert kinds(text) == [Kind.ACTION]


def test_a_heading_inside_a_paragraph_is_action_and_said() -> None:
    found = parse("INT. HALL - DAY\n\nShe runs.\nEXT. STREET - DAY\nRain.")
    assert [element.kind for element in found.elements] == [Kind.HEADING, Kind.ACTION]
    assert [(notice.line, notice.code) for notice in found.notices] == [(4, "heading_needs_blank")]


def test_an_exclamation_mark_forces_action_whatever_follows() -> None:
    assert kinds("INT. HALL - DAY\n\n!CUT TO:\n\n!MARA\nwaits.\n\n!INT. STAYS ACTION") == [
        Kind.HEADING, Kind.ACTION, Kind.ACTION, Kind.ACTION,
    ]  # fmt: skip


def test_marks_without_words_are_action() -> None:
    assert kinds("INT. HALL - DAY\n\n>\n\n><\n\n> <") == [Kind.HEADING, Kind.ACTION, Kind.ACTION, Kind.ACTION]


def test_a_synopsis_needs_no_blank_line() -> None:
    assert kinds("# Act One\n= What happens.\n\nINT. HALL - DAY\n\nShe waits.\n= And waits.") == [
        Kind.SECTION, Kind.SYNOPSIS, Kind.HEADING, Kind.ACTION, Kind.SYNOPSIS,
    ]  # fmt: skip


def test_notes_leave_no_holes_in_what_is_around_them() -> None:
    found = texts("INT. HALL - DAY\n\nRain. [[hold on\nthe window]] She looks up.\n\n[[low]] Thunder [[far]] rolls.")
    assert found[1] == "Rain.\nShe looks up."
    assert "Thunder rolls." in found


def test_a_note_over_an_empty_line_needs_two_spaces() -> None:
    assert kinds("INT. HALL - DAY\n\nShe waits. [[one\n  \ntwo]]") == [Kind.HEADING, Kind.ACTION, Kind.NOTE]
    assert kinds("INT. HALL - DAY\n\nShe waits. [[one\n\ntwo]]") == [Kind.HEADING, Kind.ACTION, Kind.ACTION]


def test_empty_lines_before_the_title_page_do_not_hide_it() -> None:
    found = parse("\n\nTitle: Rain\nAuthor: Ada\n\nINT. HALL - DAY")
    assert (found.title, found.author, found.elements[0].first_line) == ("Rain", "Ada", 6)


def test_a_bracket_over_two_lines_is_one_parenthetical() -> None:
    (said,) = [speech for _, speech in parse("MARA\n(not looking up\nfrom her book)\nYes.").speeches()]
    assert [(part.kind, part.text) for part in said.parts] == [
        (PartKind.PARENTHETICAL, "not looking up from her book"),
        (PartKind.DIALOGUE, "Yes."),
    ]


@pytest.mark.parametrize("cue", ["GROßVATER", "ÇAĞLA ÖZ", "MRS. O'NEIL #2", "\tMARA", "MARA^", "DR. NO (V.O.)(CONT'D)"])
def test_names_of_many_kinds_are_cues(cue: str) -> None:
    assert kinds(f"INT. HALL - DAY\n\nTOM\nOne.\n\n{cue}\nTwo.") == [Kind.HEADING, Kind.SPEECH, Kind.SPEECH]


@pytest.mark.parametrize(
    "text",
    [
        "INT. A\n\n@美咲\nはい。",
        "INT. A\n\n@23 (V.O.)\nNo.",
        "INT. A\n\n!CUT TO:\n\n> cut to:\n\nSMASH CUT TO:\n\n> > odd",
        "INT. A\n\nTOM\nOne.\n\n[[between]]\n\nMARA ^\nTwo.",
        "INT. A\n\nTOM [[cue note]]\n(low) [[b]]\nOne.\n  \nTwo. [[c]]\n~La",
        "INT. A #12-B#\n\n    indented\n\tby tab\n\n===\n\n## Deep\n\n= Syn\n\n~song\n\n> mid <",
    ],
)
def test_what_is_written_means_the_same_when_read(text: str) -> None:
    script = parse(text)
    assert meaning(parse(to_fountain(script))) == meaning(script)


@given(text=TEXT)
@example(text="MARA\n(open\nINT. HOUSE - DAY\nINT. HOUSE - DAY\n~\nclosed)")
@example(text="[[two\n[[note]]\nlines]]")
@settings(max_examples=150, deadline=None)
def test_any_text_means_the_same_after_writing_and_reading(text: str) -> None:
    script = parse("INT. A\n\n" + text)
    assert meaning(parse(to_fountain(script))) == meaning(script)


def test_a_blank_after_the_colon_makes_a_transition_action() -> None:
    assert kinds("INT. HALL - DAY\n\nCUT TO: \n\nCUT TO:\n\nCUT TO: [[or dissolve]]") == [
        Kind.HEADING, Kind.ACTION, Kind.TRANSITION, Kind.TRANSITION, Kind.NOTE,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["== two", "==", "=== words ==="])
def test_more_than_one_equals_sign_is_no_synopsis(text: str) -> None:
    assert kinds(f"INT. HALL - DAY\n\n{text}") == [Kind.HEADING, Kind.ACTION]


def test_sections_may_be_nested_as_deep_as_one_likes() -> None:
    (section,) = parse("######## Deep").elements
    assert (section.text, section.level) == ("Deep", 8)


def test_each_line_of_a_paragraph_may_be_forced() -> None:
    assert texts("INT. HALL - DAY\n\n!# one\n!> two\nthree\n!\n!four")[1:] == ["# one\n> two\nthree\n\nfour"]


@pytest.mark.parametrize("text", ["**INT. HALL - DAY**", "_INT. HALL - DAY_ #4#", "_**INT. HALL - DAY**_"])
def test_an_emphasised_heading_is_a_heading(text: str) -> None:
    (heading,) = parse(text).elements
    assert heading.heading is not None
    assert (heading.text, heading.heading.location) == ("INT. HALL - DAY", "HALL")


def test_prose_that_begins_with_a_prefix_is_no_heading_without_a_blank_after() -> None:
    assert kinds("Est. 1953, the diner\nstill stands.\n\nINT. DINER - DAY\nShe waits.") == [
        Kind.ACTION, Kind.HEADING, Kind.ACTION,
    ]  # fmt: skip


def test_two_notes_alone_on_a_line_do_not_end_a_speech() -> None:
    ((_, speech),) = parse("MARA\nOne.\n[[a]] [[b]]\n/* c */ /* d */\nTwo.").speeches()
    assert [part.text for part in speech.parts] == ["One.", "a", "b", "Two."]


def test_a_note_before_or_on_the_title_page_is_kept() -> None:
    found = parse("[[Read\nme]]\n\nTitle: Rain [[working]]\n\nINT. HALL - DAY")
    assert found.title == "Rain"
    assert [(each.kind, each.text) for each in found.elements[:2]] == [(Kind.NOTE, "Read\nme"), (Kind.NOTE, "working")]


@pytest.mark.parametrize("text", ["Title: Rain\n===\n\nINT. HALL - DAY", "Title: Rain\nINT. HALL - DAY\n\nShe waits."])
def test_a_title_page_ends_where_the_script_begins(text: str) -> None:
    found = parse(text)
    assert found.title == "Rain"
    assert Kind.HEADING in [element.kind for element in found.elements]


def test_a_scene_number_has_no_emphasis() -> None:
    (room,) = parse("INT. ROOM #237 #42#").elements
    (star,) = parse("INT. ROOM #*HELLO*#").elements
    assert room.heading is not None
    assert star.heading is not None
    assert (room.heading.number, room.heading.location, star.heading.number) == ("42", "ROOM #237", "")


@pytest.mark.parametrize("first", ["!Notes: none\nTwo lines.", "NOTES:\nI keep them.", "> Date: later"])
def test_a_script_that_begins_like_a_title_page_is_none_after_writing(first: str) -> None:
    script = parse(f"INT. A\n\n{first}")
    rest = Script(title_page=(), elements=script.elements[1:])
    assert meaning(parse(to_fountain(rest))) == meaning(rest)


@pytest.mark.parametrize(
    "text",
    [
        "[[a]]" * 60_000, "/*" * 100_000, "*/" * 100_000, "*a " * 60_000 + "b*", "[[" * 50_000,
        "INT. A" + " " * 200_000 + "#", "MARA" + " " * 200_000 + "X\nhi", "INT. " + "- " * 60_000, "(a\n" * 60_000,
        "x\n" + "/*a*/\n" * 60_000 + "MARA\nHi.", "*_" * 700 + "x" + "_*" * 700,
    ],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_mischief_is_read_without_a_word_lost_or_a_day_spent(text: str) -> None:
    script = parse(text)
    assert meaning(parse(to_fountain(script))) == meaning(script)
