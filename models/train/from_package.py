"""Weights back out of a package, so that training can go on where only the package is left: python -m models.train unpack --package FOLDER

A graph keeps most parameters under their own names, Linear ones turned over and some only in the shape that a node wanted. So the same module is recorded
once more with numbered weights: where a number comes to lie tells which weight lies there in the package.
"""

import tempfile
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from models.export.components import export_denoiser, export_text_encoder, export_vae_decoder, export_vae_encoder
from models.export.package import FILES

from .denoiser_training import new_denoiser
from .layers import zero
from .loop import Trainee
from .vae_training import new_vae

# A graph for four frames holds what these layers say of them, not the layers: their training begins anew.
FOLDED = ("video_time_embed",)
# float32 has no odd numbers above.
MOST_NUMBERS = 1 << 24


def unpack(module, graphs, may_lack=()):
    """Loads `module` with what lies in `graphs`: (file, export), where `export(module, file)` makes such a graph in single precision.

    Rows of a table that no position asks for are in no graph and stay as they are, and so does what is under a name in `may_lack`.
    Raises ValueError where another parameter is in none.
    """
    own = {name: value.clone() for name, value in module.state_dict().items()}
    beginnings, shares = number_weights(module)
    found = torch.full((MOST_NUMBERS,), float("nan"))
    with tempfile.TemporaryDirectory() as folder:
        for path, export in graphs:
            numbered = Path(folder) / "numbered.onnx"
            export(module, numbered)
            for places, kept in matched(stored(numbered), stored(path)):
                whole = (places == places.round()) & (places >= 1) & (places < MOST_NUMBERS)
                found[places[whole].long()] = kept[whole].float()
                if places.numel() == 1:
                    take_share(shares, own, float(places), float(kept))
    missing = list(shares)
    for name, begin in beginnings.items():
        values = found[begin : begin + own[name].numel()].reshape(own[name].shape)
        own[name].copy_(torch.where(values.isnan(), own[name], values))
        if values.isnan().all():
            missing.append(name)
    module.load_state_dict(own)
    missing = [name for name in missing if not any(part in name for part in may_lack)]
    if missing:
        raise ValueError(f"The package lacks {len(missing)} weights, {missing[0]} among them")


@torch.no_grad()
def number_weights(module):
    """Every weight becomes its number, single ones a share between 0 and 1, so that no two have sigmoids in common: ({name: first number}, {name: share})."""
    beginnings, count = {}, 1
    singles = [name for name, value in module.named_parameters() if value.numel() == 1]
    shares = {name: 0.9321 * (index + 1) / (len(singles) + 1) for index, name in enumerate(singles)}
    for name, value in list(module.named_parameters()) + list(module.named_buffers()):
        if name in shares:
            value.fill_(shares[name])
        elif value.is_floating_point():
            value.copy_(torch.arange(count, count + value.numel(), dtype=torch.float32).reshape(value.shape))
            beginnings[name] = count
            count += value.numel()
    if count > MOST_NUMBERS:
        raise ValueError(f"The module has {count} weights, more than float32 can number")
    return beginnings, shares


def stored(path):
    return {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in onnx.load(path).graph.initializer}


def matched(numbered, kept):
    """Pairs of flat tensors that have the same place in both graphs."""
    for name, places in numbered.items():
        if places.is_floating_point() and name in kept and kept[name].shape == places.shape:
            yield places.double().flatten(), kept[name].double().flatten()


def take_share(shares, own, place, kept):
    """Single parameters stand in a graph as they are, or as the two shares that their sigmoid makes."""
    for name, share in list(shares.items()):
        part = torch.tensor(share).sigmoid().item()
        for told, value in ((share, kept), (part, logit(kept)), (1 - part, -logit(kept))):
            if abs(place - told) < 1e-6:
                own[name].fill_(value)
                shares.pop(name, None)


def logit(share):
    return float(torch.logit(torch.tensor(share, dtype=torch.float64)))


def unpack_training(package, run, *, new_latents):
    """Writes RUN/denoiser.pt and, where `package` has its encoder and the latents stay, RUN/vae.pt, to be trained on from any stage.

    `new_latents`: the autoencoder will be another one; what reads and makes latents in the denoiser begins anew.
    """
    run.mkdir(parents=True, exist_ok=True)
    model = new_denoiser()
    unpack(model.unet, [(package / FILES["denoiser"], export_denoiser)])
    unpack(model.text, [(package / FILES["textEncoder"], export_text_encoder)])
    if new_latents:
        network = model.unet.network
        with torch.no_grad():
            network.conv_in.weight[:, : network.config.latent_channels] = 0
        zero(network.conv_out)
    Trainee(model, rate=0, decay=0, seed=0, stage="unpacked").save(run / "denoiser.pt")
    if not new_latents:
        vae = new_vae()
        unpack(vae, [(package / FILES["vaeDecoder"], export_vae_decoder), (package / FILES["vaeEncoder"], export_vae_encoder)], FOLDED)
        Trainee(vae, rate=0, decay=0, seed=0, stage="unpacked").save(run / "vae.pt")
