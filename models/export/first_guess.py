"""A denoiser that begins with a guess and computes only what the guess lacks. Not part of the published model: see build/decisions.

The guess is that of linear filters. Let x0 be the latents, L(low_res) a linear filter's guess of them and r its mean squared error, per channel.
If what L misses were white noise, then from z = a x0 + s e the best guess of the velocity would be

    v = A (z - a L) - s L,     A = a s (1 - r) / (a^2 r + s^2),

and its error would have the variance C^2 = r / (a^2 r + s^2). The network inside is asked for (v - guess) / C: numbers of variance one at every time.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .blocks import fold_frames, unfold_frames


class FirstGuess(nn.Module):
    """`network`: a denoiser; `alphas_bar` [N]: of the latents, per timestep. Nothing here is learnt by descent: `set_filter` says what L is."""

    def __init__(self, network, alphas_bar, *, kernel=5):
        super().__init__()
        self.network, self.kernel = network, kernel
        channels = network.config.latent_channels
        self.register_buffer("weight", torch.zeros(channels, 3, kernel, kernel))
        self.register_buffer("bias", torch.zeros(channels))
        self.register_buffer("numbers", torch.zeros(len(alphas_bar), 3 * channels))
        self.set_filter(self.weight, self.bias, torch.ones(channels), alphas_bar)

    @property
    def config(self):
        return self.network.config

    @torch.no_grad()
    def set_filter(self, weight, bias, missed, alphas_bar):
        """weight [Z, 3, K, K] and bias [Z] of L, missed [Z]: its mean squared error, more than 0."""
        self.weight.copy_(weight)
        self.bias.copy_(bias)
        a, s, r = alphas_bar.sqrt()[:, None], (1 - alphas_bar).sqrt()[:, None], missed[None].double()
        spread = a * a * r + s * s
        of_sample = a * s * (1 - r) / spread
        self.numbers.copy_(torch.cat([of_sample, -s - a * of_sample, (r / spread).sqrt()], dim=1))

    def guessed_latents(self, low_res):
        """low_res [B, 3, T, h, w] -> L [B, Z, T, h, w]; beyond the edges the picture goes on as it ends."""
        edge = self.kernel // 2
        padded = F.pad(fold_frames(low_res), (edge, edge, edge, edge), mode="replicate")
        return unfold_frames(F.conv2d(padded, self.weight, self.bias), low_res.shape[2])

    def forward(self, sample, timestep, low_res, text, noise_level):
        """As the network inside (UNet3DVSRModel.forward)."""
        rows = F.embedding(timestep, self.numbers).reshape(-1, 3 * self.config.latent_channels, 1, 1, 1)
        of_sample, of_filter, of_network = rows.chunk(3, dim=1)
        guess = sample * of_sample + self.guessed_latents(low_res) * of_filter
        return guess + self.network(sample, timestep, low_res, text, noise_level) * of_network
