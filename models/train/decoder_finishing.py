"""The decoder on what the denoiser really gives it: it mends errors of few-step latents, and draws texture as strong as the truth's.

L1 alone averages away what the latents leave open, so that restored pictures are softer than the truth. How strong the detail around a pixel is can be
told far better than where each hair lies: it is compared as well (`detail`). A critic was tried in its place; with the data and time there are it
brought less gradient and cost 0.5 dB.

Everything in the decoder learns, its layers over time included, on clips. Encoder, latents and denoiser stay as they are.
"""

import numpy as np
import torch
import torch.nn.functional as F

from .denoiser_training import crop, encode, load_denoiser, to_input
from .loop import Trainee, train
from .sample import NEGATIVE, SUFFIX, restore_latents
from .text import build_tokenizer
from .vae_training import FRAMES, changes, new_vae, picture_loss, psnr

# Share of samples whose latents come from the encoder, so that the decoder stays what it was for true latents.
TRUE_SHARE = 0.25
# Widths in pixels between whose blurs a band of detail lies, and the side of the patch over which its strength is taken.
BANDS = ((1, 3), (3, 7))
PATCH = 8
# Strength below which detail is not seen, about one 8-bit step of a picture in -1..1.
LEAST = 0.01
CHANGE = 2.0
# Restoring latents takes as long as learning from them: they are used about so often, half of their frames at a time.
USES = 4
REMEMBERED = 150


def draw_clips(rng, pool, *, batch, size, full):
    """target [B, 3, T, 4s, 4s], low [B, 3, T, s, s] in -1..1, titles; nothing is spoilt on purpose."""
    targets, lows, titles = [], [], []
    for _ in range(batch):
        clip, small, title, _ = pool.draw(rng, "full" if rng.random() < full else "blur")
        target, low = crop(rng, clip, small, frames=len(small), size=size)
        targets.append(target.astype(np.float32) / 255)
        lows.append(low.astype(np.float32) / 255)
        titles.append(title)
    return to_input(np.stack(targets)), to_input(np.stack(lows)), titles


def strengths(frames):
    """[N, 3, H, W] in -1..1 -> for each band the strength of the luma's detail in every patch."""
    luma = frames.mean(dim=1, keepdim=True)
    blurred = {width: F.avg_pool2d(luma, width, 1, width // 2, count_include_pad=False) for band in BANDS for width in band}
    return [(F.avg_pool2d((blurred[a] - blurred[b]).square(), PATCH, PATCH // 2) + LEAST**2).sqrt() for a, b in BANDS]


def detail(out, target):
    """How far the strength of the detail is off, on average."""
    return sum(F.l1_loss(a, b) for a, b in zip(strengths(out), strengths(target)))


def as_frames(clips, first):
    """[B, C, T, h, w] -> FRAMES of each from `first` on, [B * FRAMES, C, h, w]."""
    return clips[:, :, first : first + FRAMES].transpose(1, 2).flatten(0, 1)


class Restored:
    """Clips with the latents that the denoiser finds for them, some of them again and again."""

    def __init__(self, pool, denoiser, *, batch=2, size=24, full=0.6):
        self.pool, self.denoiser, self.tokenizer = pool, denoiser, build_tokenizer()
        self.batch, self.size, self.full, self.known = batch, size, full, []

    def draw(self, trainee):
        """target [B, 3, T, 4s, 4s] in -1..1, latents [B, Z, T, s, s]."""
        rng = trainee.rng
        if self.known and rng.random() > 1 / USES:
            return self.known[int(rng.integers(len(self.known)))]
        self.known = self.known[-REMEMBERED + 1 :] + [self.restore(trainee)]
        return self.known[-1]

    @torch.no_grad()
    def restore(self, trainee):
        rng = trainee.rng
        target, low, titles = draw_clips(rng, self.pool, batch=self.batch, size=self.size, full=self.full)
        true = encode(trainee.model, target)
        options = {"steps": int(rng.integers(1, 3)), "guidance": float(rng.choice([1.0, 1.2])), "spacing": "trailing", "noise_level": 0}
        prompts = [f"{title}, {SUFFIX}" if rng.random() < 0.5 else SUFFIX for title in titles]
        noise = torch.randn(true.shape, generator=trainee.torch_rng)
        found = restore_latents(self.denoiser, self.tokenizer, low, prompt=prompts, negative=[NEGATIVE] * self.batch, noise=noise, **options)
        return target, torch.where(torch.from_numpy(rng.random(self.batch) < TRUE_SHARE)[:, None, None, None, None], true, found)


def finishing_loss(restored, *, sharpness):
    """`sharpness`: weight of `detail`."""

    def loss(trainee):
        target, latents = restored.draw(trainee)
        first = int(trainee.rng.choice(range(0, target.shape[2], FRAMES)))
        out, target = trainee.model.decode(as_frames(latents, first)), as_frames(target, first)
        numbers = {"picture": picture_loss(out, target), "detail": detail(out, target), "change": F.l1_loss(changes(out), changes(target))}
        total = numbers["picture"] + sharpness * numbers["detail"] + CHANGE * numbers["change"]
        return {"loss": total, **numbers, "psnr": psnr(out, target)}

    return loss


def finish_decoder(run, pool, limits, *, rate=2e-4, sharpness=0.5, seed=4):
    trainable = lambda name: name.startswith(("decoder", "post_quant", "small.straight"))  # noqa: E731
    trainee = Trainee(new_vae(seed=seed), rate=rate, decay=0.998, seed=seed, stage="finishing", trainable=trainable)
    trainee.resume(run / "vae.pt")
    denoiser, _ = load_denoiser(run / "denoiser.pt")
    train(trainee, finishing_loss(Restored(pool, denoiser), sharpness=sharpness), path=run / "vae.pt", limits=limits, log=run / "vae.jsonl")
    return trainee
