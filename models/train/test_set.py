"""Clips of the held-out pictures, as folders of PNG: `python -m models.train.test_set`. What build/evaluation-report.ts degrades and measures."""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .clips import camera_motion, render
from .prepare import Pictures

WIDTH, HEIGHT = 640, 360
# Pixels of the picture per pixel of the clip: above 1, so that what is true is sharp.
SCALE = 1.3
SEED = 2501


def make_clips(data, out, frames):
    """`out`/GT/TITLE/000000.png ...: 640x360, one clip of each held-out picture. The same ones every time."""
    pictures = Pictures(data, "held-out")
    for number, entry in enumerate(pictures.entries):
        picture = pictures.open(number, 0)
        rng = np.random.default_rng([SEED, number])
        motion = camera_motion(rng, frames=frames, size=WIDTH, picture=picture.shape[:2], scale=SCALE)
        top = (WIDTH - HEIGHT) // 2
        clip = render(picture, motion, WIDTH)[:, top : top + HEIGHT]
        folder = out / "GT" / entry["title"].replace(" ", "-")
        folder.mkdir(parents=True, exist_ok=True)
        for index, frame in enumerate(clip):
            cv2.imwrite(str(folder / f"{index:06d}.png"), frame[..., ::-1])
    print(f"{len(pictures)} clips of {frames} frames in {out / 'GT'}")


def main():
    cache = Path(__file__).resolve().parents[2] / ".cache"
    options = argparse.ArgumentParser(prog="python -m models.train.test_set", description=__doc__)
    options.add_argument("--data", type=Path, default=cache / "nano-data")
    options.add_argument("--out", type=Path, default=cache / "evaluation" / "held-out")
    options.add_argument("--frames", type=int, default=8)
    chosen = options.parse_args()
    make_clips(chosen.data, chosen.out, chosen.frames)


if __name__ == "__main__":
    main()
