"""Few-step restoration of one window, as the app does it (specification 1.2), for looking and for measuring."""

import torch

from . import schedule
from .text import tokens

SUFFIX = "clear, high quality, high-resolution, 4K"
NEGATIVE = "low quality, blurry, low-resolution, noisy, unsharp, weird textures, worst quality"


@torch.no_grad()
def restore_latents(model, tokenizer, low, *, steps=4, guidance=2.0, noise_level=20, prompt=SUFFIX, negative=NEGATIVE, spacing="leading", seed=0, noise=None):
    """low [B, 3, T, h, w] in -1..1 -> latents [B, Z, T, h, w]. `prompt` and `negative`: one for all, or a list of B."""
    random = torch.Generator().manual_seed(seed)
    level = torch.full((len(low),), noise_level)
    low = schedule.mixed(schedule.INPUT, low, torch.randn(low.shape, generator=random), level)
    z = torch.randn((len(low), model.unet.config.latent_channels, *low.shape[2:]), generator=random) if noise is None else noise
    good, bad = (model.text(tokens(tokenizer, [words] * len(low) if isinstance(words, str) else words)) for words in (prompt, negative))
    for t in schedule.timesteps(steps, spacing):
        time = torch.full_like(level, t)
        v = model.unet(z, time, low, good, level)
        if guidance != 1:
            blamed = model.unet(z, time, low, bad, level)
            v = blamed + guidance * (v - blamed)
        z = schedule.ddim_step(z, v, t, steps)
    return z


@torch.no_grad()
def decode(vae, latents):
    """[1, Z, T, h, w] -> [T, 4h, 4w, 3] in 0..1; T a multiple of the decoder's frames."""
    frames = vae.decode(latents[0].transpose(0, 1))
    return (frames.clamp(-1, 1).permute(0, 2, 3, 1) / 2 + 0.5).numpy()
