"""The app itself, by its command line: what users get is what is measured."""

import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
NODE = ROOT / "node_modules/.bin/node"
RATE = "25"


def write_clip(path, frames):
    """uint8 [T, H, W, 3], lossless."""
    height, width = frames.shape[1:3]
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", RATE, "-i", "-"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *raw, "-c:v", "ffv1", str(path)], input=frames.tobytes(), check=True)


def read_clip(path, shape):
    """float32 [T, H, W, 3] in 0..1 of a clip that has that shape."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    return np.frombuffer(raw, np.uint8).reshape(shape).astype(np.float32) / 255


def restored(frames, folder, name, *options):
    """uint8 [T, h, w, 3] through `interweave restore` with these options -> float32 [T, 4h, 4w, 3] in 0..1."""
    source, out = folder / "source.mkv", folder / f"{name}.mkv"
    write_clip(source, frames)
    command = [NODE, ROOT / "native/cli/interweave.ts", "restore", source, "-o", out, "--codec", "ffv1", "--overwrite", *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, options))}: {done.stderr[-2000:]}")
    count, height, width, _ = frames.shape
    return read_clip(out, (count, height * 4, width * 4, 3))
