"""The model card's tables: held-out clips through the app itself, `python -m models.train tables`.

Three of them: models side by side, the paper's Table 3 (latent transition and noise rescheduling), and pairs of prompts. `card.py` draws the pictures
and writes the card.
"""

import json

import cv2
import numpy as np

from . import degrade, measures
from .card import pictures, write_section
from .engine import ROOT, manifest, restored
from .evaluate import average, endless_clips, enlarged, measured
from .prepare import Pictures
from .sample import NEGATIVE, SUFFIX

FRAMES = 16
# Frames for prompts: one window, because what words do needs no second one.
PROMPT_FRAMES = 8
NANO = "interweave-nano"

# (model, options of `interweave restore`) for every row. The first row of the last two is what the others are compared with.
METHODS = {
    "Real-ESRGAN general": ("realesr-general-x4v3",),
    "Nano": (NANO,),
}
CONSISTENCY = {
    "both (the default)": (NANO,),
    "latent transition only": (NANO, "--noise-rescheduling", "off"),
    "noise rescheduling only": (NANO, "--transition", "none"),
    "neither": (NANO, "--transition", "none", "--noise-rescheduling", "off"),
}
BLAME = {
    "soft": "blurry, unsharp, over-smoothed, out of focus",
    "noisy": "noisy, grainy, film grain",
    "compressed": "compression artifacts, blocky, jpeg artifacts",
}
PROMPTS = {
    "praise, against nothing": (SUFFIX, ""),
    "praise, against blame (the default)": (SUFFIX, NEGATIVE),
    "praise, against soft words": (SUFFIX, BLAME["soft"]),
    "praise, against noisy words": (SUFFIX, BLAME["noisy"]),
    "praise, against compressed words": (SUFFIX, BLAME["compressed"]),
    "soft words, against praise": (BLAME["soft"], SUFFIX),
    "noisy words, against praise": (BLAME["noisy"], SUFFIX),
    "compressed words, against praise": (BLAME["compressed"], SUFFIX),
}
COLUMNS = {"psnr": ("PSNR", 2), "ssim": ("SSIM", 3), "gradient": ("gradient", 2), "noise": ("noise", 2), "warp": ("warping error", 2), "flicker": ("flicker", 3)}


def prompt_rows(guidance):
    options = (NANO, "--guidance", f"{guidance:g}")
    return {name: (*options, "--quality-words", words, "--negative", negative) for name, (words, negative) in PROMPTS.items()}


def small_clips(clip, number):
    """{degradation: uint8 [T, h, w, 3]}: two of one thing only beside the two that training has."""
    rng = np.random.default_rng([77, number])
    soft = [frame.astype(np.float32) / 255 for frame in clip["blur"]]
    grainy = degrade.noise(rng, soft, sigma=(8, 20), poisson=(0.8, 2.0))
    return {
        "mild blur": clip["blur"],
        "noise": degrade.finish(grainy),
        "compression": degrade.finish([degrade.jpeg_frame(frame, 25) for frame in soft]),
        "complex": clip["full"],
    }


def of_different_pictures(clips, count):
    """The first clip of each picture, until there are `count`."""
    first = {}
    for clip in clips:
        first.setdefault(clip["title"], clip)
        if len(first) == count:
            return list(first.values())


class Clips:
    """The held-out clips, what is true of them, and what each method made of them, with the first of the seeds unless told otherwise."""

    def __init__(self, data, count, size, *, seeds, cache):
        pictures = Pictures(data, "held-out")
        if count > len(pictures):
            raise SystemExit(f"{len(pictures)} pictures are held out, {count} are asked for: give a smaller --clips.")
        found = of_different_pictures(endless_clips(pictures, size, frames=FRAMES), count)
        self.titles = [clip["title"] for clip in found]
        self.truths = [clip["clip"].astype(np.float32) / 255 for clip in found]
        self.small = [small_clips(clip, number) for number, clip in enumerate(found)]
        self.paths = [measures.flows(truth) for truth in self.truths]
        self.seeds, self.cache = seeds, cache

    def restored(self, condition, model, *options, frames=FRAMES, seed=None):
        if manifest(model)["kind"] == "diffusion-vsr":
            options = (*options, "--seed", str(self.seeds[0] if seed is None else seed))
        return restored([small[condition][:frames] for small in self.small], model, self.cache, *options)

    def bicubic(self, condition):
        return [enlarged(small[condition].astype(np.float32) / 255) for small in self.small]

    def scores(self, outs):
        """Of every clip."""
        found = []
        for out, truth, paths in zip(outs, self.truths, self.paths):
            found.append({**measured(out, truth[: len(out)], paths[: len(out) - 1]), "noise": measures.noise(out)})
        return found


def methods(clips):
    """{condition: {row: mean over clips}}, with the first seed."""
    result = {}
    for condition in clips.small[0]:
        rows = {"bicubic": clips.bicubic(condition), **{name: clips.restored(condition, *how) for name, how in METHODS.items()}, "truth": clips.truths}
        result[condition] = {name: compared(clips.scores(outs)) for name, outs in rows.items()}
        for key in ("psnr", "ssim"):
            del result[condition]["truth"]["mean"][key]
        print(f"methods: {condition}", flush=True)
    return result


def against_first(clips, rows, *, frames):
    """{row: mean, difference to the first row, its standard error} on complex degradations; a clip's scores are the mean of its seeds'."""
    found = {name: [] for name in rows}
    for seed in clips.seeds:
        for name, how in rows.items():
            found[name].append(clips.scores(clips.restored("complex", *how, frames=frames, seed=seed)))
            print(f"{name}, seed {seed}", flush=True)
    scores = {name: [average(of_clip) for of_clip in zip(*seeds)] for name, seeds in found.items()}
    first = next(iter(scores.values()))
    return {name: compared(of_clips, first) for name, of_clips in scores.items()}


def compared(scores, first=None):
    """Scores of clips, beside those of another method on the same clips: paired, the error is that of the mean difference over clips."""
    mean = {key: float(np.mean([one[key] for one in scores])) for key in COLUMNS}
    if first is None or first is scores:
        return {"mean": mean}
    apart = {key: np.array([one[key] - other[key] for one, other in zip(scores, first)]) for key in COLUMNS}
    errors = {key: float(values.std(ddof=1) / np.sqrt(len(values))) for key, values in apart.items()}
    return {"mean": mean, "difference": {key: float(values.mean()) for key, values in apart.items()}, "error": errors}


def markdown(rows, columns):
    """Cells of rows that are compared: the difference to the first row, and its standard error."""

    def cell(row, key):
        if key not in row["mean"]:
            return "–"
        digits = COLUMNS[key][1]
        mean = f"{row['mean'][key]:.{digits}f}"
        return f"{mean} ({row['difference'][key]:+.{digits}f} ± {row['error'][key]:.{digits}f})" if "difference" in row else mean

    lines = [["", *(COLUMNS[key][0] for key in columns)], *([name, *(cell(row, key) for key in columns)] for name, row in rows.items())]
    widths = [max(len(line[column]) for line in lines) for column in range(len(columns) + 1)]
    padded = ["| " + " | ".join(text.ljust(width) for text, width in zip(line, widths)) + " |" for line in lines]
    return "\n".join([padded[0], "| " + " | ".join("-" * width for width in widths) + " |", *padded[1:]])


def in_words(found):
    """The card's section."""
    settings = found["settings"]
    size = f"{settings['size'] * 4}x{settings['size'] * 4}"
    parts = [
        f"Version {settings['version']} in the app, on {settings['clips']} clips of as many held-out pictures, {FRAMES} frames of {size}, that `models/train/tables.py` makes, with the default recipe "
        "and no prompt but the quality words; the numbers again in `measured.json`. Gradient and noise (after Immerkaer, fine texture counts too) are in 8-bit levels, the warping "
        "error is along the truth's motion and times 1000, flicker is the change from frame to frame over that of the truth (1 is as lively).",
    ]
    for condition, rows in found["methods"].items():
        parts += [f"{condition.capitalize()}:", markdown(rows, COLUMNS)]
    seeds = f"Means over clips and noise (seed {settings['seeds']}), in brackets the difference to the first row and its standard error over clips (paired)"
    parts += [
        f"Latent transition and noise rescheduling (the paper's Table 3), complex degradations. {seeds}:",
        markdown(found["consistency"], ("psnr", "ssim", "gradient", "warp", "flicker")),
        f"Pairs of prompts at guidance {settings['promptGuidance']:g}, complex degradations, {PROMPT_FRAMES} frames. {seeds}:",
        markdown(found["prompts"], ("psnr", "ssim", "gradient", "noise")),
        "![Held-out clips: input, bicubic, Real-ESRGAN general, nano, truth](sheet.webp)",
        "One row of pixels over time (time downwards), complex degradations: a smooth line is a steady picture.",
        "![Temporal profiles of the same clips](profiles.webp)",
    ]
    return "\n\n".join(parts)


def tables(options):
    out = options.out or ROOT / "models/packages" / NANO
    clips = Clips(options.data, options.clips, options.size, seeds=options.seeds, cache=options.run / "tables")
    cv2.setNumThreads(1)
    version = manifest(NANO)["version"]
    settings = {"version": version, "clips": options.clips, "size": options.size, "frames": FRAMES, "seeds": " and ".join(map(str, options.seeds)), "promptGuidance": options.guidance}
    found = {
        "settings": settings,
        "methods": methods(clips),
        "consistency": against_first(clips, CONSISTENCY, frames=FRAMES),
        "prompts": against_first(clips, prompt_rows(options.guidance), frames=PROMPT_FRAMES),
    }
    rounded = json.loads(json.dumps(found), parse_float=lambda text: round(float(text), 4))
    (out / "measured.json").write_text(json.dumps(rounded, indent=2) + "\n")
    pictures(clips, out, METHODS, CONSISTENCY["neither"])
    write_section(out / "README.md", in_words(found))
    print(f"In {out}: measured.json, sheet.webp, profiles.webp, and the section of README.md")
