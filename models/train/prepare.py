"""Pictures of Debian packages, as arrays at two sizes: `python -m models.train prepare`."""

import csv
import json
import subprocess
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
SOURCES = Path(__file__).parent / "sources.tsv"
# The longer sides. Desktop pictures are often soft at full size; shrunk ones are sharp enough to be targets.
SIZES = (1536, 768)


def sources():
    with SOURCES.open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def unpack(package, folder):
    """The package's files under `folder`/PACKAGE; downloaded with apt where they are not there yet."""
    target = folder / package
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
    archive = next(folder.glob(f"{package}_*.deb"))
    subprocess.run(["dpkg-deb", "-x", archive, target], check=True)
    return target


def shrunk(picture, longer):
    height, width = picture.shape[:2]
    factor = longer / max(height, width)
    if factor >= 1:
        return picture
    return cv2.resize(picture, (round(width * factor), round(height * factor)), interpolation=cv2.INTER_AREA)


def prepare(data):
    pictures = data / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    index = []
    for number, row in enumerate(sources()):
        path = unpack(row["package"], data / "packages") / row["file"]
        names = [f"{number:03d}-{size}.npy" for size in SIZES]
        if not all((pictures / name).exists() for name in names):
            picture = np.asarray(Image.open(path).convert("RGB"))
            for name, size in zip(names, SIZES):
                np.save(pictures / name, shrunk(picture, size))
        index.append({"files": names, "title": row["title"], "words": row["words"], "split": row["split"]})
    (data / "pictures.json").write_text(json.dumps(index, indent=1))
    print(f"{len(index)} pictures, {sum(entry['split'] == 'held-out' for entry in index)} of them held out, in {data}")


class Pictures:
    """The prepared pictures of one split; read from disk as they are touched."""

    def __init__(self, data, split):
        index = json.loads((data / "pictures.json").read_text())
        self.entries = [entry for entry in index if entry["split"] == split]
        self.folder = data / "pictures"

    def __len__(self):
        return len(self.entries)

    def open(self, number, size):
        """size 0: the larger, 1: the smaller."""
        return np.load(self.folder / self.entries[number]["files"][size], mmap_mode="r")
