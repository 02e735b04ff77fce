"""Held-out clips: bicubic, the autoencoder's bound and the model, as a table, JSON and a contact sheet."""

import json
from itertools import count as integers
from itertools import islice

import cv2
import numpy as np

from . import measures
from .denoiser_training import encode, load_denoiser, to_input
from .pool import make_item
from .prepare import Pictures
from .sample import decode, restore_latents
from .text import build_tokenizer
from .vae_training import load_vae

CONDITIONS = ("blur", "full")


def held_out_clips(data, count, size):
    return list(islice(endless_clips(Pictures(data, "held-out"), size), count))


def endless_clips(pictures, size, *, frames=8, seed=1234):
    """The same ones every time: they depend on the seed and the pictures only."""
    for number in integers():
        yield make_item(np.random.default_rng([seed, number]), pictures, size=size * 4, frames=frames)


def enlarged(small):
    return np.stack([cv2.resize(f, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC) for f in small]).clip(0, 1)


def measured(out, truth, paths):
    return {
        "psnr": measures.psnr(out, truth),
        "ssim": measures.ssim(out, truth),
        "gradient": measures.mean_gradient(out),
        "warp": measures.warping_error(out, paths),
        "flicker": measures.flicker(out, truth),
    }


def average(found):
    """Of several clips' scores."""
    return {key: float(np.mean([scores[key] for scores in found])) for key in found[0]}


def methods(vae, model, tokenizer, truth, small, options):
    """{name: clip} of all that are compared."""
    target, low = to_input(truth[None]), to_input(small[None])
    found = {"ground truth": truth, "bicubic": enlarged(small), "autoencoder": decode(vae, encode(vae, target))}
    if model is not None:
        for guidance in sorted({1.0, options.guidance}):
            latents = restore_latents(model, tokenizer, low, steps=options.steps, guidance=guidance, noise_level=options.noise_level, spacing=options.spacing)
            found[f"nano, guidance {guidance:g}"] = decode(vae, latents)
    return found


def table(rows):
    columns = list(next(iter(rows.values())))
    lines = [f"| {'':32} | " + " | ".join(f"{c:>8}" for c in columns) + " |", "|" + "---|" * (len(columns) + 1)]
    lines += [f"| {name:32} | " + " | ".join(f"{values[c]:8.3f}" for c in columns) + " |" for name, values in rows.items()]
    return "\n".join(lines)


def sheet(clips, path):
    """One row per clip: the middle frame by every method."""
    rows = [np.hstack([clip[len(clip) // 2] for clip in found.values()]) for found in clips]
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.round(np.vstack(rows)[..., ::-1] * 255).clip(0, 255).astype(np.uint8))


def evaluate(options):
    vae, tokenizer = load_vae(options.run), build_tokenizer()
    path = options.run / "denoiser.pt"
    model, saved = load_denoiser(path) if path.exists() else (None, {})
    clips = held_out_clips(options.data, options.clips, options.size)
    scores, shown = {}, []
    for clip in clips:
        truth = clip["clip"].astype(np.float32) / 255
        paths = measures.flows(truth)
        for condition in CONDITIONS:
            found = methods(vae, model, tokenizer, truth, clip[condition].astype(np.float32) / 255, options)
            shown.append(found)
            for name, out in found.items():
                scores.setdefault(f"{condition}: {name}", []).append(measured(out, truth, paths))
    rows = {name: average(values) for name, values in sorted(scores.items())}
    out = options.out or options.run / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    settings = {"clips": options.clips, "size": options.size, "steps": options.steps, "spacing": options.spacing, "noiseLevel": options.noise_level}
    trained = {"stage": saved.get("stage"), "step": saved.get("step")}
    (out / "evaluation.json").write_text(json.dumps({"settings": settings, "trained": trained, "rows": rows}, indent=1))
    sheet(shown, out / "sheet.png")
    print(f"{settings} {trained}\n{table(rows)}\nIn {out}: evaluation.json, sheet.png ({', '.join(shown[0])} from left to right)")
