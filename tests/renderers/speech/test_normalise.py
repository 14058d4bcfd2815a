"""What is written becomes what is said."""

import pytest

from renderers.media.speech.normalise import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Room 214, Dr. Okafor.", "Room two hundred and fourteen, Doctor Okafor."),
        ("In 1969 it cost $4,500.", "In nineteen sixty nine it cost four thousand five hundred dollars."),
        ("$4.50 and £1.01", "four dollars and fifty cents and one pound and one penny"),
        ("$2.5 million", "two point five million dollars"),
        ("up 3.7%", "up three point seven percent"),
        ("at 10:05, not 9:00", "at ten oh five, not nine"),
        ("Friday the 21st", "Friday the twenty first"),
        ("the 1980s", "the nineteen eighties"),
        ("Agent 007", "Agent zero zero seven"),
        ("Wait -- what?", "Wait — what?"),
        ("It’s “fine”...", 'It\'s "fine"…'),
        ("naïve café", "naive cafe"),
        ("Call 555-0199, not 911.", "Call five five five, oh one nine nine, not nine one one."),
        ("+1 212 555 0199", "plus one, two one two, five five five, oh one nine nine"),
        ("Dial 112! 112 steps.", "Dial one one two! one hundred and twelve steps."),
        ("July 4, 1969", "July fourth, nineteen sixty nine"),
        ("on 4 July", "on the fourth of July"),
        ("12/25/2026", "December twenty fifth, twenty twenty six"),
        ("25/12/2026", "December twenty fifth, twenty twenty six"),
        ("2026-11-25", "November twenty fifth, twenty twenty six"),
        ("Sept. 3rd", "September third"),
        ("the '90s", "the nineties"),
        ("at 7:30PM", "at seven thirty P.M"),
        ("9 a.m. sharp", "nine A.M sharp"),
        ("Be there at 6 p.m.", "Be there at six P.M."),
        ("I am. You are.", "I am. You are."),
        ("70 mph, 1 lb, 3kg", "seventy miles per hour, one pound, three kilograms"),
        ("-5°C", "minus five degrees Celsius"),
        ("5'11\" tall", "five foot eleven tall"),
        ("Main St. is near St. James.", "Main Street is near Saint James."),
        ("Mr Smith vs. Jones, e.g. now", "Mister Smith versus Jones, for example now"),
        ("No. 5", "number five"),
        ("$0.75", "seventy five cents"),
        ("£5k and 20 €", "five thousand pounds and twenty euros"),
    ],
)
def test_figures_and_signs_are_spelled_out(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("e^(iπ) + 1 = 0", "e to the i pi plus one equals zero"),
        ("∀x∈ℝ: x² ≥ 0", "for all x in the real numbers : x squared is at least zero"),
        ("∫₀¹ x² dx = ⅓", "the integral from zero to one of x squared dx equals one third"),
        (
            "Σ(n=1→∞) 1/n² = π²/6",
            "the sum from n equals one to infinity of one over n squared equals pi squared over six",
        ),
        ("lim x→0 sin(x)/x = 1", "the limit, as x goes to zero, of sine of x over x equals one"),
        ("10⁻³ of H₂O", "ten to the power of minus three of H two O"),
        ("n! = 120", "n factorial equals one hundred and twenty"),
        ("¬(p ∧ q) ⇒ r", "not (p and q) implies r"),
        ("w/o him and/or her, A/B", "without him and/or her, A/B"),
        ("Γεια σου η μέρα", "Geia soy i mera"),
        ("lol :-) <3", "lol love"),
        ("x <3", "x is less than three"),
        ("👍🏽 😂😂", "thumbs up laughing"),
    ],
)
def test_formulas_and_faces_are_read_as_people_read_them(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("line", ["😀", "你好吗", "Привет", "مرحبا", "∑ x² ≠ 0"])
def test_a_line_in_any_script_has_something_to_say(line: str) -> None:
    said = spoken(line)
    assert any(letter.isalpha() for letter in said)
    assert said.isascii()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Henry VIII and Louis XIV.", "Henry the eighth and Louis the fourteenth."),
        ("World War II, Chapter IV.", "World War two, Chapter four."),
        ("Elizabeth I.", "Elizabeth the first."),
        ("Mary I love you. Malcolm X.", "Mary I love you. Malcolm X."),
        ("The F.B.I. called.", "The F.B.I called."),
        ("over HTTP in the US", "over H.T.T.P in the U.S"),
        ("B52, Agent 007, the A380", "B fifty two, Agent zero zero seven, the A three eighty"),
    ],
)
def test_capitals_are_kings_chapters_or_letters(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("https://www.example.com/a-b", "example dot com slash a b"),
        ("bob.k@mail.org.", "bob dot k at mail dot org."),
        ("#MeToo, @night_owl, #1", "hashtag Me Too, at night owl, number one"),
        ("I ❤️ you 👍🏽", "I love you thumbs up"),
        ("😀😀😀", "grinning"),
    ],
)
def test_what_people_type_is_said_as_people_say_it(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2 + 2 = 4", "two plus two equals four"),
        ("5 - 3 = 2", "five minus three equals two"),
        ("x² + y³ ≠ 10^6", "x squared plus y cubed does not equal ten to the power of six"),
        ("3 × 4 ÷ 2", "three times four divided by two"),
        ("1/2, 3/4, 2½", "one half, three quarters, two and a half"),
        ("24/7, 10-12, 50-50", "twenty four seven, ten to twelve, fifty fifty"),
        ("√2 is about 1.41", "the square root of two is about one point four one"),
        ("version 1.2.3", "version one point two point three"),
    ],
)
def test_mathematics_is_read_aloud(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("GET OUT OF MY HOUSE, ZORBA!", "get out of my house, Zorba!"),
        ("I'M CALLING THE FBI.", "I'm calling the FBI."),
        ("I said NOW.", "I said NOW."),
        ("Nooooo! Sooo goooood.", "No! So good."),
        ("Yeeees. Hmmmm. Whaaaat?", "Yes. Hmm. What?"),
        ("I-I-I don't know.", "I, I, I don't know."),
        ("W-wait! B-b-but why?", "wuh, wait! buh, buh, but why?"),
        ("Re-read it. E-mail me. T-shirt.", "Re-read it. E-mail me. T-shirt."),
        ("What?!?! No!!!", "What? No!"),
    ],
)
def test_shouting_stretching_and_stuttering_become_words(written: str, said: str) -> None:
    assert spoken(written) == said
