"""The paper's ablations at equal compute, small: python -m models.train ablate (Tables 4 and 5, and Table 3's attention at two scales).

Every variant begins with the same checkpoints of RUN (`vae-spatial.pt`, before layers over time; `denoiser-stage0.pt`), is trained by the same number of
steps on the same pool and measured on the same held-out clips. Table 3's latent transition needs no training: `tables`.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from models.export.vae import AutoencoderKLTemporalDecoder

from . import measures
from .config import UNET, VAE
from .denoiser_training import Denoiser, encode, to_input, train_stage
from .evaluate import average, held_out_clips, measured, table
from .layers import is_decoder_temporal
from .loop import Limits, Trainee, train
from .sample import decode, restore_latents
from .text import build_tokenizer
from .vae_training import clip_loss, load_vae, new_vae

# (stage, share of the steps, share of clips with the full degradation)
STRATEGIES = {
    "direct": [(2, 1.0, 1.0)],
    "2-stage": [(1, 0.5, 0.0), (3, 0.5, 1.0)],
    "progressive": [(1, 1 / 3, 0.0), (2, 1 / 3, 1.0), (3, 1 / 3, 0.75)],
}
DECODERS = {"2DVAE": "2d", "3DVAE": "3d", "TE-3DVAE": "te-3d"}


def decoder_variants(run, pool, options):
    """{name: scores} of the three decoders, each trained on clips for the same number of steps, all its layers."""
    clips, rows = held_out_clips(options.data, options.clips, options.size), {}
    saved = torch.load(run / "vae-spatial.pt", map_location="cpu", weights_only=False)["average"]
    for name, kind in DECODERS.items():
        vae = new_vae(replace(VAE, kind=kind), seed=0)
        own = vae.state_dict()
        vae.load_state_dict({key: value for key, value in saved.items() if key in own and not is_decoder_temporal(key)}, strict=False)
        trainee = Trainee(vae, rate=4e-4, decay=0.99, seed=6, stage=name, trainable=lambda key: key.startswith("decoder"))
        train(trainee, clip_loss(pool), path=run / "ablations" / f"vae-{kind}.pt", limits=Limits(steps=options.decoder_steps))
        vae.load_state_dict(trainee.average.values)
        rows[name] = average([reconstruction(vae.eval(), clip) for clip in clips])
    return rows


@torch.no_grad()
def reconstruction(vae: AutoencoderKLTemporalDecoder, clip):
    truth = clip["clip"].astype(np.float32) / 255
    return measured(decode(vae, encode(vae, to_input(truth[None]))), truth, measures.flows(truth))


def strategy_variants(run, pool, options):
    """{name: scores}: three strategies, and the progressive one without attention at two scales."""
    vae, tokenizer = load_vae(run), build_tokenizer()
    rows = {}
    for name, config in [*((name, UNET) for name in STRATEGIES), ("progressive, one scale", replace(UNET, multi_scale=False))]:
        folder = run / "ablations" / name.replace(", ", "-").replace(" ", "-")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(run / "vae.pt", folder / "vae.pt")
        begin(run / "denoiser-stage0.pt", folder / "denoiser.pt", config)
        for stage, share, full in STRATEGIES[name.split(",")[0]]:
            limits = Limits(steps=round(options.denoiser_steps * share))
            trainee = train_stage(folder, pool, limits, stage=stage, unet=config, full=full, decay=0.97)
        model = trainee.model
        model.load_state_dict(trainee.average.values)
        rows[name] = restoration(model.eval(), vae, tokenizer, options)
        print(table(rows), flush=True)
    return rows


def begin(source, target, config):
    """The averaged weights of stage 0 as the beginning of a variant: its layers over time begin anew, as if they were not there."""
    model = Denoiser(config)
    fresh = model.state_dict()
    saved = torch.load(source, map_location="cpu", weights_only=False)["average"]
    model.load_state_dict({key: saved[key] if key in saved and "temporal" not in key else fresh[key] for key in fresh})
    Trainee(model, rate=0, decay=0, seed=0, stage="stage0").save(target)


@torch.no_grad()
def restoration(model, vae, tokenizer, options):
    found = []
    for clip in held_out_clips(options.data, options.clips, options.size):
        truth, small = clip["clip"].astype(np.float32) / 255, clip["full"].astype(np.float32) / 255
        latents = restore_latents(model, tokenizer, to_input(small[None]), steps=2, guidance=1.2, noise_level=0, spacing="trailing")
        found.append(measured(decode(vae, latents), truth, measures.flows(truth)))
    return average(found)


def ablate(options, pool):
    run, out = options.run, Path(options.out or options.run / "ablations")
    out.mkdir(parents=True, exist_ok=True)
    path = out / "ablations.json"
    result = json.loads(path.read_text()) if path.exists() else {}
    parts = {"decoders (Table 4)": decoder_variants, "strategies and attention (Tables 5 and 3)": strategy_variants}
    for name, measure in parts.items():
        if name not in result:
            result[name] = measure(run, pool, options)
            settings = {key: getattr(options, key) for key in ("clips", "size", "decoder_steps", "denoiser_steps")}
            path.write_text(json.dumps({**result, "settings": settings}, indent=1) + "\n")
    print("\n\n".join(f"### {name}\n\n{table(result[name])}" for name in parts))
