"""Clips made ahead of time by a process of their own, in a ring of files, so that training never waits for an encoder."""

import multiprocessing
import os
import time
from pathlib import Path

import numpy as np
import torch

from .clips import make_clip
from .degrade import DEGRADATIONS
from .prepare import Pictures

SIZE = 192


def fill(data, folder, *, count, pause, seed):
    """Runs until it is stopped: adds clips until there are `count`, then replaces old ones, `pause` seconds apart."""
    os.nice(19 - os.nice(0))
    import cv2

    cv2.setNumThreads(1)
    pictures = Pictures(Path(data), "train")
    rng = np.random.default_rng(seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.glob("*.npz")))
    parent = os.getppid()
    while os.getppid() == parent:
        write_clip(folder / f"{number % count:05d}.npz", make_item(rng, pictures))
        number += 1
        time.sleep(pause if number >= count else 0)


def make_item(rng, pictures, *, size=SIZE, frames=8):
    """One clip with both its degradations."""
    clip, picture = make_clip(rng, pictures, frames=frames, size=size)
    entry = pictures.entries[picture]
    small = {name: degrade(rng, clip) for name, degrade in DEGRADATIONS.items()}
    return {"clip": clip, "title": entry["title"], "words": entry["words"], **small}


def write_clip(path, item):
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(file, **item)
    part.rename(path)


def as_input(frame):
    """uint8 [H, W, 3] -> [1, 3, H, W] in -1..1."""
    return torch.from_numpy(frame.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


class Pool:
    def __init__(self, data, *, count=600, pause=10.0, least=24, seed=None):
        self.folder = data / "pool"
        seed = int(time.time()) if seed is None else seed
        context = multiprocessing.get_context("spawn")
        options = {"count": count, "pause": pause, "seed": seed}
        self.process = context.Process(target=fill, args=(str(data), str(self.folder)), kwargs=options, daemon=True)
        self.process.start()
        self.files = []
        self.looked = 0.0
        while len(self.listed()) < least:
            if not self.process.is_alive():
                raise RuntimeError(f"The process that makes clips ended; see its error above. Clips go to {self.folder}.")
            time.sleep(1)

    def listed(self):
        if time.monotonic() - self.looked > 20 or len(self.files) < 24:
            self.files = sorted(self.folder.glob("*.npz"))
            self.looked = time.monotonic()
        return self.files

    def draw(self, rng, degradation=None):
        """(clip, degraded or None, title, words): uint8 [8, 192, 192, 3] and [8, 48, 48, 3]."""
        files = self.listed()
        with np.load(files[int(rng.integers(len(files)))]) as item:
            small = item[degradation] if degradation else None
            return item["clip"], small, str(item["title"]), str(item["words"])

    def close(self):
        self.process.terminate()
