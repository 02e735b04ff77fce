"""The autoencoder: first frame by frame (encoder and decoder), then the decoder over clips of four frames with the encoder held."""

import numpy as np
import torch
import torch.nn.functional as F

from models.export.picture_latents import CHANNELS, KERNEL
from models.export.vae import AutoencoderKLTemporalDecoder

from .config import NORMED_VAE, VAE
from .layers import begin_vae, frames_only, is_decoder_temporal
from .least_squares import fit_convolution
from .loop import Trainee, train

KL_WEIGHT = 2e-6
FRAMES = 4
# Share of the samples whose detail is left out or weakened, so that the decoder makes the best of what a denoiser is not sure of.
UNSURE_SHARE = 0.3


def new_vae(config=VAE, seed=0):
    torch.manual_seed(seed)
    return begin_vae(AutoencoderKLTemporalDecoder(config))


def load_vae(run, *, average=True):
    saved = torch.load(run / "vae.pt", map_location="cpu", weights_only=False)
    vae = AutoencoderKLTemporalDecoder(NORMED_VAE if saved.get("normed") else VAE)
    vae.load_state_dict(saved["average" if average else "model"])
    return vae.eval().requires_grad_(False)


def picture_loss(out, target):
    """L1 of colours and of differences between neighbours: the second keeps edges and grain from being averaged away."""
    across = F.l1_loss(out.diff(dim=-1), target.diff(dim=-1)) + F.l1_loss(out.diff(dim=-2), target.diff(dim=-2))
    return F.l1_loss(out, target) + across


def psnr(out, target):
    """Of pictures in -1..1."""
    return -10 * torch.log10(F.mse_loss(out.detach().clamp(-1, 1), target) / 4)


def draw_crops(rng, pool, *, batch, frames, size):
    """[batch * frames, 3, size, size] in -1..1."""
    crops = []
    for _ in range(batch):
        clip, _, _, _ = pool.draw(rng)
        x, y = (int(v) for v in rng.integers(0, clip.shape[1] - size + 1, 2))
        t = int(rng.integers(0, len(clip) - frames + 1))
        crops.append(torch.from_numpy(clip[t : t + frames, y : y + size, x : x + size].copy()))
    return torch.cat(crops).permute(0, 3, 1, 2).float() / 127.5 - 1


def frame_loss(pool, *, batch=16, size=48):
    def loss(trainee):
        target = draw_crops(trainee.rng, pool, batch=batch, frames=1, size=size)
        vae = trainee.model
        mean, logvar = vae.encode(target)
        logvar = logvar.clamp(-20, 10)
        spread = (logvar / 2).exp()
        z = mean + torch.randn(mean.shape, generator=trainee.torch_rng) * spread
        if vae.small is not None:
            z = torch.cat([mean[:, :CHANNELS], z[:, CHANNELS:] * sureness(trainee.rng, batch)], dim=1)
        out = vae.decode(z, 1)
        kl = 0.5 * (mean**2 + logvar.exp() - 1 - logvar)[:, CHANNELS if vae.small is not None else 0 :].mean()
        return {"loss": picture_loss(out, target) + KL_WEIGHT * kl, "kl": kl, "psnr": psnr(out, target)}

    return loss


def sureness(rng, batch):
    """[B, 1, 1, 1]: mostly 1, else something between nothing and all."""
    share = np.where(rng.random(batch) < UNSURE_SHARE, rng.random(batch) * (rng.random(batch) < 0.6), 1.0)
    return torch.from_numpy(share).float()[:, None, None, None]


def clip_loss(pool, *, batch=2, size=64):
    def loss(trainee):
        target = draw_crops(trainee.rng, pool, batch=batch, frames=FRAMES, size=size)
        vae = trainee.model
        with torch.no_grad():
            z, _ = vae.encode(target)
            z = z + torch.randn(z.shape, generator=trainee.torch_rng) * 0.05
        out = vae.decode(z)
        change = F.l1_loss(changes(out), changes(target))
        return {"loss": picture_loss(out, target) + change, "change": change, "psnr": psnr(out, target)}

    return loss


def changes(frames):
    return frames.unflatten(0, (-1, FRAMES)).diff(dim=1)


@torch.no_grad()
def normalise(vae, pool, rng, *, crops=256):
    """Folds mean and deviation of every latent channel into quant_conv and post_quant_conv: the decoder's input stays what it was."""
    means = torch.cat([vae.encode(draw_crops(rng, pool, batch=16, frames=1, size=96))[0] for _ in range(crops // 16)])
    centre, spread = means.mean(dim=(0, 2, 3)), means.std(dim=(0, 2, 3))
    if vae.small is not None:
        centre[:CHANNELS], spread[:CHANNELS] = 0, 1
        straight = vae.small.straight
        straight.bias += (straight.weight.sum(dim=(2, 3)) @ centre)
        straight.weight *= spread[None, :, None, None]
    channels = len(centre)
    weight, bias = vae.quant_conv.weight, vae.quant_conv.bias
    weight[:channels] /= spread[:, None, None, None]
    bias[:channels] = (bias[:channels] - centre) / spread
    bias[channels:] -= 2 * spread.log()
    back = vae.post_quant_conv
    back.bias += (back.weight[:, :, 0, 0] @ centre)
    back.weight *= spread[None, :, None, None]
    return centre, spread


@torch.no_grad()
def begin_with_picture(vae, pool, rng, *, crops=160, size=96):
    """Brings the small picture's latents to mean 0 and variance 1, and makes the straight way the best linear enlargement of them."""
    pictures = [draw_crops(rng, pool, batch=1, frames=1, size=size) for _ in range(crops)]
    latents = torch.cat([vae.small.latents(picture) for picture in pictures])
    vae.small.set_scale(latents.mean(dim=(0, 2, 3)), latents.std(dim=(0, 2, 3)))
    edge = (KERNEL // 2,) * 4
    pairs = ((F.pad(vae.small.latents(picture), edge, mode="replicate"), F.pixel_unshuffle(picture, vae.small.factor)) for picture in pictures)
    weight, bias, _ = fit_convolution(pairs, KERNEL)
    straight = vae.small.straight
    straight.weight.zero_()
    straight.weight[:, :CHANNELS] = weight.float()
    straight.bias.copy_(bias)


def train_frames(run, pool, limits, *, rate=2e-3, seed=1, normed=False):
    # Attention over the whole picture stays as it begins, adding nothing: latents are to be of their own patch.
    trainable = lambda name: not name.startswith("encoder.mid_block.attentions")  # noqa: E731
    trainee = Trainee(new_vae(NORMED_VAE if normed else VAE, seed=seed), rate=rate, decay=0.995, seed=seed, stage="frames", trainable=trainable)
    path = run / "vae.pt"
    if path.exists():
        trainee.resume(path)
    elif trainee.model.small is not None:
        begin_with_picture(trainee.model, pool, trainee.rng)
        trainee.average.values |= {name: value.clone() for name, value in trainee.model.state_dict().items()}
    with frames_only(trainee.model):
        train(trainee, frame_loss(pool), path=path, limits=limits, log=run / "vae.jsonl")
    return trainee


def fix_encoder(run, pool):
    """Ends the first phase: the averaged weights become the model, with latents of unit variance. The denoiser can be trained from here."""
    path = run / "vae.pt"
    saved = torch.load(path, map_location="cpu", weights_only=False)
    vae = new_vae()
    vae.load_state_dict(saved["average"])
    trainee = Trainee(vae, rate=1e-3, decay=0.999, seed=2, stage="fixed")
    with frames_only(vae):
        centre, spread = normalise(vae, pool, trainee.rng)
    trainee.average.values = {name: value.clone() for name, value in vae.state_dict().items()}
    trainee.step = saved["step"]
    trainee.save(path)
    print("latent means", centre.tolist(), "deviations", spread.tolist(), flush=True)


def train_clips(run, pool, limits, *, rate=5e-4, seed=3):
    """The decoder's layers over time only: what a frame looks like was learnt before, and a denoiser that learnt on these latents stays valid."""
    trainable = is_decoder_temporal
    trainee = Trainee(new_vae(seed=seed), rate=rate, decay=0.998, seed=seed, stage="clips", trainable=trainable)
    trainee.resume(run / "vae.pt")
    train(trainee, clip_loss(pool), path=run / "vae.pt", limits=limits, log=run / "vae.jsonl")
    return trainee
