"""The diffusion's numbers (specification 1.6): linear betas for latents, scaled-linear ones for the noise added to the input."""

import torch

STEPS = 1000
NOISE_LEVELS = 351


def alphas_bar(kind):
    if kind == "linear":
        betas = torch.linspace(1e-4, 0.02, STEPS, dtype=torch.float64)
    else:
        betas = torch.linspace(1e-4**0.5, 0.02**0.5, STEPS, dtype=torch.float64) ** 2
    return (1 - betas).cumprod(0)


LATENT = alphas_bar("linear")
INPUT = alphas_bar("scaled_linear")


def roots(table, t, like):
    """(sqrt of alpha-bar, sqrt of the rest) at [B] times, shaped to multiply `like`."""
    values = table[t].reshape(-1, *[1] * (like.dim() - 1))
    return values.sqrt().to(like.dtype), (1 - values).sqrt().to(like.dtype)


def mixed(table, x, noise, t):
    keep, add = roots(table, t, x)
    return keep * x + add * noise


def velocity(x, noise, t):
    keep, add = roots(LATENT, t, x)
    return keep * noise - add * x


def timesteps(count, spacing="leading"):
    """leading, with an offset of one: 4 -> 751, 501, 251, 1; trailing: 4 -> 999, 749, 499, 249, which wastes no step on t = 1."""
    if spacing == "trailing":
        return [round(STEPS - i * STEPS / count) - 1 for i in range(count)]
    return [(count - 1 - i) * (STEPS // count) + 1 for i in range(count)]


def ddim_step(z, v, t, count):
    keep, add = LATENT[t].sqrt().item(), (1 - LATENT[t]).sqrt().item()
    before = LATENT[max(t - STEPS // count, 0)]
    x, noise = keep * z - add * v, keep * v + add * z
    return before.sqrt().item() * x + (1 - before).sqrt().item() * noise
