"""The app itself, by its command line: what users get is what is measured."""

import hashlib
import json
import subprocess
import tempfile
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


def manifest(model):
    return json.loads((ROOT / "models/packages" / model / "manifest.json").read_text())


def restored(clips, model, cache, *options):
    """uint8 clips [T, h, w, 3] of one shape, restored by `interweave restore --model MODEL` -> float32 [T, 4h, 4w, 3] in 0..1 each.

    They go through the app as one clip, so that it starts once. A diffusion model is told the cuts; the other ones see single frames. What
    the same package made of the same frames with the same options is in the folder `cache` and is not made again.
    """
    frames = np.concatenate(clips)
    package = manifest(model)
    if package["kind"] == "diffusion-vsr":
        cuts = np.cumsum([len(clip) for clip in clips])[:-1]
        options = (*options, "--shots", ",".join(map(str, cuts)) or "off")
    done = cache / f"{hashlib.sha256(json.dumps([package, options]).encode() + frames.tobytes()).hexdigest()[:32]}.mkv"
    if not done.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            restore(frames, Path(folder), done, "--model", model, *options)
    count, height, width, _ = frames.shape
    return np.split(read_clip(done, (count, height * 4, width * 4, 3)), np.cumsum([len(clip) for clip in clips])[:-1])


def restore(frames, folder, done, *options):
    """Writes `done` when all of it is there."""
    source, out = folder / "source.mkv", folder / "out.mkv"
    write_clip(source, frames)
    command = [NODE, ROOT / "native/cli/interweave.ts", "restore", source, "-o", out, "--codec", "ffv1", *options]
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, options))}: {run.stderr[-2000:]}")
    out.rename(done)
