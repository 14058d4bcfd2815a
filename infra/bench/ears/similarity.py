"""How alike the catalogue's voices sound: `python -m infra.bench.ears.similarity` writes `likeness.json` anew.

Each voice says the same lines; a pair's figure is the cosine of their mean speaker vectors in thousandths.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from infra.bench.ears.speaker import Speaker, Vector, installed_speaker
from renderers.media.speech import line
from renderers.media.speech.blend import read_blend
from renderers.media.speech.catalogue import VOICES
from renderers.media.speech.model import SAMPLE_RATE

LINES = (
    "The old keeper lived alone on the island, and nobody asked him why he had stayed.",
    "Did you hear that? Something is moving out there, just beyond the last boat.",
    "I told them we would be home before the rain, but the road was longer than I thought.",
)
DATA = Path("renderers/media/speech/likeness.json")


def voice_vector(speaker: Speaker, voice: str) -> Vector:
    """The mean vector of a voice over the lines; (256,)."""
    said = [line.speak_part(text, line.Delivery(read_blend(voice)), threads=1).samples for text in LINES]
    mean = np.mean([speaker.vector(samples, SAMPLE_RATE) for samples in said], axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def main() -> None:
    """Measure every pair."""
    speaker = installed_speaker()
    if speaker is None:
        sys.exit("the speaker encoder is missing: pip install --no-deps Resemblyzer==0.1.4")
    vectors = np.stack([voice_vector(speaker, name) for name in VOICES])
    cosines = np.rint(vectors @ vectors.T * 1000).astype(int).tolist()
    rows = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in zip(VOICES, cosines, strict=True))
    DATA.write_text(f"{{\n  {rows}\n}}\n", encoding="utf-8")
    print(f"{len(VOICES)} voices, most alike pair {max(max(row[:at], default=0) for at, row in enumerate(cosines))}")


if __name__ == "__main__":
    main()
