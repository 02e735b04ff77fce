"""A run's averaged weights in half precision, and its logs, small enough for the repository: so that training goes on where no checkpoint was left.

Optimizers and random numbers are not kept. Half precision moves a weight by a two-thousandth at most, as the package does.
"""

import json
import shutil

import torch
from safetensors.torch import load_file, save_file

from .denoiser_training import load_denoiser, new_denoiser
from .loop import Trainee
from .vae_training import load_vae, new_vae

WEIGHTS = {"vae.pt": "autoencoder.safetensors", "denoiser.pt": "denoiser.safetensors"}
LOGS = ("vae.jsonl", "denoiser.jsonl")
STATE = "state.json"


def keep(run, out):
    """Writes the averages of RUN/vae.pt and RUN/denoiser.pt, how far they are, and the logs, to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    denoiser, saved = load_denoiser(run / "denoiser.pt")
    for module, file in ((load_vae(run), WEIGHTS["vae.pt"]), (denoiser, WEIGHTS["denoiser.pt"])):
        save_file({name: halved(value) for name, value in module.state_dict().items()}, out / file)
    for log in LOGS:
        shutil.copyfile(run / log, out / log)
    (out / STATE).write_text(json.dumps({"stage": saved["stage"], "step": saved["step"]}, indent=2) + "\n")


def halved(value):
    return value.half().contiguous() if value.is_floating_point() else value.contiguous()


def take(kept, run):
    """The other way round: RUN's checkpoints, which every stage may follow, and its logs, which go on."""
    run.mkdir(parents=True, exist_ok=True)
    for module, name in ((new_vae(), "vae.pt"), (new_denoiser(), "denoiser.pt")):
        own = module.state_dict()
        module.load_state_dict({key: value.to(own[key].dtype) for key, value in load_file(kept / WEIGHTS[name]).items()})
        Trainee(module, rate=0, decay=0, seed=0, stage="kept").save(run / name)
    for log in LOGS:
        shutil.copyfile(kept / log, run / log)
