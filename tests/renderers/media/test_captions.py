"""Captions can be read: short lines, apart from each other, on the words."""

import unicodedata
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.errors import BadInput
from renderers.media.breaking import LINE_CHARACTERS, RIGHT_TO_LEFT_MARK, WIDE_LINE_CHARACTERS, joined, width, words
from renderers.media.captions import Cue, HeardCaption, SoundEvent, cues, placed_sounds, sub_rip, web_vtt, with_sounds
from renderers.media.cutlist import CutList, SpokenLine, SpokenWord
from renderers.media.reading import Rule, rule_of

RATE = Fraction(24)
WORD = st.text(st.sampled_from("abcdefghij,.!?"), min_size=1, max_size=14).filter(lambda word: word[0].isalpha())


def spoken(text: str, start: int) -> tuple[SpokenLine, str, str]:
    """A line at three words a second, every word where it is heard."""
    words = tuple(SpokenWord(text=word, offset=16_000 * at, length=14_000) for at, word in enumerate(text.split()))
    samples = 16_000 * len(words)
    return SpokenLine(start=start, frames=-(-samples * 24 // 48_000), samples=samples, words=words), text, ""


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[SpokenLine, str, str]]:
    made: list[tuple[SpokenLine, str, str]] = []
    start = 0
    for said in draw(st.lists(st.lists(WORD, min_size=1, max_size=60), min_size=1, max_size=6)):
        start += draw(st.integers(4, 60))
        made.append(spoken(" ".join(said), start))
        start += made[-1][0].frames
    return made


@given(made=lines())
def test_no_cue_overlaps_the_next_and_no_word_is_lost(made: list[tuple[SpokenLine, str, str]]) -> None:
    found = cues(made, rate=RATE)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(cue.end > cue.start for cue in found)
    said = " ".join(text for _, text, _ in made).split()
    assert " ".join(cue.text for cue in found).replace("\n", " ").replace("- ", "").split() == said


@given(made=lines())
def test_cues_have_two_short_lines_and_begin_on_their_first_word(made: list[tuple[SpokenLine, str, str]]) -> None:
    starts = {(line.start * 2000 + word.offset) * 1000 // 48_000 for line, _, _ in made for word in line.words}
    for cue in cues(made, rate=RATE):
        rows = cue.text.split("\n")
        assert len(rows) <= 2
        assert max(map(width, rows)) <= LINE_CHARACTERS
        assert cue.start in starts


def test_letters_that_are_counted_at_once_take_a_column_each() -> None:
    for letter in map(chr, range(0x3000)):
        marks = unicodedata.category(letter) in ("Mn", "Me", "Cf")
        wide = "\u1100" <= letter <= "\u115f" or letter >= "\u2e80"
        assert width(letter) == int(not marks) + int(wide)


def test_scripts_without_spaces_are_broken_by_width() -> None:
    found = cues([spoken("这是一句没有空格的很长的话" * 6, 10)], rate=RATE)
    assert max(width(row) for cue in found for row in cue.text.split("\n")) <= LINE_CHARACTERS


def test_lines_spoken_together_share_a_cue_with_dashes() -> None:
    together = cues([spoken("To the sea.", 10), spoken("To the hills.", 10)], rate=RATE)
    assert [cue.text for cue in together] == ["- To the sea.\n- To the hills."]


def test_a_quick_exchange_shares_a_cue_where_a_cue_each_would_flash() -> None:
    quick = cues([spoken("No.", 10), spoken("Yes.", 20)], rate=RATE)
    assert [(cue.text, cue.start) for cue in quick] == [("- No.\n- Yes.", 416)]


def test_long_speeches_at_once_keep_a_row_each() -> None:
    sea, hills = (
        "We go down to the sea, all of us, before the tide turns.",
        "And I say the hills, the hills, as always.",
    )
    together = cues([spoken(sea, 10), spoken(hills, 10)], rate=RATE)
    assert [row[:2] for row in together[0].text.split("\n")] == ["- ", "- "]
    rows = [row.removeprefix("- ") for cue in together for row in cue.text.split("\n")]
    assert sorted(" ".join(rows).split()) == sorted(f"{sea} {hills}".split())
    assert max(map(width, rows)) + 2 <= LINE_CHARACTERS


def test_a_cue_stays_long_enough_to_be_read_when_nobody_else_speaks() -> None:
    hurried = "Nevertheless extraordinary circumstances notwithstanding"
    words = tuple(SpokenWord(text=word, offset=9_600 * at, length=9_000) for at, word in enumerate(hurried.split()))
    line = SpokenLine(start=0, frames=20, samples=38_400, words=words)
    (cue,) = cues([(line, hurried, "")], rate=RATE)
    assert len(hurried) * 1000 / (cue.end - cue.start) <= 20


def test_the_last_cue_ends_with_the_film() -> None:
    (cue,) = cues([spoken("The end.", 24)], rate=RATE, frames=42)
    assert (cue.start, cue.end) == (1000, 1750)


def test_formats_are_what_players_read() -> None:
    cue = Cue(3_661_250, 3_662_000, "A < B & C")
    assert web_vtt([cue]) == "WEBVTT\n\n01:01:01.250 --> 01:01:02.000\nA &lt; B &amp; C\n"
    assert sub_rip([cue]) == "1\n01:01:01,250 --> 01:01:02,000\nA < B & C\n"


def test_japanese_lines_hold_sixteen_letters_and_never_begin_with_a_closing_mark() -> None:
    text = "「嵐の夜に灯台守は島にひとりで暮らしていた」。それから、船はもう二度と帰ってこなかった。"
    found = cues([spoken(text, 10)], rate=RATE)
    rows = [row for cue in found for row in cue.text.split("\n")]
    assert "".join(rows) == text
    assert max(map(width, rows)) <= WIDE_LINE_CHARACTERS
    assert all(row[0] not in "、。」" and row[-1] != "「" for row in rows)


def test_words_between_letters_without_spaces_stay_whole() -> None:
    assert words("我在Berlin等你。") == ["我", "在", "Berlin", "等", "你。"]
    assert joined(words("我在Berlin等你。 Yes, 好的")) == "我在 Berlin 等你。 Yes, 好的"


def test_arabic_and_hebrew_run_from_right_to_left_even_after_a_name() -> None:
    arabic = cues([(spoken("إلى البحر.", 10)[0], "إلى البحر.", "Otto")], rate=RATE)
    assert sub_rip(arabic).splitlines()[2].startswith(f"{RIGHT_TO_LEFT_MARK}OTTO: ")
    assert RIGHT_TO_LEFT_MARK not in sub_rip(cues([spoken("שלום לכולם", 10)], rate=RATE))
    assert RIGHT_TO_LEFT_MARK not in sub_rip(cues([spoken("To the sea.", 10)], rate=RATE))


def test_letters_keep_their_marks() -> None:
    long = "ก็" * 40
    assert all(not piece.startswith("\u0e47") for piece in words(long))


def event(text: str, start: int, frames: int = 24) -> SoundEvent:
    return SoundEvent(start=start, frames=frames, text=text)


LONG = "We row the last seven miles without a light, and nobody says a word."


@pytest.mark.parametrize(
    ("said", "sounds", "read"),
    [
        ("To the sea.", [event("thunder", 0)], ["0 [thunder]", "5000 To the sea."]),
        ("To the sea.", [event("door closes", 122)], ["5000 [door closes] / To the sea."]),
        ("To the sea.", [event("knocking", 118)], ["5000 [knocking] / To the sea."]),
        (LONG, [event("gunshot", 200)], ["5000 long", "10017 [gunshot]"]),
        (LONG, [event("too long ago", 122)], ["5000 long"]),
        ("To the sea.", [event("first", 0), event("second", 60)], ["0 [first]", "5000 To the sea."]),
        ("To the sea.", [event("first", 60), event("second", 0)], ["2500 [first]", "5000 To the sea."]),
        ("To the sea.", [event("waves", 0), event("waves", 200)], ["0 [waves]", "5000 To the sea."]),
        ("To the sea.", [event("waves", 0), event("wind", 200)], ["0 [waves]", "5000 To the sea.", "8333 [wind]"]),
        (
            "To the sea.",
            [event("music", 0), event("rain", 24).model_copy(update={"patience_ms": 8000})],
            ["0 [music]", "4000 [rain]", "5000 To the sea."],
        ),
        ("No.", [event("distant thunder rolls", 120)], ["5000 No.", "6042 [distant thunder rolls]"]),
        ("To the sea.", [event("an owl " * 9, 122)], ["5000 To the sea."]),
    ],
    ids=[
        "in a pause", "above speech", "just before speech", "after two rows", "too late", "one in four seconds",
        "the first matters most", "the same again", "another",
        "what goes on waits", "no time to read both", "no room",
    ],
)  # fmt: skip
def test_the_hard_of_hearing_read_sounds_where_they_disturb_no_word(
    said: str, sounds: list[SoundEvent], read: list[str]
) -> None:
    made = cues([spoken(said, 120)], rate=RATE)
    found = with_sounds(made, sounds, rate=RATE)
    texts = [" / ".join(cue.text.split("\n")) for cue in found]
    shown = ["long" if text.replace(" / ", " ") == LONG else text for text in texts]
    assert [f"{cue.start} {text}" for cue, text in zip(found, shown, strict=True)] == read
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(made=lines(), starts=st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 100)), max_size=8))
def test_naming_sounds_moves_no_word_and_overlaps_nothing(
    made: list[tuple[SpokenLine, str, str]], starts: list[tuple[int, int]]
) -> None:
    before = cues(made, rate=RATE, frames=2100)
    sounds = [event(f"sound {number}", start, frames) for number, (start, frames) in enumerate(starts)]
    after = with_sounds(before, sounds, rate=RATE, frames=2100)
    assert all(first.end <= second.start for first, second in pairwise(after))
    words = [Cue(cue.start, cue.end, cue.text.split("]\n")[-1]) for cue in after if not cue.text.endswith("]")]
    assert words == before
    named = [cue for cue in after if cue.text.startswith("[")]
    assert all(second.start - first.start >= 4000 for first, second in pairwise(named))
    assert all(cue.end <= 87_500 for cue in named if cue not in words)


def test_sounds_are_placed_by_the_shots_of_the_film() -> None:
    timeline = CutList(rate=RATE, frames=100, parts=(), cuts=(0, 40), scenes=(0,))
    heard = [HeardCaption(shot=1, at=500, lasts_ms=1000, text="rain"), HeardCaption(shot=1, at=1000, text="wind")]
    assert placed_sounds(heard, timeline) == [event("rain", 70, 24), event("wind", 99, 1)]
    with pytest.raises(BadInput, match="'rain' is in shot 2"):
        placed_sounds([HeardCaption(shot=2, text="rain")], timeline)


def test_captions_start_within_one_frame_of_the_voices_own_times() -> None:
    """Word starts go from samples of the voice through frames of the cut to milliseconds of the cue."""
    line, text, _ = spoken("We row the last seven miles. Nobody saw us. The lamp was dark, and the sea was too.", 31)
    heard = [line.start * 2000 + word.offset for word in line.words]
    for cue in cues([(line, text, "")], rate=RATE):
        nearest = min(abs(cue.start - sample / 48) for sample in heard)
        assert nearest < 1000 / 24


def test_a_figure_of_many_words_keeps_the_words_after_it_in_time() -> None:
    said = spoken("Room two hundred and fourteen is where we said that we would meet them, is it not so?", 10)[0]
    written = "Room 214 is where we said that we would meet them, is it not so?"
    first, second = cues([(said, f"{written} {''}".strip(), "")], rate=RATE), said.words
    starts = {(said.start * 2000 + word.offset) * 1000 // 48_000 for word in second}
    assert all(cue.start in starts for cue in first)


SCRIPTS = {
    "ja": "東京へ行きました。「雨」が、降っていますか？",
    "zh": "你好，世界。我们要去海边了！",
    "ko": "안녕하세요 우리는 바다로 갑니다 ",
    "th": "เราจะไปทะเลด้วยกันในวันพรุ่งนี้ ",
    "ru": "Мы идём к морю, пока не начался отлив. ",
    "ar": "نحن ذاهبون إلى البحر يا أصدقائي، ",
    "he": "אנחנו הולכים לים, חברים יקרים. ",
    "hi": "हम समुद्र की ओर जा रहे हैं। ",
    "es": "Bajamos al mar, todos nosotros. ",
}


@pytest.mark.parametrize(
    ("language", "columns", "per_second"),
    [("ja", 32, 8), ("zh", 32, 18), ("ko", 32, 24), ("th", 35, 17), ("ru", 39, 17), ("ar", 42, 20), ("es", 42, 17)],
)
def test_every_language_is_set_and_read_by_its_own_rule(language: str, columns: int, per_second: int) -> None:
    assert rule_of(SCRIPTS[language], language=language) == Rule(columns, per_second)


def test_the_script_of_a_line_decides_before_the_language_of_the_film() -> None:
    assert rule_of("你好，世界", language="en").columns == WIDE_LINE_CHARACTERS
    assert rule_of("Hello there", language="ja").columns == LINE_CHARACTERS
    assert rule_of("大丈夫", language="ja").per_second == 8


@given(language=st.sampled_from(sorted(SCRIPTS)), data=st.data())
def test_rows_of_every_script_fit_lose_nothing_and_begin_with_no_mark(language: str, data: st.DataObject) -> None:
    text = SCRIPTS[language]
    said = (text * data.draw(st.integers(1, 8)))[data.draw(st.integers(0, 5)) :].strip()
    said = said.lstrip("".join(letter for letter in said if unicodedata.category(letter) in ("Mn", "Mc", "Po")))
    found = cues([spoken(said, 10)], rate=RATE, language=language)
    rows = [row for cue in found for row in cue.text.split("\n")]
    assert all(len(cue.text.split("\n")) <= 2 for cue in found)
    assert max(map(width, rows)) <= rule_of(said, language=language).columns
    assert "".join(" ".join(rows).split()) == "".join(said.split())
    assert all(unicodedata.category(row[0]) not in ("Mn", "Mc") and row[0] not in "、。，」？！" for row in rows)


def test_thai_keeps_the_spaces_it_has_and_gets_no_others() -> None:
    text = SCRIPTS["th"].strip()
    assert joined(words(f"{text} {text}")) == f"{text} {text}"
    assert len(words(text)) > 1


def test_a_slowly_read_script_stands_longer() -> None:
    fast, slow = (spoken(text, 10) for text in ("abcdefghijklmnopqrstuvwx", "東京へ行きました雨の中を"))
    [english], [japanese] = (cues([line], rate=RATE) for line in (fast, slow))
    assert japanese.end - japanese.start > 2 * (english.end - english.start)
