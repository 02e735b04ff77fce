"""The trained weights as a model package: python -m models.train export --out models/packages/interweave-nano"""

from models.export.package import SCHEDULER, write_package
from models.export.tokenizer import from_merges_file

from .denoiser_training import load_denoiser
from .sample import NEGATIVE, SUFFIX
from .text import END, PAD, START, merges_file
from .vae_training import load_vae

IDENTITY = {
    "id": "interweave-nano",
    "name": "Interweave Nano",
    "version": "0.3.0",
    "summary": "A small DiffVSR, trained by us on freely licensed pictures: restores and enlarges four times, guided by text, on a processor.",
    "license": "CC-BY-SA-4.0",
    "licenseNotice": "Trained on the pictures listed in models/train/sources.tsv, each under its own licence. "
    "The tokenizer's vocabulary is the one of CLIP, MIT License, Copyright (c) 2021 OpenAI.",
    "credits": "Architecture: DiffVSR (arXiv 2501.10110). Vocabulary: CLIP by OpenAI. Pictures: the authors in models/train/sources.tsv",
    "homepage": None,
    "source": {"type": "bundled"},
}
# With few steps, "leading" would spend one of them at t = 1, where nothing is left to do.
TRAILING = {**SCHEDULER, "timestepSpacing": "trailing"}
DEFAULTS = {
    "steps": 1,
    "scheduler": "ddim",
    "guidanceScale": 1.2,
    "noiseLevel": 0,
    "latentTransition": "paper",
    "colorFix": "none",
    "promptSuffix": SUFFIX,
    "negativePrompt": NEGATIVE,
}


def export(run, out):
    """Averaged weights, stored in half precision and computed in single."""
    model, saved = load_denoiser(run / "denoiser.pt")
    write_package(
        out,
        identity=IDENTITY,
        unet=model.unet,
        vae=load_vae(run),
        text_encoder=model.text,
        tokenizer=from_merges_file(merges_file()),
        defaults=DEFAULTS,
        scheduler=TRAILING,
        tokens={"start": START, "end": END, "pad": PAD},
        precision={"denoiser": "fp16-stored", "decoder": "fp16-stored", "text": "fp16-stored"},
        with_encoder=True,
    )
    sizes = {path.name: path.stat().st_size for path in sorted(out.iterdir())}
    print(f"{saved['stage']}, step {saved['step']}: {out}, {sum(sizes.values()) / 1e6:.1f} MB {sizes}")
