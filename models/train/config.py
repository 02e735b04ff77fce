"""The sizes of `interweave-nano`: every level of the full architecture, few channels."""

from models.export.text import TextConfig
from models.export.unet import UNetConfig
from models.export.vae import VaeConfig

FRAMES = 8
TEXT_WIDTH = 64

# Level 1's width is paid at full size too (its upsampler and temporal module run there), so it is the least that rotary places allow.
UNET = UNetConfig(latent_channels=8, widths=(48, 32, 64, 64), heads=1, cross_channels=TEXT_WIDTH, groups=2)
# Few groups: with two or three channels in each, normalisation loses the picture's brightness, and training stays at 17 dB.
# Latents are brought to mean 0 and variance 1 per channel inside quant_conv (see vae_training.normalise), so their scale is 1.
VAE = VaeConfig(latent_channels=8, widths=(16, 32, 48), groups=1, layers_per_block=1, scaling_factor=1.0)
# Most words are never seen in training, so they get few numbers each and share a projection.
TEXT = TextConfig(width=TEXT_WIDTH, layers=2, heads=2, inner_width=256, embedding_width=16)
