"""XTTS version 2: a text read aloud in the voice of a recording (Casanova et al., arXiv 2406.04904). Only inference.

A GPT-2 reads how the voice speaks, then the letters, and goes on with sounds of 46 ms; what it thought at each of them
becomes the wave. Written anew on torch and transformers for the released files, and compared whole with another
implementation at the released sizes (decision 56).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from renderers.runtime.layers import Layers
from renderers.runtime.vocoder import Vocoder
from renderers.runtime.xtts_ears import MANNER_RATE, manner_of, tone_of

Samples = NDArray[np.float32]
Tell = Callable[[int], None]
"""Told how many sounds were said so far; may raise to stop."""

_RATES, _DILATIONS = (8, 8, 2, 2), ((1, 3, 5),) * 3  # as in every released model
_UNSAID = 1
"""Stands for all that was read before the first sound where what was said is held against saying it again."""


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", protected_namespaces=())


class Sizes(_Told):
    """What `model_args` of the released `config.json` say of the network."""

    gpt_layers: int
    gpt_n_model_channels: int
    gpt_n_heads: int
    gpt_max_audio_tokens: int
    gpt_max_text_tokens: int
    gpt_max_prompt_tokens: int
    gpt_start_audio_token: int
    gpt_stop_audio_token: int
    gpt_use_perceiver_resampler: bool = False
    gpt_code_stride_len: int = 1024
    input_sample_rate: int = 22_050
    output_sample_rate: int = 24_000
    output_hop_length: int = 256

    @property
    def longest(self) -> int:
        """Sounds that can be said in one go."""
        return self.gpt_max_audio_tokens - 3


class Said(_Told):
    """The released `config.json`: sizes, and how its makers would have it speak."""

    model_args: Sizes
    languages: tuple[str, ...]
    repetition_penalty: float
    top_k: int
    top_p: float
    gpt_cond_len: int
    gpt_cond_chunk_len: int
    max_ref_len: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice: how it speaks, as words that are read first, and the colour of its sound."""

    manner: Any
    tone: Any


@dataclass(frozen=True, slots=True)
class Take:
    """How a text is read: the seed of its chance, how freely (`warmth`, near 1), at most so many sounds."""

    seed: int
    warmth: float
    most: int


@dataclass(frozen=True, slots=True)
class Xtts:
    """A model that is loaded: a GPT-2 of transformers, everything around it on one device, and its alphabet."""

    reader: Any
    words: Layers
    ears: Layers
    voice: Layers
    loudness: Any
    letters: Any
    said: Said
    device: str

    @property
    def sample_rate(self) -> int:
        """Of what it says."""
        return self.said.model_args.output_sample_rate

    def heard(self, recordings: Sequence[tuple[Samples, Samples]]) -> Heard:
        """The voice in recordings, each at 22050 Hz and at 16 kHz; the manner is that of their first half minute."""
        import torch

        said, longest = self.said, self.said.max_ref_len
        with torch.inference_mode():
            waves = [self._wave(low[: longest * MANNER_RATE]) for low, _ in recordings]
            manner = manner_of(
                self.words,
                torch.cat(waves, dim=1),
                loudness=self.loudness,
                heads=said.model_args.gpt_n_heads,
                seconds=said.gpt_cond_len,
                at_once=said.gpt_cond_chunk_len,
            )
            tones = [tone_of(self.ears, self._wave(each[: longest * 16_000])) for _, each in recordings]
            return Heard(manner, torch.stack(tones).mean(0))

    def read(self, text: str, language: str) -> list[int] | None:
        """Letters of spelt text as it reads them; None where there are more than it reads in one go."""
        marked = f"[{language}]{text}".replace(" ", "[SPACE]")
        found: list[int] = self.letters.encode(marked).ids
        if len(found) >= self.said.model_args.gpt_max_text_tokens:
            return None
        begin, end = (self.letters.token_to_id(sign) for sign in ("[START]", "[STOP]"))
        return [begin, *found, end]

    def thoughts(self, letters: Sequence[int], voice: Heard, take: Take, tell: Tell) -> Any:
        """What it thought at every sound of the text, shape (1, sounds, width); None when it found no end."""
        import torch
        from transformers import DynamicCache

        sizes, found = self.said.model_args, []
        chosen = self._chooser(take)
        with torch.inference_mode():
            given, cache = self._opening(letters, voice), DynamicCache(config=self.reader.config)
            spoken = [_UNSAID, sizes.gpt_start_audio_token]
            for number in range(min(take.most, sizes.longest)):
                tell(number)
                seen = self.reader(None, cache, inputs_embeds=given, use_cache=True).last_hidden_state
                thought = self.words.normal("final_norm", seen[:, -1:])
                found.append(thought)
                spoken.append(chosen(spoken, self.words.linear("mel_head", thought[:, 0])))
                if spoken[-1] == sizes.gpt_stop_audio_token:
                    return torch.cat(found, 1)
                given = self._sound(spoken[-1], number + 1)
        return None

    def sounded(self, thoughts: Any, voice: Heard) -> Samples:
        """What was thought as sound."""
        import torch
        from torch.nn import functional

        sizes = self.said.model_args
        with torch.inference_mode():
            given = thoughts.transpose(1, 2)
            for scale in (
                sizes.gpt_code_stride_len / sizes.output_hop_length,
                sizes.output_sample_rate / sizes.input_sample_rate,
            ):
                given = functional.interpolate(given, scale_factor=[scale], mode="linear")
            sound = Vocoder(self.voice, _RATES, _DILATIONS, told="cond_layer").sounded(given, voice.tone)
        made: Samples = sound[0, 0].cpu().numpy()
        return made

    def _wave(self, samples: Samples) -> Any:
        import torch

        return torch.from_numpy(np.clip(samples, -1, 1).astype(np.float32)).to(self.device)[None]

    def _opening(self, letters: Sequence[int], voice: Heard) -> Any:
        """What is read before the first sound: the manner of the voice, the letters, the sign to begin."""
        import torch

        text = torch.tensor([letters], device=self.device)
        places = torch.arange(text.shape[1], device=self.device)
        read = self._word("text_embedding", text) + self._word("text_pos_embedding.emb", places)
        return torch.cat([voice.manner, read, self._sound(self.said.model_args.gpt_start_audio_token, 0)], 1)

    def _sound(self, token: int, place: int) -> Any:
        return (self.words["mel_embedding.weight"][token] + self.words["mel_pos_embedding.emb.weight"][place])[
            None, None
        ]

    def _word(self, name: str, numbers: Any) -> Any:
        from torch.nn import functional

        return functional.embedding(numbers, self.words[f"{name}.weight"])

    def _chooser(self, take: Take) -> Callable[[Sequence[int], Any], int]:
        """Picks the next sound by chance, on the processor: the same on every card."""
        import torch
        from transformers import generation as by

        chance = torch.Generator("cpu").manual_seed(take.seed)
        weighed = (
            by.RepetitionPenaltyLogitsProcessor(self.said.repetition_penalty),
            by.TemperatureLogitsWarper(take.warmth),
            by.TopKLogitsWarper(self.said.top_k),
            by.TopPLogitsWarper(self.said.top_p),
        )

        def choose(spoken: Sequence[int], likely: Any) -> int:
            before, likely = torch.tensor([spoken]), likely.float().cpu()
            for weigh in weighed:
                likely = weigh(before, likely)
            return int(torch.multinomial(likely.softmax(-1), 1, generator=chance))

        return choose
