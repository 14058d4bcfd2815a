"""The whole Fountain syntax, rule by rule."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.screenplay.fountain import parse
from renderers.screenplay.script import Element, Kind, PartKind, Speech, plain
from renderers.screenplay.text import NotAScreenplay, checked, read_bytes, require_scenes
from renderers.screenplay.writer import to_fountain
from renderers.spec import Setting


def only(text: str) -> Element:
    """The one element of a text."""
    (element,) = parse(text).elements
    return element


def speech(text: str) -> Speech:
    """The last speech of a text."""
    return [said for _, said in parse(text).speeches()][-1]


@pytest.mark.parametrize(
    ("line", "setting", "location", "time"),
    [
        ("INT. KITCHEN - NIGHT", Setting.INTERIOR, "KITCHEN", "NIGHT"),
        ("ext. beach — dawn", Setting.EXTERIOR, "beach", "dawn"),
        ("INT HOUSE", Setting.INTERIOR, "HOUSE", ""),
        ("INT./EXT. CAR - DAY", Setting.BOTH, "CAR", "DAY"),
        ("INT/EXT CAR - MOVING", Setting.BOTH, "CAR", "MOVING"),
        ("I/E CAR - LATER", Setting.BOTH, "CAR", "LATER"),
        ("EST. CITY - CONTINUOUS", Setting.ESTABLISHING, "CITY", "CONTINUOUS"),
        ("INT. SAN FRANCISCO APARTMENT, DAY", Setting.INTERIOR, "SAN FRANCISCO APARTMENT", "DAY"),
        ("INT. CAFÉ ÉTOILE - SOIR", Setting.INTERIOR, "CAFÉ ÉTOILE", "SOIR"),
        ("EXT. 東京駅 - 夜", Setting.EXTERIOR, "東京駅", "夜"),
        ("INT. HOUSE - KITCHEN", Setting.INTERIOR, "HOUSE - KITCHEN", ""),
        ("INT. HOUSE - KITCHEN - DAY", Setting.INTERIOR, "HOUSE - KITCHEN", "DAY"),
        ("EXT. BEACH - NIGHT (1945)", Setting.EXTERIOR, "BEACH", "NIGHT (1945)"),
        ("EXT. NAK'S HOUSE, CONTINUED", Setting.EXTERIOR, "NAK'S HOUSE", "CONTINUED"),
        (".FLASHBACK: THE FIRE", Setting.UNSAID, "FLASHBACK: THE FIRE", ""),
    ],
)
def test_scene_headings_are_taken_apart(line: str, setting: Setting, location: str, time: str) -> None:
    heading = only(line).heading
    assert heading is not None
    assert (heading.setting, heading.location, heading.time_of_day) == (setting, location, time)


@pytest.mark.parametrize("number", ["1", "1A", "1-A", "I-1-A", "110A", "12."])
def test_scene_numbers_are_kept_and_not_shown(number: str) -> None:
    heading = only(f"INT. HOUSE - DAY #{number}#").heading
    assert heading is not None
    assert (heading.text, heading.number) == ("INT. HOUSE - DAY", number)


@pytest.mark.parametrize("line", ["..not a heading", "Interesting, she said.", "EXTRA! EXTRA!", "Estimate: two."])
def test_what_only_looks_like_a_heading_is_action(line: str) -> None:
    assert only(line).kind is Kind.ACTION


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("CUT TO:", Kind.TRANSITION, "CUT TO:"),
        ("> FADE OUT.", Kind.TRANSITION, "FADE OUT."),
        ("> THE END <", Kind.CENTRED, "THE END"),
        ("# Act One", Kind.SECTION, "Act One"),
        ("= A synopsis.", Kind.SYNOPSIS, "A synopsis."),
        ("===", Kind.PAGE_BREAK, ""),
        ("~A song", Kind.LYRIC, "A song"),
        ("!SCANNING THE AISLES...", Kind.ACTION, "SCANNING THE AISLES..."),
        ("They dance,\n    indented.", Kind.ACTION, "They dance,\n    indented."),
        ("[[a note]]", Kind.NOTE, "a note"),
    ],
)
def test_every_other_element_is_known_by_its_mark(text: str, kind: Kind, shown: str) -> None:
    element = only(text)
    assert (element.kind, element.text) == (kind, shown)


def test_sections_know_their_depth() -> None:
    assert [element.level for element in parse("# One\n\n### Three").elements] == [1, 3]


@pytest.mark.parametrize(
    ("cue", "name", "extensions"),
    [
        ("MARA", "MARA", ()),
        ("MARA (V.O.)", "MARA", ("V.O.",)),
        ("HANS (on the radio)", "HANS", ("on the radio",)),
        ("MARA (O.S.) (CONT'D)", "MARA", ("O.S.", "CONT'D")),
        ("@McAVOY", "McAVOY", ()),
        ("R2D2", "R2D2", ()),
        ("ÉLODIE", "ÉLODIE", ()),
        ("АННА", "АННА", ()),
        ("@美咲", "美咲", ()),
        ("DR. O'NEIL-SMITH", "DR. O'NEIL-SMITH", ()),
    ],
)
def test_cues_give_name_and_extensions(cue: str, name: str, extensions: tuple[str, ...]) -> None:
    said = speech(f"{cue}\nHello.")
    assert (said.character, said.extensions) == (name, extensions)


@pytest.mark.parametrize("text", ["MARA\n\nHello.", "23\nHello.", "Mara\nHello.", "Before.\nMARA\nHello."])
def test_a_name_needs_capitals_a_blank_before_and_a_line_after(text: str) -> None:
    assert [element.kind for element in parse(text).elements if element.speech] == []


def test_a_speech_keeps_its_parts_in_order() -> None:
    said = speech("MARA\n(quietly)\nYou came.\n(beat)\n~la la\nGood.")
    assert [(part.kind, part.text) for part in said.parts] == [
        (PartKind.PARENTHETICAL, "quietly"),
        (PartKind.DIALOGUE, "You came."),
        (PartKind.PARENTHETICAL, "beat"),
        (PartKind.LYRIC, "la la"),
        (PartKind.DIALOGUE, "Good."),
    ]


def test_two_spaces_carry_a_speech_over_an_empty_line() -> None:
    said = speech("MARA\nFirst.\n  \nSecond.")
    assert [part.text for part in said.parts] == ["First.\n\nSecond."]


def test_dual_dialogue_marks_the_second_speaker_only_after_a_first() -> None:
    assert [said.dual for _, said in parse("MARA\nNow!\n\nTOM ^\nNow!").speeches()] == [False, True]
    assert speech("TOM ^\nAlone.").dual is False


def test_a_note_inside_dialogue_is_kept_and_not_spoken() -> None:
    said = speech("MARA\nYou [[look away]] came.\nLate.")
    assert [part.kind for part in said.parts] == [PartKind.DIALOGUE, PartKind.NOTE, PartKind.DIALOGUE]
    assert "look away" not in " ".join(part.text for part in said.parts if part.kind is PartKind.DIALOGUE)


def test_a_boneyard_hides_what_is_in_it_and_does_not_break_what_is_around() -> None:
    found = parse("INT. HOUSE - DAY\n\n/* MARA\nGone.\n\nEXT. GONE - DAY\n*/\nShe waits.")
    assert [element.text for element in found.elements] == ["INT. HOUSE - DAY", "She waits."]


def test_a_boneyard_that_never_closes_is_named_and_hides_nothing() -> None:
    found = parse("INT. HOUSE - DAY\n\nShe /* waits.")
    assert [notice.line for notice in found.notices] == [3]
    assert found.elements[-1].text == "She /* waits."


def test_the_title_page_keeps_its_keys_and_all_their_lines() -> None:
    found = parse("Title:\n\t_**THE LONG NIGHT**_\n    A proof\nAuthor: Ada\nContact: Here\n\nINT. HOUSE - DAY")
    assert found.title == "THE LONG NIGHT A proof"
    assert [(entry.key, entry.values) for entry in found.title_page][1:] == [
        ("Author", ("Ada",)),
        ("Contact", ("Here",)),
    ]
    assert found.elements[0].first_line == 7


def test_a_script_may_begin_without_a_title_page() -> None:
    assert parse("FADE IN:\n\nINT. HOUSE - DAY").title_page == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [("*a* **b** ***c*** _d_", "a b c d"), (r"\*a\* 2 * 3 snake_case", "*a* 2 * 3 snake_case"), ("_**both**_", "both")],
)
def test_emphasis_is_taken_out_of_what_is_read(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_and_marks_of_order_do_not_matter(end: str) -> None:
    text = "\ufeff" + end.join(["INT. HOUSE - DAY", "", "MARA", "Hello.", ""])
    assert [element.kind for element in parse(text).elements] == [Kind.HEADING, Kind.SPEECH]


def test_every_element_knows_its_lines() -> None:
    found = parse("INT. HOUSE - DAY\n\nShe waits.\nAnd waits.\n\nMARA\n(low)\nHello.\n\nCUT TO:\n")
    assert [(element.first_line, element.last_line) for element in found.elements] == [(1, 1), (3, 4), (6, 8), (10, 10)]


TEXT = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "INT. HOUSE - DAY",
            "MARA",
            "MARA (V.O.)",
            "TOM ^",
            "(low)",
            "Hello.",
            "She *waits*.",
            "CUT TO:",
            "> X <",
        ]
        + ["~la", "# One", "= Syn", "===", "[[note]]", "/* x", "*/", "  ", ".FORCED", "@McX", "!SHOUT", "[[open", "]]"]
    ),
    max_size=40,
).map("\n".join)


@settings(deadline=None)
@given(text=TEXT)
def test_no_text_breaks_the_reader_and_no_word_is_lost(text: str) -> None:
    found = parse(text)
    assert all(element.first_line <= element.last_line for element in found.elements)
    lines = [element.first_line for element in found.elements]
    assert lines == sorted(lines)


@settings(deadline=None)
@given(text=TEXT)
def test_what_is_written_reads_the_same_again(text: str) -> None:
    once = to_fountain(parse(text))
    assert to_fountain(parse(once)) == once


@settings(deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    with suppress(NotAScreenplay):
        text, _ = read_bytes(data)
        parse(text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"INT. A\n\nx\x00y", "line 3 holds a zero byte"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff", "no text"),
        (b"x" * 9_000_000, "9 MB"),
    ],
)
def test_what_is_no_screenplay_is_refused_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(NotAScreenplay, match=said):
        read_bytes(data)


def test_half_a_character_is_refused_with_its_line() -> None:
    with pytest.raises(NotAScreenplay, match="line 2 holds half of a character"):
        checked("one\ntwo \ud83d")


def test_an_old_encoding_is_read_and_said() -> None:
    text, notices = read_bytes("INT. CAFÉ - DAY\n\n“Now,” she says.".encode("cp1252"))
    assert "CAFÉ" in text
    assert [notice.code for notice in notices] == ["encoding"]


def test_a_text_without_scenes_says_how_to_begin_one() -> None:
    with pytest.raises(NotAScreenplay, match=r"INT\. KITCHEN - NIGHT"):
        require_scenes(parse("Once upon a time."))


@pytest.mark.parametrize("name", ["小明", "お母さん", "שרה", "أحمد", "राम", "김 민수"])
def test_a_name_without_capitals_speaks_in_scripts_that_have_none(name: str) -> None:
    [heading, speech] = parse(f"INT. 厨房 - NIGHT\n\n{name}\n。。。\n").elements
    assert heading.kind is Kind.HEADING
    assert speech.speech is not None
    assert speech.speech.character == name


@pytest.mark.parametrize("first", ["他走进房间，坐下。", "雨。", "1999", "彼は部屋に入ってきて静かに座ったのだった"])
def test_a_sentence_without_capitals_is_no_name(first: str) -> None:
    elements = parse(f"INT. 厨房 - NIGHT\n\n{first}\n雨\n").elements
    assert [element.kind for element in elements] == [Kind.HEADING, Kind.ACTION]
