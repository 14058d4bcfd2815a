"""A stand-in for Open-Sora 1.2: its command line with its options, its models found by the hub's own library.

It does not draw what it is told; it films the picture it begins with, brighter from part to part.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

MODELS = ("open_sora_stdit", "open_sora_vae", "open_sora_pictures", "open_sora_words")
_ASKS_FOR = {
    "hpcai-tech/OpenSora-STDiT-v3": "config.json",
    "hpcai-tech/OpenSora-VAE-v1.2": "config.json",
    "PixArt-alpha/pixart_sigma_sdxlvae_T5_diffusers": "vae/config.json",
    "DeepFloyd/t5-v1_1-xxl": "config.json",
}
_OPTIONS = ("seed", "num-frames", "fps", "num-sampling-steps", "loop", "condition-frame-length", "verbose")
_WORDS = ("save-dir", "sample-name", "resolution", "aspect-ratio", "cfg-scale", "ckpt-path", "dtype")


def weights(folder: Path) -> None:
    """One of its models, as far as the stand-in looks at it."""
    for name in ("config.json", "vae/config.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('{"model_type": "tiny"}')


def installed(folder: Path) -> Path:
    """Its source, with what is called of it."""
    script, config = folder / "scripts/inference.py", folder / "configs/opensora-v1-2/inference/sample.py"
    for path in (script, config):
        path.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(Path(__file__).read_text("utf-8"), "utf-8")
    config.write_text("# read by mmengine\n")
    return folder


def main(arguments: list[str]) -> int:
    """As `scripts/inference.py` is called: options it does not know end it, as they end the real one."""
    given = _parser().parse_args(arguments)
    assert Path(given.config).name == "sample.py"
    _find_models()
    assert len(given.prompt) == 1
    assert not set("{}|") & set(given.prompt[0]), "instructions among the words"
    assert len(given.reference_path) == len(given.mask_strategy), "one strategy for each reference"
    for part in range(given.loop):
        for step in range(1, given.num_sampling_steps + 1):
            sys.stderr.write(f"\r 50%|#| {step}/{given.num_sampling_steps} [00:0{part}<00:00]")
            sys.stderr.flush()
    _film(given)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    for name in _OPTIONS:
        parser.add_argument(f"--{name}", type=int)
    for name in _WORDS:
        parser.add_argument(f"--{name}")
    parser.add_argument("--image-size", type=int, nargs=2)
    parser.add_argument("--prompt", nargs="+")
    parser.add_argument("--reference-path", nargs="+", default=[])
    parser.add_argument("--mask-strategy", nargs="+", default=[])
    return parser


def _find_models() -> None:
    """By name, in the cache, with the network switched off."""
    from huggingface_hub import hf_hub_download

    for repository, file in _ASKS_FOR.items():
        assert Path(hf_hub_download(repository, file)).read_text()


def _film(given: argparse.Namespace) -> None:
    import av
    import numpy as np
    from PIL import Image

    (height, width), carried = given.image_size, given.condition_frame_length // 5 * 17
    shade = 60
    if given.reference_path:
        shade = int(np.asarray(Image.open(given.reference_path[0]).convert("L")).mean())
    frames = given.num_frames + (given.loop - 1) * (given.num_frames - carried)
    folder = Path(given.save_dir)
    folder.mkdir(parents=True)
    with av.open(str(folder / "sample_0000.mp4"), "w") as film:
        stream = film.add_stream("libx264", rate=given.fps, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            picture = np.full((height, width, 3), min(255, shade + number * 100 // frames), np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")):
                film.mux(packet)
        for packet in stream.encode(None):
            film.mux(packet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
