"""The sizes of `interweave-nano`: every level of the full architecture, few channels."""

from dataclasses import replace

from models.export.text import TextConfig
from models.export.unet import UNetConfig
from models.export.vae import VaeConfig

FRAMES = 8
TEXT_WIDTH = 64

# Level 1's width is paid at full size too (its upsampler and temporal module run there), so it is the least that rotary places allow.
# `groups` 0: no statistics of normalisation. With them the latents of a patch depended on the rest of the picture, so that a linear filter missed
# some held-out clips by 10 dB, and restorations at another size than the crops' had washed contrast. Both networks began with them all the same,
# two groups here and one in the autoencoder, and had them folded into their weights: see norm_folding.py.
UNET = UNetConfig(latent_channels=8, widths=(48, 32, 64, 64), heads=1, cross_channels=TEXT_WIDTH, groups=0)
# Latents are brought to mean 0 and variance 1 per channel inside quant_conv (see vae_training.normalise), so their scale is 1.
VAE = VaeConfig(latent_channels=8, widths=(16, 32, 48), groups=0, layers_per_block=1, scaling_factor=1.0, picture_latents=True)
# Most words are never seen in training, so they get few numbers each and share a projection.
TEXT = TextConfig(width=TEXT_WIDTH, layers=2, heads=2, inner_width=256, embedding_width=16)

# How both networks begin (`--normed`), before `fold`.
NORMED_UNET, NORMED_VAE = replace(UNET, groups=2), replace(VAE, groups=1)
