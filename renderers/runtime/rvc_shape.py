"""The shape of a trained voice of RVC: the sizes its file says, and from them the name and shape of every layer.

A worker only ever holds a voice whose layers are all there and exactly as large as its sizes say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from renderers.errors import BadInput

Shapes = Mapping[str, tuple[int, ...]]
RATES = (32_000, 40_000, 48_000)
CONTENT = {"v1": 256, "v2": 768}
"""Width of the content that a version reads."""

COARSE = 256
"""Steps of pitch that are told to the encoder."""

REACH, FLOWS, FLOW_LAYERS, FLOW_KERNEL, EDGE = 10, 4, 3, 5, 7
"""Neighbours a frame looks at to either side; then, of the flow and of the ends of the sound, what all voices share."""

_STEPS_A_SECOND = 100
_WIDEST = 2048
_SAID = (
    "spec", "segment", "inter", "hidden", "filter", "heads", "layers", "kernel", "dropout", "block", "block_kernels",
    "block_dilations", "rates", "first_width", "rate_kernels", "speakers", "colour", "sample_rate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoiceShape:
    """Sizes of a trained voice. `pitched`: it is told a melody; `version` v1 or v2."""

    version: str
    pitched: bool
    sample_rate: int
    inter: int
    hidden: int
    filter: int
    heads: int
    layers: int
    kernel: int
    block_kernels: tuple[int, ...]
    block_dilations: tuple[tuple[int, ...], ...]
    rates: tuple[int, ...]
    first_width: int
    rate_kernels: tuple[int, ...]
    speakers: int
    colour: int

    @property
    def unused(self) -> tuple[str, ...]:
        """How layers are called that only training needs."""
        return ("enc_q.",)

    @property
    def title(self) -> str:
        """For people: `RVC v2, 40 kHz, follows the melody`."""
        melody = "follows the melody" if self.pitched else "has a melody of its own"
        return f"RVC {self.version}, {self.sample_rate // 1000} kHz, {melody}"


def read_shape(said: Mapping[str, Any], found: Shapes) -> VoiceShape:
    """The sizes a file says, held to its layers. Raises BadInput in words."""
    version = str(said.get("version", "v1"))
    if version not in CONTENT:
        raise BadInput(f"This voice is of version {version!r}; RVC v1 and v2 can be used.")
    for name, usual in (("vocoder", "HiFi-GAN"), ("embedder_model", "contentvec")):
        if (other := str(said.get(name, usual))) not in (usual, ""):
            raise BadInput(
                f"This voice was trained with {other} as its {name}; voices with {usual} can be used. Train it again "
                "with that."
            )
    shape = _of_config(said.get("config"), found, version, pitched=bool(said.get("f0", 1)))
    insist_on_layers(shape, found)
    return shape


def _of_config(config: Any, found: Shapes, version: str, *, pitched: bool) -> VoiceShape:
    if not isinstance(config, list | tuple) or len(config) != len(_SAID):
        raise BadInput("This voice file does not say its sizes (`config`); bring the file that RVC's training wrote.")
    told = dict(zip(_SAID, config, strict=True))
    told["speakers"] = found.get("emb_g.weight", (0,))[0]
    if str(told["block"]) != "1":
        raise BadInput(f"This voice is built of blocks of kind {told['block']!r}; RVC's have kind 1.")
    try:
        shape = _sized(told, version, pitched=pitched)
    except (TypeError, ValueError) as error:
        raise BadInput(f"This voice file says a size that no voice has ({error}); bring another one.") from error
    if fault := _fault_of(shape):
        raise BadInput(f"This voice cannot be used: {fault}.")
    return shape


def _sized(told: Mapping[str, Any], version: str, *, pitched: bool) -> VoiceShape:
    return VoiceShape(
        version=version,
        pitched=pitched,
        sample_rate=_size(told["sample_rate"]),
        inter=_size(told["inter"]),
        hidden=_size(told["hidden"]),
        filter=_size(told["filter"]),
        heads=_size(told["heads"]),
        layers=_size(told["layers"]),
        kernel=_size(told["kernel"]),
        block_kernels=_sizes(told["block_kernels"]),
        block_dilations=tuple(_sizes(each) for each in told["block_dilations"][:8]),
        rates=_sizes(told["rates"]),
        first_width=_size(told["first_width"]),
        rate_kernels=_sizes(told["rate_kernels"]),
        speakers=_size(told["speakers"]),
        colour=_size(told["colour"]),
    )


def _size(value: Any) -> int:
    if not isinstance(value, int) or not 1 <= value <= max(RATES):
        raise ValueError(f"{value!r}")
    return value


def _sizes(values: Any) -> tuple[int, ...]:
    if not isinstance(values, list | tuple) or not 1 <= len(values) <= 8:
        raise ValueError(f"{values!r}")
    return tuple(_size(value) for value in values)


def _fault_of(shape: VoiceShape) -> str:
    widths = (shape.inter, shape.hidden, shape.filter, shape.first_width, shape.colour, shape.speakers)
    dilations = [each for some in shape.block_dilations for each in some]
    kernels = (shape.kernel, *shape.block_kernels, *shape.rate_kernels, *dilations)
    faults = {
        f"it sounds at {shape.sample_rate} Hz, and voices of {', '.join(map(str, RATES))} Hz can be used": (
            shape.sample_rate not in RATES
        ),
        "its steps up do not make a hundredth of a second of each frame": (
            prod(shape.rates) * _STEPS_A_SECOND != shape.sample_rate or len(shape.rates) != len(shape.rate_kernels)
        ),
        "its layers are wider than any voice's": max(widths) > _WIDEST or max(kernels) > 64 or shape.layers > 24,
        "its blocks and their dilations do not agree": len(shape.block_kernels) != len(shape.block_dilations),
        "its widths cannot be halved": shape.first_width % 2 ** len(shape.rates) != 0 or shape.inter % 2 != 0,
        "its heads do not share its width": shape.hidden % shape.heads != 0,
        "its kernels have no middle": any(kernel % 2 == 0 for kernel in (shape.kernel, *shape.block_kernels))
        or any((kernel - rate) % 2 for kernel, rate in zip(shape.rate_kernels, shape.rates, strict=False)),
    }
    return next((words for words, holds in faults.items() if holds), "")


def insist_on_layers(shape: VoiceShape, found: Shapes) -> None:
    """Raises BadInput when a layer is not there or not as large as the sizes say."""
    plain = {name.replace("parametrizations.weight.original0", "weight_g"): size for name, size in found.items()}
    plain = {name.replace("parametrizations.weight.original1", "weight_v"): size for name, size in plain.items()}
    for name, size in layers_of(shape):
        if plain.get(name) != size:
            there = f"{plain[name]}" if name in plain else "missing"
            raise BadInput(
                f"This is no whole voice of RVC {shape.version}: its layer {name} is {there} instead of {size}. Bring "
                "the file that RVC's training wrote."
            )


def layers_of(shape: VoiceShape) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every tensor of the voice that is needed to speak, by its released name, with its shape."""
    yield from _encoder(shape)
    yield from _flow(shape)
    yield from _sounding(shape)
    yield "emb_g.weight", (shape.speakers, shape.colour)


def _encoder(shape: VoiceShape) -> Iterator[tuple[str, tuple[int, ...]]]:
    wide, name = shape.hidden, "enc_p.encoder"
    yield from _layer("enc_p.emb_phone", (wide, CONTENT[shape.version]))
    if shape.pitched:
        yield "enc_p.emb_pitch.weight", (COARSE, wide)
    for at in range(shape.layers):
        for side in ("k", "v"):
            yield f"{name}.attn_layers.{at}.emb_rel_{side}", (1, 2 * REACH + 1, wide // shape.heads)
        for part in "qkvo":
            yield from _layer(f"{name}.attn_layers.{at}.conv_{part}", (wide, wide, 1))
        for norm in ("norm_layers_1", "norm_layers_2"):
            yield f"{name}.{norm}.{at}.gamma", (wide,)
            yield f"{name}.{norm}.{at}.beta", (wide,)
        yield from _layer(f"{name}.ffn_layers.{at}.conv_1", (shape.filter, wide, shape.kernel))
        yield from _layer(f"{name}.ffn_layers.{at}.conv_2", (wide, shape.filter, shape.kernel))
    yield from _layer("enc_p.proj", (2 * shape.inter, wide, 1))


def _flow(shape: VoiceShape) -> Iterator[tuple[str, tuple[int, ...]]]:
    wide, half = shape.hidden, shape.inter // 2
    for flow in range(FLOWS):
        name = f"flow.flows.{2 * flow}"
        yield from _layer(f"{name}.pre", (wide, half, 1))
        yield from _split(f"{name}.enc.cond_layer", (2 * wide * FLOW_LAYERS, shape.colour, 1))
        for at in range(FLOW_LAYERS):
            out = 2 * wide if at < FLOW_LAYERS - 1 else wide
            yield from _split(f"{name}.enc.in_layers.{at}", (2 * wide, wide, FLOW_KERNEL))
            yield from _split(f"{name}.enc.res_skip_layers.{at}", (out, wide, 1))
        yield from _layer(f"{name}.post", (half, wide, 1))


def _sounding(shape: VoiceShape) -> Iterator[tuple[str, tuple[int, ...]]]:
    wide = shape.first_width
    yield from _layer("dec.conv_pre", (wide, shape.inter, EDGE))
    yield from _layer("dec.cond", (wide, shape.colour, 1))
    if shape.pitched:
        yield from _layer("dec.m_source.l_linear", (1, 1))
    for step, kernel in enumerate(shape.rate_kernels):
        yield from _split(f"dec.ups.{step}", (wide, wide // 2, kernel), out=wide // 2)
        wide //= 2
        if shape.pitched:
            yield from _layer(f"dec.noise_convs.{step}", (wide, 1, hum_kernel(shape.rates, step)))
        for at, size in enumerate(shape.block_kernels):
            block = f"dec.resblocks.{step * len(shape.block_kernels) + at}"
            for conv in range(len(shape.block_dilations[at])):
                yield from _split(f"{block}.convs1.{conv}", (wide, wide, size))
                yield from _split(f"{block}.convs2.{conv}", (wide, wide, size))
    yield "dec.conv_post.weight", (1, wide, EDGE)


def hum_kernel(rates: Sequence[int], step: int) -> int:
    """How much of the hum is heard at once after a step up."""
    left = prod(rates[step + 1 :])
    return 1 if step == len(rates) - 1 else 2 * left


def _layer(name: str, shape: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]


def _split(name: str, shape: tuple[int, ...], *, out: int = 0) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Direction and length apart, as training keeps them."""
    yield f"{name}.weight_v", shape
    yield f"{name}.weight_g", (shape[0], *[1] * (len(shape) - 1))
    yield f"{name}.bias", (out or shape[0],)
