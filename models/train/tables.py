"""The model card's tables and pictures: held-out clips through the app, its models side by side."""

import json
import tempfile
from pathlib import Path

import cv2
import numpy as np

from . import measures
from .engine import restored
from .evaluate import CONDITIONS, average, enlarged, held_out_clips, measured, table
from .sample import NEGATIVE, SUFFIX

FRAMES = 16
NANO = ("--model", "interweave-nano")

# Options of `interweave restore` for every row.
METHODS = {
    "realesr-general-x4v3": ("--model", "realesr-general-x4v3"),
    "interweave-nano": NANO,
    "interweave-nano, guidance 1": (*NANO, "--guidance", "1"),
}
CONSISTENCY = {
    "transition and rescheduling": (*NANO, "--transition", "reference", "--noise-rescheduling", "on"),
    "transition only": (*NANO, "--transition", "reference", "--noise-rescheduling", "off"),
    "rescheduling only": (*NANO, "--transition", "none", "--noise-rescheduling", "on"),
    "neither": (*NANO, "--transition", "none", "--noise-rescheduling", "off"),
}
BLAME = {
    "soft": "blurry, unsharp, over-smoothed, out of focus",
    "noisy": "noisy, grainy, film grain",
    "compressed": "compression artifacts, blocky, jpeg artifacts",
}
PROMPTS = {
    "praise, against blame (default)": (SUFFIX, NEGATIVE),
    "praise, against nothing": (SUFFIX, ""),
    "praise, against soft words": (SUFFIX, BLAME["soft"]),
    "praise, against noisy words": (SUFFIX, BLAME["noisy"]),
    "praise, against compressed words": (SUFFIX, BLAME["compressed"]),
    "soft words, against praise": (BLAME["soft"], SUFFIX),
    "noisy words, against praise": (BLAME["noisy"], SUFFIX),
    "compressed words, against praise": (BLAME["compressed"], SUFFIX),
}


def prompt_rows(guidance):
    return {
        name: (*NANO, "--guidance", str(guidance), "--quality-words", words, "--negative", negative)
        for name, (words, negative) in PROMPTS.items()
    }


def scores(out, truth, paths):
    return {**measured(out, truth, paths), "noise": measures.noise(out), "seam": measures.seam(out, truth)}


def compared(clips, rows, *, conditions, folder, keep=None):
    """{"condition: row": scores}, with the truth and bicubic before the rows."""
    found = {}
    for number, clip in enumerate(clips):
        truth = clip["clip"].astype(np.float32) / 255
        paths = measures.flows(truth)
        for condition in conditions:
            small = clip[condition]
            outs = {"ground truth": truth, "bicubic": enlarged(small.astype(np.float32) / 255)}
            for name, options in rows.items():
                titled = ("--prompt", clip["title"]) if "interweave-nano" in options else ()
                outs[name] = restored(small, folder, "out", *options, *titled)
            for name, out in outs.items():
                found.setdefault(f"{condition}: {name}", []).append(scores(out, truth, paths))
            if keep is not None:
                keep.append((condition, small, outs))
            print(f"clip {number + 1} of {len(clips)}, {condition}", flush=True)
    return {name: average(values) for name, values in found.items()}


def sheet(kept, path, shown):
    """A row for every clip and condition, the middle frame by every method."""
    rows = []
    for _, small, outs in kept:
        middle = len(small) // 2
        height, width = outs["bicubic"].shape[1:3]
        input_frame = cv2.resize(small[middle], (width, height), interpolation=cv2.INTER_NEAREST).astype(np.float32) / 255
        rows.append(np.hstack([input_frame, *(outs[name][middle] for name in shown)]))
    write_picture(path, np.vstack(rows))


def profiles(kept, path, shown):
    """Temporal profiles: the middle row of every frame, time downwards, each stretched to be seen."""
    strips = []
    for _, _, outs in kept:
        parts = [np.repeat(outs[name][:, outs[name].shape[1] // 2], 6, axis=0) for name in shown]
        strips.append(np.hstack(parts))
    write_picture(path, np.vstack(strips))


def write_picture(path, rgb):
    cv2.imwrite(str(path), np.round(rgb[..., ::-1] * 255).clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 88])


def tables(options):
    clips = held_out_clips(options.data, options.clips, options.size, frames=FRAMES)
    out = options.out or options.run / "tables"
    out.mkdir(parents=True, exist_ok=True)
    kept, result = [], {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        result["methods"] = compared(clips, METHODS, conditions=CONDITIONS, folder=folder, keep=kept)
        result["consistency"] = compared(clips, CONSISTENCY, conditions=("full",), folder=folder)
        result["prompts"] = compared(clips[:2], prompt_rows(options.guidance), conditions=("full",), folder=folder)
    settings = {"clips": options.clips, "frames": FRAMES, "size": options.size, "prompt guidance": options.guidance}
    (out / "tables.json").write_text(json.dumps({"settings": settings, **result}, indent=1) + "\n")
    text = "\n\n".join(f"### {name}\n\n{table(rows)}" for name, rows in result.items())
    (out / "tables.md").write_text(text + "\n")
    shown = ["bicubic", "realesr-general-x4v3", "interweave-nano", "ground truth"]
    sheet(kept, out / "sheet.jpg", shown)
    profiles(kept, out / "profiles.jpg", shown)
    print(f"{settings}\n{text}\nIn {out}: tables.json, tables.md, sheet.jpg, profiles.jpg")
