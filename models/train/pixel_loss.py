"""How much an error in the latents is seen: the decoder as one linear convolution, fitted by least squares.

Latents have a variance of one in every channel, yet in the picture some directions among the channels count a hundred times as much as others
(measured: eigenvalues of the decoder's mean J^T J from 0.011 to 1.57). With the plain error the network spends itself on those that hardly show:
its latents were nearer to the truth than those of a linear 5x5 filter (0.14 against 0.17), its pictures 2.4 dB worse.
"""

import torch
import torch.nn.functional as F

from .least_squares import fit_convolution
from .pool import as_input

FRAME = 96
# Share of the plain error: fine texture hides in directions that count little for PSNR.
PLAIN = 0.25
# Weight of what changes in the error from frame to frame: the eye forgives an invented detail that stays, not one that flickers.
# Errors that have nothing to do with each other count twice in all, one that stays the same counts once.
CHANGE = 1.0


@torch.no_grad()
def fit_linear_decoder(vae, pool, rng, *, clips=96):
    """Weights [scale * scale * 3, Z, 3, 3] of a convolution from latents to the pixels of their block, scaled: white noise of one gives one."""

    def pairs():
        for _ in range(clips):
            clip = pool.draw(rng)[0]
            y, x = (int(v) for v in rng.integers(0, clip.shape[1] - FRAME + 1, 2))
            frames = as_input(clip[0, y : y + FRAME, x : x + FRAME])
            latents, _ = vae.encode(frames)
            yield F.pad(latents, (1, 1, 1, 1)), F.pixel_unshuffle(frames, frames.shape[-1] // latents.shape[-1])

    weights = fit_convolution(pairs(), 3)[0].float()
    return weights / weights.square().sum(dim=(1, 2, 3)).mean().sqrt()


def visible_error(decoder, error):
    """error [B, Z, T, h, w] -> mean of every sample [B], in pixels as the linear decoder shows it, with a share of the plain error."""
    b, z, t, h, w = error.shape
    shown = F.conv2d(error.transpose(1, 2).reshape(b * t, z, h, w), decoder, padding=1).square().mean(dim=(1, 2, 3))
    return PLAIN * error.square().mean(dim=(1, 2, 3, 4)) + (1 - PLAIN) * shown.unflatten(0, (b, t)).mean(dim=1)


def flickering_error(decoder, error):
    """error [B, Z, T, h, w], T >= 2 -> mean of every sample [B]: half of what the error changes by between neighbouring frames."""
    return visible_error(decoder, error[:, :, 1:] - error[:, :, :-1]) / 2
