"""Latents whose first three channels are the small picture itself. Not part of the published model: see build/decisions/0014.

A small autoencoder is free to put colours and edges anywhere among its channels, and then a linear filter of the low-resolution picture gives latents that
decode to less than bicubic. Here colours have their place, so that what a denoiser knows for certain decodes to an enlarged picture at the least.
"""

import torch
import torch.nn.functional as F
from torch import nn

CHANNELS = 3
KERNEL = 5
# Brightness, and two differences of colour.
OPPONENT = ((1 / 3, 1 / 3, 1 / 3), (1 / 2, 0, -1 / 2), (1 / 4, -1 / 2, 1 / 4))


class PictureLatents(nn.Module):
    """`factor`: picture pixels per latent pixel, along each side. `set_scale` and `straight` are fitted before training (models/train)."""

    def __init__(self, latent_channels, factor=4):
        super().__init__()
        self.factor = factor
        block = torch.ones(factor, factor) / factor**2
        self.register_buffer("weight", torch.tensor(OPPONENT)[:, :, None, None] * block)
        self.register_buffer("bias", torch.zeros(CHANNELS))
        self.straight = nn.Conv2d(latent_channels, 3 * factor**2, KERNEL)

    @torch.no_grad()
    def set_scale(self, mean, deviation):
        """`mean` and `deviation` [3] of what `latents` gives before: it gives mean 0 and variance 1 after."""
        self.weight /= deviation[:, None, None, None]
        self.bias.copy_((self.bias - mean) / deviation)

    def latents(self, x):
        """[N, 3, H, W] in -1..1 -> [N, 3, H/4, W/4]: block averages in opponent colours."""
        return F.conv2d(x, self.weight, self.bias, stride=self.factor)

    def picture(self, z):
        """[N, Z, h, w] -> [N, 3, 4h, 4w]: one linear convolution of all latents; beyond the edges the picture goes on as it ends."""
        n, _, h, w = z.shape
        edge, f = KERNEL // 2, self.factor
        blocks = self.straight(F.pad(z, (edge, edge, edge, edge), mode="replicate"))
        return blocks.reshape(n, 3, f, f, h, w).permute(0, 1, 4, 2, 5, 3).reshape(n, 3, h * f, w * f)
