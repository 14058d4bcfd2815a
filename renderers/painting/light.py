"""Light of a place: one frozen value from time, weather, setting and mood, read by sets and people alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

from renderers.painting.palette import WHITE, Colour, greyed, luma, mix, mul, rgb, scaled
from renderers.painting.terms import Mood, Time, Weather
from renderers.spec import Setting

_FILL, _FILL_KEPT = 0.42, 0.25
"""A cameraman's fill: dark places lift people to at least this, plus a share of how bright it is, so a stormy night
stays darker than a clear one."""


@dataclass(frozen=True)
class Light:
    """How a place is lit. Colours are 0..1; `ambient` and `key` multiply surfaces and may exceed 1.

    `side` is where the key comes from, -1 left .. 1 right; `height` 0 is the horizon, 1 overhead. A person is tinted by
    `tone`, darkened away from the key by `shade` and edged with `rim`.
    """

    time: Time
    weather: Weather
    key: Colour
    side: float
    height: float
    rim: Colour
    ambient: Colour
    shade: Colour
    sky: tuple[Colour, Colour, Colour, Colour]
    """From the zenith to the horizon."""
    glow: Colour
    sun: tuple[float, float]
    """Where the sun or the moon stands, in frame units."""
    fog: Colour
    """Colour of distance."""
    haze: float
    """0 is clear air, 1 hides the background."""
    night: float
    """0 is broad day, 1 is night."""
    cover: float
    """Clouds, 0..1."""
    wet: float
    """How much the ground mirrors, 0..1."""
    practicals: float
    """How much lamps, windows and signs glow, 0..1."""
    lamp: Colour
    accents: tuple[Colour, ...]
    """Signs, neon, screens."""
    gain: float
    """Exposure of cut-outs."""

    @property
    def tone(self) -> Colour:
        """What a neutral grey person or prop looks like here, before shade and rim; never too dark to read a face."""
        tone = scaled(mix(self.ambient, self.key, 0.55), self.gain)
        bright = luma(tone)
        return scaled(tone, max(1.0, (_FILL + _FILL_KEPT * bright) / bright))

    @property
    def day(self) -> float:
        """1 in broad day, 0 at night."""
        return 1 - self.night


def _sky(*stops: str) -> tuple[Colour, Colour, Colour, Colour]:
    first, second, third, fourth = (rgb(stop) for stop in stops)
    return first, second, third, fourth


_LAMP = rgb("#ffb86b")
_NEON = (rgb("#ff3e6c"), rgb("#22d3ee"), rgb("#ffb020"), rgb("#a855f7"))


def _light(time: Time, **values: object) -> Light:
    common: dict[str, object] = {
        "time": time,
        "weather": Weather.CLEAR,
        "lamp": _LAMP,
        "accents": _NEON,
        "wet": 0.0,
        "gain": 1.0,
    }
    return Light(**(common | values))  # type: ignore[arg-type]  # a table of fields, complete by the tests


CLEAR: dict[Time, Light] = {
    Time.DAWN: _light(
        Time.DAWN,
        sky=_sky("#39518f", "#9a7fa6", "#f0a58c", "#ffdca6"),
        key=rgb("#ffd0a0"), ambient=rgb("#9c90b0"), rim=rgb("#ffe0b4"), shade=rgb("#57497a"),
        glow=rgb("#ffd79a"), sun=(-0.42, 0.02), side=-1.0, height=0.12,
        fog=rgb("#dcb0a4"), haze=0.5, night=0.18, cover=0.45, practicals=0.35,
    ),
    Time.MORNING: _light(
        Time.MORNING,
        sky=_sky("#4a86c4", "#86b6dc", "#cfe0e0", "#fbeccb"),
        key=rgb("#ffe6bd"), ambient=rgb("#b4bfd0"), rim=rgb("#fff0cc"), shade=rgb("#586690"),
        glow=rgb("#ffeab8"), sun=(-0.5, -0.16), side=-1.0, height=0.4,
        fog=rgb("#cfdadb"), haze=0.32, night=0.0, cover=0.35, practicals=0.0,
    ),
    Time.DAY: _light(
        Time.DAY,
        sky=_sky("#2f74b8", "#6aa6d6", "#a9cfe2", "#e2eee8"),
        key=rgb("#fff4dc"), ambient=rgb("#b6c4d6"), rim=rgb("#fff8e4"), shade=rgb("#51638f"),
        glow=rgb("#fff6d8"), sun=(0.42, -0.42), side=0.8, height=0.8,
        fog=rgb("#c2d6e0"), haze=0.26, night=0.0, cover=0.4, practicals=0.0,
    ),
    Time.DUSK: _light(
        Time.DUSK,
        sky=_sky("#2a2454", "#7c3a6c", "#e8744c", "#ffc77a"),
        key=rgb("#ffb27a"), ambient=rgb("#7d6390"), rim=rgb("#ffc68a"), shade=rgb("#33245a"),
        glow=rgb("#ffbe6e"), sun=(0.38, 0.03), side=1.0, height=0.1,
        fog=rgb("#b8687a"), haze=0.42, night=0.4, cover=0.5, practicals=0.7,
    ),
    Time.EVENING: _light(
        Time.EVENING,
        sky=_sky("#0c1736", "#1f3a66", "#4f6f96", "#d79a7e"),
        key=rgb("#a9b4dc"), ambient=rgb("#4c6088"), rim=rgb("#c4d2ff"), shade=rgb("#16203f"),
        glow=rgb("#e6a886"), sun=(0.46, 0.1), side=0.9, height=0.2,
        fog=rgb("#46608a"), haze=0.4, night=0.75, cover=0.4, practicals=0.95,
    ),
    Time.NIGHT: _light(
        Time.NIGHT,
        sky=_sky("#050913", "#0b1a33", "#17365a", "#2b547c"),
        key=rgb("#a9cdf2"), ambient=rgb("#33506f"), rim=rgb("#9fd0ff"), shade=rgb("#080f24"),
        glow=rgb("#bcd8ff"), sun=(0.42, -0.33), side=0.9, height=0.6,
        fog=rgb("#1f3f60"), haze=0.36, night=1.0, cover=0.35, practicals=1.0,
    ),
}  # fmt: skip
"""The open air in clear weather."""


@dataclass(frozen=True)
class _Air:
    """What weather does to light: grey taken, dimming, more haze, clouds and wet ground."""

    grey: float = 0.0
    dim: float = 1.0
    haze: float = 0.0
    cover: float = 0.0
    wet: float = 0.0
    lamps: float = 0.0
    whiter: float = 0.0


_AIR: dict[Weather, _Air] = {
    Weather.CLEAR: _Air(),
    Weather.CLOUDY: _Air(grey=0.45, dim=0.9, haze=0.08, cover=0.35),
    Weather.RAIN: _Air(grey=0.6, dim=0.78, haze=0.22, cover=0.6, wet=0.9, lamps=0.35),
    Weather.SNOW: _Air(grey=0.5, dim=0.95, haze=0.25, cover=0.55, wet=0.0, lamps=0.2, whiter=0.3),
    Weather.FOG: _Air(grey=0.6, dim=0.92, haze=0.5, cover=0.6, wet=0.25, lamps=0.25, whiter=0.12),
    Weather.STORM: _Air(grey=0.7, dim=0.62, haze=0.25, cover=0.75, wet=1.0, lamps=0.5),
    Weather.WIND: _Air(grey=0.15, dim=0.97, haze=0.1, cover=0.2),
}


@dataclass(frozen=True)
class _Bend:
    """What a mood does to every colour: a tint, richness and contrast of exposure."""

    tint: Colour = WHITE
    grey: float = 0.0
    gain: float = 1.0
    haze: float = 0.0


_MOODS: dict[Mood, _Bend] = {
    Mood.NEUTRAL: _Bend(),
    Mood.WARM: _Bend(tint=(1.06, 1.0, 0.92), grey=-0.05, gain=1.02),
    Mood.TENSE: _Bend(tint=(0.92, 1.0, 1.02), grey=0.22, gain=0.88),
    Mood.SAD: _Bend(tint=(0.93, 0.98, 1.07), grey=0.3, gain=0.93, haze=0.05),
    Mood.EERIE: _Bend(tint=(0.9, 1.04, 0.98), grey=0.25, gain=0.84, haze=0.12),
    Mood.JOYFUL: _Bend(tint=(1.04, 1.01, 0.96), grey=-0.18, gain=1.06),
    Mood.DREAM: _Bend(tint=(1.03, 0.97, 1.06), grey=-0.05, gain=1.05, haze=0.15),
}

_INDOORS = {Setting.INTERIOR}


def light_of(
    time: Time, weather: Weather = Weather.CLEAR, setting: Setting = Setting.EXTERIOR, mood: Mood = Mood.NEUTRAL
) -> Light:
    """The light of that hour and weather, indoors or out, bent by the mood; same in, same out."""
    light = _weathered(CLEAR[time], weather)
    if setting in _INDOORS:
        light = _indoors(light)
    return _in_mood(light, mood)


def _weathered(light: Light, weather: Weather) -> Light:
    air = _AIR[weather]
    if weather is Weather.CLEAR:
        return light
    cloud = mix(greyed(light.fog, 0.6), WHITE, air.whiter * light.day)
    stops = [scaled(mix(mix(stop, cloud, air.grey), greyed(stop, 0.7), air.grey * 0.5), air.dim) for stop in light.sky]
    sky = (stops[0], stops[1], stops[2], stops[3])
    even = mix(light.ambient, light.key, 0.35)
    return replace(
        light,
        weather=weather,
        sky=sky,
        key=scaled(greyed(mix(light.key, even, air.grey), air.grey * 0.6), air.dim),
        ambient=scaled(greyed(mix(light.ambient, even, air.grey * 0.5), air.grey * 0.5), (1 + air.dim) / 2),
        rim=greyed(light.rim, air.grey * 0.5),
        glow=scaled(greyed(light.glow, air.grey * 0.7), air.dim),
        fog=scaled(mix(greyed(light.fog, air.grey * 0.7), WHITE, air.whiter * light.day), (1 + air.dim) / 2),
        haze=min(0.95, light.haze + air.haze),
        cover=min(1.0, light.cover + air.cover),
        wet=air.wet,
        practicals=min(1.0, light.practicals + air.lamps),
        gain=light.gain * (1 + air.dim) / 2,
    )


def _indoors(light: Light) -> Light:
    """Inside, lamps lead when the sun does not, and the air is clear."""
    lamps = light.practicals
    return replace(
        light,
        key=mix(light.key, mix(light.lamp, WHITE, 0.3), lamps * 0.75),
        ambient=mix(mix(light.ambient, WHITE, 0.12), rgb("#8a6f5c"), lamps * 0.6),
        rim=mix(light.rim, mix(light.lamp, WHITE, 0.2), lamps * 0.5),
        haze=light.haze * 0.3,
        wet=0.0,
        gain=light.gain * (0.97 - 0.06 * light.night),
    )


def _in_mood(light: Light, mood: Mood) -> Light:
    bend = _MOODS[mood]
    if mood is Mood.NEUTRAL:
        return light

    def bent(colour: Colour) -> Colour:
        return mul(greyed(colour, bend.grey), bend.tint)

    sky = (bent(light.sky[0]), bent(light.sky[1]), bent(light.sky[2]), bent(light.sky[3]))
    return replace(
        light,
        sky=sky,
        key=bent(light.key),
        ambient=scaled(bent(light.ambient), bend.gain),
        rim=bent(light.rim),
        glow=bent(light.glow),
        fog=bent(light.fog),
        haze=min(0.95, light.haze + bend.haze),
        gain=light.gain * bend.gain,
    )
