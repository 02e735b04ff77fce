"""How much an error in the latents is seen: the decoder as one linear convolution, fitted by least squares.

Latents have a variance of one in every channel, yet in the picture some directions among the channels count a hundred times as much as others
(measured: eigenvalues of the decoder's mean J^T J from 0.011 to 1.57). With the plain error the network spends itself on those that hardly show:
its latents were nearer to the truth than those of a linear 5x5 filter (0.14 against 0.17), its pictures 2.4 dB worse.
"""

import torch
import torch.nn.functional as F

FRAME = 96
# Share of the plain error: fine texture hides in directions that count little for PSNR.
PLAIN = 0.25
# Weight of what changes in the error from frame to frame: the eye forgives an invented detail that stays, not one that flickers.
# Errors that have nothing to do with each other count twice in all, one that stays the same counts once.
CHANGE = 1.0


@torch.no_grad()
def fit_linear_decoder(vae, pool, rng, *, clips=96):
    """Weights [scale * scale * 3, Z, 3, 3] of a convolution from latents to the pixels of their block, scaled: white noise of one gives one."""
    products, targets = 0, 0
    for _ in range(clips):
        clip = pool.draw(rng)[0]
        y, x = (int(v) for v in rng.integers(0, clip.shape[1] - FRAME + 1, 2))
        frames = torch.from_numpy(clip[:1, y : y + FRAME, x : x + FRAME].copy()).permute(0, 3, 1, 2).float() / 127.5 - 1
        latents, _ = vae.encode(frames)
        inputs = F.unfold(latents, 3, padding=1)[0].double()
        inputs = torch.cat([inputs, torch.ones_like(inputs[:1])])
        blocks = F.pixel_unshuffle(frames, frames.shape[-1] // latents.shape[-1])[0].flatten(1).double()
        products, targets = products + inputs @ inputs.T, targets + inputs @ blocks.T
    identity = torch.eye(len(products), dtype=torch.float64)
    weights = torch.linalg.solve(products + 1e-3 * identity, targets)[:-1].T.float()
    weights = weights.reshape(len(weights), -1, 3, 3)
    return weights / weights.square().sum(dim=(1, 2, 3)).mean().sqrt()


def visible_error(decoder, error):
    """error [B, Z, T, h, w] -> mean of every sample [B], in pixels as the linear decoder shows it, with a share of the plain error."""
    b, z, t, h, w = error.shape
    shown = F.conv2d(error.transpose(1, 2).reshape(b * t, z, h, w), decoder, padding=1).square().mean(dim=(1, 2, 3))
    return PLAIN * error.square().mean(dim=(1, 2, 3, 4)) + (1 - PLAIN) * shown.unflatten(0, (b, t)).mean(dim=1)


def flickering_error(decoder, error):
    """error [B, Z, T, h, w], T >= 2 -> mean of every sample [B]: half of what the error changes by between neighbouring frames."""
    return visible_error(decoder, error[:, :, 1:] - error[:, :, :-1]) / 2
