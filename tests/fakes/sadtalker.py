"""A stand-in for SadTalker: its command line with its options, its readers of faces looked for where it runs.

It films the picture it is given, brighter while something is heard.
"""

from __future__ import annotations

import argparse
import sys
import time
import wave
from pathlib import Path

READERS = ("alignment_WFLW_4HG.pth", "detection_Resnet50_Final.pth")
FPS = 25


def weights(folder: Path) -> None:
    """Its models, as far as the stand-in looks at them."""
    for name in ("SadTalker_V0.0.2_512.safetensors", "mapping_00109-model.pth.tar"):
        (folder / name).write_bytes(b"tiny")


def installed(folder: Path) -> Path:
    """Its source, with what is called of it and what it reads faces by."""
    (folder / "gfpgan/weights").mkdir(parents=True, exist_ok=True)
    for name in READERS:
        (folder / "gfpgan/weights" / name).write_bytes(b"tiny")
    (folder / "inference.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    return folder


def main(arguments: list[str]) -> int:
    """As `inference.py` is called: options it does not know end it, as they end the real one."""
    given = _parser().parse_args(arguments)
    assert all((Path("gfpgan/weights") / name).is_file() for name in READERS), "it reads faces from where it runs"
    weights_folder = Path(given.checkpoint_dir)
    assert (weights_folder / f"SadTalker_V0.0.2_{given.size}.safetensors").is_file()
    assert (weights_folder / "mapping_00109-model.pth.tar").is_file(), "full pictures need this one"
    assert 0 <= given.pose_style < 46
    _film(given, Path(given.result_dir))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    for name in ("driven_audio", "source_image", "ref_eyeblink", "ref_pose", "checkpoint_dir", "result_dir"):
        parser.add_argument(f"--{name}")
    for name in ("pose_style", "batch_size", "size"):
        parser.add_argument(f"--{name}", type=int, default=2)
    parser.add_argument("--expression_scale", type=float, default=1.0)
    for name in ("input_yaw", "input_pitch", "input_roll"):
        parser.add_argument(f"--{name}", nargs="+", type=int)
    parser.add_argument("--enhancer")
    parser.add_argument("--background_enhancer")
    parser.add_argument("--preprocess", default="crop", choices=["crop", "extcrop", "resize", "full", "extfull"])
    for name in ("cpu", "face3dvis", "still", "verbose", "old_version"):
        parser.add_argument(f"--{name}", action="store_true")
    return parser


def _film(given: argparse.Namespace, folder: Path) -> None:
    import av
    import numpy as np
    from PIL import Image

    folder.mkdir(parents=True)
    picture = np.asarray(Image.open(given.source_image).convert("RGB"))
    if picture.std() < 1:
        sys.stdout.write("Can't get the coeffs of the input\n")
        return
    with wave.open(given.driven_audio) as sound:
        rate, width = sound.getframerate(), sound.getsampwidth()
        wav = np.frombuffer(sound.readframes(sound.getnframes()), np.uint8).reshape(sound.getnframes(), -1)
    assert width in (2, 3, 4)
    frames = len(wav) * FPS // rate
    with av.open(str(folder / f"{time.strftime('%Y_%m_%d_%H.%M.%S')}.mp4"), "w") as film:
        stream = film.add_stream("libx264", rate=FPS, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = picture.shape[1] & ~1, picture.shape[0] & ~1, "yuv420p"
        for number in range(frames):
            heard = wav[number * rate // FPS : (number + 1) * rate // FPS].any()
            shown = np.clip(picture.astype(int) + (60 if heard else 0), 0, 255).astype(np.uint8)
            sys.stderr.write(f"\rFace Renderer::  50%|#| {number + 1}/{frames} [00:00<00:00]")
            for packet in stream.encode(av.VideoFrame.from_ndarray(shown, "rgb24")):
                film.mux(packet)
        for packet in stream.encode(None):
            film.mux(packet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
