"""Stages of the denoiser (paper 3.5, with one before it, because there is no pretrained image model to begin from):

0  frames by themselves, spatial layers and text; blur + bicubic and full degradation mixed
1  clips, layers over time only; blur + bicubic
2  clips, layers over time only; full degradation
3  clips, everything; mostly full degradation, so that clean sources are not forgotten
"""

import shutil

import numpy as np
import torch
from torch import nn

from models.export.first_guess import FirstGuess
from models.export.text import ClipTextModel
from models.export.unet import UNet3DVSRModel

from . import schedule
from .captions import target_and_caption
from .config import FRAMES, NORMED_UNET, TEXT, UNET
from .guess_fitting import fit_filter
from .layers import begin_denoiser, frames_only, is_temporal
from .loop import Trainee, train
from .pixel_loss import CHANGE, fit_linear_decoder, flickering_error, visible_error
from .text import build_tokenizer, tokens
from .vae_training import load_vae

# frames per sample, samples per batch, low-resolution pixels, learning rate, share of clips with the full degradation
STAGES = {
    0: {"frames": 1, "batch": 12, "size": 24, "rate": 8e-4, "full": 0.6, "decay": 0.999},
    1: {"frames": FRAMES, "batch": 2, "size": 24, "rate": 3e-4, "full": 0.0, "decay": 0.998},
    2: {"frames": FRAMES, "batch": 2, "size": 24, "rate": 3e-4, "full": 1.0, "decay": 0.999},
    3: {"frames": FRAMES, "batch": 2, "size": 24, "rate": 2e-4, "full": 0.6, "decay": 0.9995},
}
# The package samples in few steps, which visit these times only; most of the training goes to them, to each as often as they visit it.
VISITED = sorted(t for count in (1, 2, 3, 4) for t in schedule.timesteps(count, "trailing"))
VISITED_SHARE = 0.75
# (share, highest noise level): mostly what users choose, now and then anything.
LEVELS = [(0.4, 1), (0.35, 40), (0.15, 120), (0.1, schedule.NOISE_LEVELS)]


class Denoiser(nn.Module):
    """The two networks that learn together."""

    def __init__(self, unet=UNET, text=TEXT):
        super().__init__()
        self.unet = FirstGuess(begin_denoiser(UNet3DVSRModel(unet)), schedule.LATENT)
        self.text = ClipTextModel(text)
        nn.init.normal_(self.text.text_model.embeddings.position_embedding.weight, std=0.1)


def new_denoiser(seed=0, **configs):
    torch.manual_seed(seed)
    return Denoiser(**configs)


def load_denoiser(path, *, average=True):
    saved = torch.load(path, map_location="cpu", weights_only=False)
    model = Denoiser(NORMED_UNET if saved.get("normed") else UNET)
    model.load_state_dict(saved["average" if average else "model"])
    return model.eval().requires_grad_(False), saved


def crop(rng, clip, small, *, frames, size):
    y, x = (int(v) for v in rng.integers(0, small.shape[1] - size + 1, 2))
    t = int(rng.integers(0, len(clip) - frames + 1))
    wide = slice(y * 4, (y + size) * 4), slice(x * 4, (x + size) * 4)
    return clip[t : t + frames, wide[0], wide[1]], small[t : t + frames, y : y + size, x : x + size]


def draw_batch(rng, pool, *, batch, frames, size, full):
    """target [B, T, 4s, 4s, 3] 0..1, low [B, T, s, s, 3] 0..1, captions."""
    targets, lows, captions = [], [], []
    for _ in range(batch):
        kind = "full" if rng.random() < full else "blur"
        clip, small, title, words = pool.draw(rng, kind)
        clip, small = crop(rng, clip, small, frames=frames, size=size)
        target, text = target_and_caption(rng, clip.astype(np.float32) / 255, title, words)
        targets.append(target)
        lows.append(small.astype(np.float32) / 255)
        captions.append(text)
    return np.stack(targets), np.stack(lows), captions


def to_input(frames):
    """[B, T, H, W, 3] 0..1 -> [B, 3, T, H, W] -1..1."""
    return torch.from_numpy(frames).permute(0, 4, 1, 2, 3).contiguous() * 2 - 1


@torch.no_grad()
def encode(vae, target):
    """[B, 3, T, H, W] -> latents [B, Z, T, h, w]."""
    b, c, t, h, w = target.shape
    mean, _ = vae.encode(target.transpose(1, 2).reshape(b * t, c, h, w))
    return mean.unflatten(0, (b, t)).transpose(1, 2)


def draw_times(rng, batch):
    some = rng.integers(0, schedule.STEPS, batch)
    visited = rng.choice(VISITED, batch)
    return torch.from_numpy(np.where(rng.random(batch) < VISITED_SHARE, visited, some)).long()


def draw_levels(rng, batch):
    shares, highest = zip(*LEVELS)
    return torch.from_numpy((rng.random(batch) * rng.choice(highest, batch, p=shares)).astype(np.int64))


def denoising_loss(trainee, vae, tokenizer, batch, decoder):
    rng, torch_rng, model = trainee.rng, trainee.torch_rng, trainee.model
    target, low, captions = batch
    latents, low = encode(vae, to_input(target)), to_input(low)
    count = len(captions)
    times, levels = draw_times(rng, count), draw_levels(rng, count)
    noise = torch.randn(latents.shape, generator=torch_rng)
    low = schedule.mixed(schedule.INPUT, low, torch.randn(low.shape, generator=torch_rng), levels)
    noisy = schedule.mixed(schedule.LATENT, latents, noise, times)
    out = model.unet(noisy, times, low, model.text(tokens(tokenizer, captions)), levels)
    error = out - schedule.velocity(latents, noise, times)
    errors = visible_error(decoder, error)
    numbers = {"loss": errors.mean(), "plain": error.square().mean()}
    if error.shape[2] > 1:
        numbers["flicker"] = flickering_error(decoder, error).mean()
        numbers["loss"] = numbers["loss"] + CHANGE * numbers["flicker"]
    for name, chosen in {"early": times > 600, "late": times < 260}.items():
        if chosen.any():
            numbers[name] = errors[chosen].mean()
    return numbers


def stage_of(saved):
    """-1 after the folding of norms or out of a package, which every stage may follow."""
    number = saved["stage"].removeprefix("stage")
    return int(number) if number.isdigit() else -1


def take_layers_over_time(trainee, path):
    """Goes on with the layers over time that an earlier training ended with, on the spatial layers of this one."""
    earlier = torch.load(path, map_location="cpu", weights_only=False)["average"]
    temporal = {name: value for name, value in earlier.items() if is_temporal(name)}
    trainee.model.load_state_dict(temporal, strict=False)
    trainee.average.values |= {name: value.clone() for name, value in temporal.items()}


def begin_with_guess(trainee, vae, pool, rng):
    trainee.model.unet.set_filter(*fit_filter(vae, pool, rng), schedule.LATENT)
    trainee.average.values |= {name: value.clone() for name, value in trainee.model.state_dict().items()}


def train_stage(run, pool, limits, *, stage, over_time=None, seed=10, normed=False, unet=None, **changed):
    """`changed`: of STAGES. `unet`: another configuration than nano's."""
    options = STAGES[stage] | changed
    only_time = stage in (1, 2)
    trainee = Trainee(
        new_denoiser(seed=seed, unet=unet or (NORMED_UNET if normed else UNET)),
        rate=options["rate"],
        decay=options["decay"],
        seed=seed + stage,
        stage=f"stage{stage}",
        trainable=(lambda name: is_temporal(name)) if only_time else (lambda name: True),
    )
    path = run / "denoiser.pt"
    if path.exists():
        before = stage_of(trainee.resume(path))
        if before < stage:
            shutil.copyfile(path, run / f"denoiser-stage{before}.pt")
            # The averaged weights are the better ones, and what the next stage builds on.
            trainee.model.load_state_dict(trainee.average.values)
            if over_time:
                take_layers_over_time(trainee, over_time)
    vae, tokenizer = load_vae(run), build_tokenizer()
    if trainee.step == 0 and stage == 0:
        begin_with_guess(trainee, vae, pool, np.random.default_rng(seed))
    decoder = fit_linear_decoder(vae, pool, np.random.default_rng(seed))

    def loss(trainee):
        drawn = draw_batch(trainee.rng, pool, batch=options["batch"], frames=options["frames"], size=options["size"], full=options["full"])
        return denoising_loss(trainee, vae, tokenizer, drawn, decoder)

    def go():
        train(trainee, loss, path=path, limits=limits, log=run / "denoiser.jsonl")

    if stage == 0:
        with frames_only(trainee.model):
            go()
    else:
        go()
    return trainee
