"""What is made is fit for a mix: in tune, no clicks, no seams, no DC, safe in mono, never louder than it should be."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from renderers.media.wav import Samples
from renderers.sounds.dsp import band, drift, filtered, noise, wide_noise
from renderers.sounds.ensemble import Convolver
from renderers.sounds.instrument import REFERENCE_DBFS, Instrument, hertz
from renderers.sounds.instruments import orchestra
from renderers.sounds.perspective import Manner, manner_of, placed_voice
from renderers.sounds.scenery import Stage, scenery
from renderers.sounds.soundscape import HeardBed, HeardSpot, Soundscape
from renderers.sounds.source import Bed, Spot, Take
from renderers.sounds.sources import beds, spots
from renderers.sounds.spaces import SPACES, response, space_of
from renderers.spec import Setting
from renderers.timing import SAMPLE_RATE

DRUMS = ("taiko", "boom", "pulse", "tick", "brush")
EVERY_INSTRUMENT = pytest.mark.parametrize("player", orchestra().values(), ids=orchestra().keys())
EVERY_BED = pytest.mark.parametrize("bed", beds().values(), ids=beds().keys())
EVERY_SPOT = pytest.mark.parametrize("spot", spots().values(), ids=spots().keys())


def decibels(sound: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.square(sound, dtype=np.float64).mean()) + 1e-12))


def in_mono(sound: Samples) -> float:
    """How much is lost when left and right are added, in dB against the louder of them."""
    return decibels(sound.mean(axis=1)) - max(decibels(sound[:, 0]), decibels(sound[:, 1]))


def fundamental(sound: NDArray[np.float32], near: float) -> float:
    """The strongest frequency within a semitone of `near`, between the bins."""
    size = 1 << 18
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size))
    frequencies = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    window = (frequencies > near * 0.945) & (frequencies < near * 1.058)
    power = spectrum[window] ** 2
    return float((frequencies[window] * power).sum() / power.sum())


@EVERY_INSTRUMENT
def test_an_instrument_is_in_tune(player: Instrument) -> None:
    if player.name in DRUMS:
        return
    for pitch in (player.low, (player.low + player.high) // 2):
        sound = player.play(pitch, 2 * SAMPLE_RATE, 0.7, 1).mean(axis=1)
        cents = 1200 * np.log2(fundamental(sound, hertz(pitch)) / hertz(pitch))
        assert abs(cents) < 14, (pitch, cents)


@EVERY_INSTRUMENT
def test_a_note_begins_and_ends_in_silence_and_keeps_its_level(player: Instrument) -> None:
    note = player.play((player.low + player.high) // 2, SAMPLE_RATE, 1.0, 3)
    peak = float(np.abs(note).max())
    assert np.abs(note[:4]).max() < 0.05 * peak
    assert np.abs(note[-48:]).max() < 0.02 * peak
    assert abs(float(note.mean())) < 5e-3 * peak
    sums = np.cumsum(np.square(note, dtype=np.float64).mean(axis=1))
    window = min(SAMPLE_RATE // 4, len(sums) - 1)
    loudest = 10 * np.log10((sums[window:] - sums[:-window]).max() / window)
    assert loudest == pytest.approx(REFERENCE_DBFS, abs=4.5)
    assert in_mono(note) > -3


@EVERY_INSTRUMENT
def test_a_softer_note_is_softer_and_the_same_note_the_same(player: Instrument) -> None:
    pitch = (player.low + player.high) // 2
    loud, soft = (player.play(pitch, SAMPLE_RATE, strength, 3) for strength in (0.9, 0.4))
    assert decibels(soft) < decibels(loud) - 6
    assert np.array_equal(loud, player.play(pitch, SAMPLE_RATE, 0.9, 3))


@EVERY_BED
def test_a_bed_has_no_seam_and_survives_mono(bed: Bed) -> None:
    loops = bed.loops(np.random.default_rng(3))
    assert len({len(loop) for loop in loops}) == len(loops)
    for loop in loops:
        assert loop.dtype == np.float32
        seam = np.abs(loop[0] - loop[-1]).max()
        assert seam <= np.abs(np.diff(loop, axis=0)).max() * 1.6
        assert abs(float(loop.mean())) < 0.02
        assert in_mono(loop) > -4


@EVERY_SPOT
def test_a_spot_is_short_clean_and_always_the_same(spot: Spot) -> None:
    one, two = (spot.strike(Take(np.random.default_rng(5), spot.lasts)) for _ in range(2))
    assert np.array_equal(one, two)
    assert one.dtype == np.float32
    assert 0.1 < len(one) / SAMPLE_RATE <= spot.lasts + 0.5
    assert np.isfinite(one).all()
    peak = float(np.abs(one).max())
    assert peak > 0
    assert np.abs(one[-24:]).max() < 0.02 * peak
    assert abs(float(one.mean())) < 4e-3 * peak
    assert spot.peak_dbfs <= -6


def test_no_scene_is_louder_than_it_should_be() -> None:
    """All spots at once in the liveliest place, near, over the loudest beds."""
    loud = Soundscape(
        space="cave",
        beds=tuple(HeardBed(sound=name, gain_db=4) for name in ("rain", "sea", "crowd", "traffic")),
        spots=tuple(HeardSpot(sound=name, shot=0, at=10 * number, gain_db=9) for number, name in enumerate(spots())),
    )
    blocks = list(scenery(loud, Stage(samples=8 * SAMPLE_RATE, cuts=(0,))))
    sound = np.concatenate(blocks)
    assert len(sound) >= 8 * SAMPLE_RATE
    quiet = Soundscape(space="room", beds=(HeardBed(sound="room_tone"),))
    air = np.concatenate(list(scenery(quiet, Stage(samples=4 * SAMPLE_RATE, cuts=(0,)))))
    assert -60 < decibels(air) < -50
    assert decibels(sound) < -14


@pytest.mark.parametrize(("name", "low", "high"), [("rain", -42, -36), ("sea", -43, -37), ("city", -48, -42)])
def test_ambience_lies_well_under_speech(name: str, low: float, high: float) -> None:
    scape = Soundscape(space="open", beds=(HeardBed(sound=name),))
    assert low < decibels(np.concatenate(list(scenery(scape, Stage(samples=20 * SAMPLE_RATE, cuts=(0,)))))) < high


def test_neighbouring_ambiences_melt_without_a_hole() -> None:
    """The end of one and the start of the next keep their power over the cut."""
    stage = Stage(samples=6 * SAMPLE_RATE, cuts=(0,), head=12_000, tail=12_000)
    one, two = (
        np.concatenate(list(scenery(Soundscape(space="open", beds=(HeardBed(sound="rain"),), seed=seed), stage)))
        for seed in (1, 2)
    )
    joined = np.zeros((12 * SAMPLE_RATE + 24_000, 2), np.float32)
    joined[: len(one)] += one
    joined[6 * SAMPLE_RATE : 6 * SAMPLE_RATE + len(two)] += two
    cut = decibels(joined[6 * SAMPLE_RATE - 6000 : 6 * SAMPLE_RATE + 6000])
    assert cut == pytest.approx(decibels(joined[2 * SAMPLE_RATE : 10 * SAMPLE_RATE]), abs=1.5)


def test_rain_that_begins_in_the_second_shot_is_not_heard_before_it() -> None:
    scape = Soundscape(space="open", beds=(HeardBed(sound="rain", first=1),))
    stage = Stage(samples=8 * SAMPLE_RATE, cuts=(0, 4 * SAMPLE_RATE))
    sound = np.concatenate(list(scenery(scape, stage)))
    assert decibels(sound[: 2 * SAMPLE_RATE]) < -100
    assert decibels(sound[5 * SAMPLE_RATE :]) > -42


def test_a_spot_is_on_the_sample_of_its_moment() -> None:
    scape = Soundscape(space="dry", spots=(HeardSpot(sound="gunshot", shot=1, at=500),))
    stage = Stage(samples=8 * SAMPLE_RATE, cuts=(0, 4 * SAMPLE_RATE))
    sound = np.concatenate(list(scenery(scape, stage)))
    onset = int(np.flatnonzero(np.abs(sound).max(axis=1) > 0.02)[0])
    assert abs(onset - 6 * SAMPLE_RATE) < SAMPLE_RATE // 100


@pytest.mark.parametrize("name", sorted(SPACES))
def test_a_space_has_the_ring_it_says(name: str) -> None:
    space = SPACES[name]
    heard = response(name)
    assert np.square(heard, dtype=np.float64).sum() / 2 == pytest.approx(1, abs=0.01)
    if space.ring < 0.3:
        return
    middle = filtered(heard[:, 0], band(350, 1400))
    energy = 10 * np.log10(np.cumsum(np.square(middle, dtype=np.float64)[::-1])[::-1] + 1e-20)
    energy -= energy[0]
    at_5, at_25 = (int(np.flatnonzero(energy < level)[0]) for level in (-5, -25))
    assert 3 * (at_25 - at_5) / SAMPLE_RATE == pytest.approx(space.ring, rel=0.35)


def test_the_place_follows_from_the_heading() -> None:
    places = {
        (Setting.INTERIOR, "ST. MARY'S CHURCH"): "church",
        (Setting.INTERIOR, "BATHROOM"): "tiled",
        (Setting.INTERIOR, "BEDROOM"): "room",
        (Setting.INTERIOR, "LIGHTHOUSE, STAIRS"): "stairs",
        (Setting.EXTERIOR, "DESERT"): "open",
        (Setting.EXTERIOR, "ALLEY"): "street",
        (Setting.INTERIOR, "TAXI"): "car",
    }
    assert {place: space_of(*place) for place in places} == places


MANNERS = [
    ("V.O.", Manner.VOICE_OVER), ("v.o.", Manner.VOICE_OVER), ("O.S.", Manner.OFF), ("O.C.", Manner.OFF),
    ("FILTERED", Manner.FILTERED), ("ON PHONE", Manner.FILTERED), ("over radio", Manner.FILTERED),
    ("ON THE SMALL TV", Manner.FILTERED), ("INTO PHONE", Manner.DIRECT), ("", Manner.DIRECT),
    ("PRE-LAP", Manner.DIRECT),
    ("SINGING", Manner.DIRECT), ("V.O., FILTERED", Manner.VOICE_OVER),
]  # fmt: skip


@pytest.mark.parametrize(("extension", "manner"), MANNERS)
def test_brackets_say_from_where_a_voice_comes(extension: str, manner: Manner) -> None:
    assert manner_of(extension) is manner


def speech() -> Samples:
    rng = np.random.default_rng(2)
    return noise(rng, SAMPLE_RATE, band(120, 7000)) * np.float32(0.1) * drift(rng, SAMPLE_RATE, 4, 0, 1)


def test_a_voice_stays_in_the_middle_and_mostly_itself() -> None:
    voice = speech()
    for name, space in SPACES.items():
        if name == "concert":
            continue  # an orchestra's hall; nobody speaks in it
        heard = placed_voice(voice, Manner.DIRECT, name)
        wet = decibels(heard[: len(voice)] - voice[:, None]) - decibels(voice)
        assert wet < -8, name
        left, right = decibels(heard[:, 0]), decibels(heard[:, 1])
        assert abs(left - right) < 0.5, name
        assert len(heard) >= len(voice) + (0 if space.ring == 0 else 100)


def test_a_voice_over_is_dry_and_a_telephone_is_narrow_but_as_loud() -> None:
    voice = speech()
    assert np.array_equal(placed_voice(voice, Manner.VOICE_OVER, "church")[:, 0], voice)
    wired = placed_voice(voice, Manner.FILTERED, "church")[:, 0]
    spectrum = np.abs(np.fft.rfft(wired)) ** 2
    frequencies = np.fft.rfftfreq(len(wired), 1 / SAMPLE_RATE)
    outside = spectrum[(frequencies < 200) | (frequencies > 4200)].sum() / spectrum.sum()
    assert outside < 0.01
    assert decibels(wired) == pytest.approx(decibels(voice), abs=1.5)


def test_somebody_outside_the_picture_is_farther_away() -> None:
    voice = speech()
    here, there = (placed_voice(voice, manner, "room") for manner in (Manner.DIRECT, Manner.OFF))
    assert decibels(there) < decibels(here) - 2


def test_a_reverb_does_not_depend_on_its_blocks() -> None:
    sound = wide_noise(np.random.default_rng(1), 60_000, band(100, 5000))
    whole = Convolver(response("room")).block(sound)
    parts = Convolver(response("room"))
    pieces = np.concatenate([parts.block(sound[one:two]) for one, two in pairwise((0, 7000, 7001, 40_000, 60_000))])
    assert np.abs(pieces - whole).max() < 1e-4
