"""Pictures and films of Debian packages, as arrays, pictures at two sizes: `python -m models.train prepare`."""

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
FILMS = (".avi", ".mp4")
# Pieces of a film, spread over it, and the frames of each.
TAKES, TAKE_FRAMES = 24, 8


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
        film = path.suffix in FILMS
        names = [f"{number:03d}-takes.npy"] if film else [f"{number:03d}-{size}.npy" for size in SIZES]
        if not all((pictures / name).exists() for name in names):
            for name, values in zip(names, [takes_of(path)] if film else shrunk_pictures(path)):
                np.save(pictures / name, values)
        index.append({"files": names, "title": row["title"], "words": row["words"], "split": row["split"], "film": film})
    (data / "pictures.json").write_text(json.dumps(index, indent=1))
    print(f"{len(index)} pictures and films, {sum(entry['split'] == 'held-out' for entry in index)} of them held out, in {data}")


def shrunk_pictures(path):
    picture = np.asarray(Image.open(path).convert("RGB"))
    return [shrunk(picture, size) for size in SIZES]


def takes_of(path):
    """[TAKES, TAKE_FRAMES, H, W, 3] uint8 of a film that is long enough."""
    film = cv2.VideoCapture(str(path))
    starts = np.linspace(0, int(film.get(cv2.CAP_PROP_FRAME_COUNT)) - TAKE_FRAMES - 1, TAKES).astype(int)
    wanted = {int(start) + step for start in starts for step in range(TAKE_FRAMES)}
    frames = {}
    # Read from the beginning: seeking is not exact in every format.
    for number in range(max(wanted) + 1):
        there, frame = film.read()
        if not there:
            raise ValueError(f"{path} ends before frame {number}")
        if number in wanted:
            frames[number] = frame[..., ::-1]
    return np.stack([np.stack([frames[int(start) + step] for step in range(TAKE_FRAMES)]) for start in starts])


class Pictures:
    """The prepared pictures of one split, and after them its films; read from disk as they are touched."""

    def __init__(self, data, split):
        index = json.loads((data / "pictures.json").read_text())
        of_split = [entry for entry in index if entry["split"] == split]
        # What was prepared before there were films does not say what is one.
        self.entries = sorted(of_split, key=lambda entry: entry.get("film", False))
        self.films = [number for number, entry in enumerate(self.entries) if entry.get("film", False)]
        self.folder = data / "pictures"

    def __len__(self):
        """Of the pictures alone."""
        return len(self.entries) - len(self.films)

    def open(self, number, size):
        """size 0: the larger, 1: the smaller. Of a film: its takes, [N, T, H, W, 3]."""
        return np.load(self.folder / self.entries[number]["files"][size], mmap_mode="r")
