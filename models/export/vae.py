"""The autoencoder of DiffVSR (specification section 3): a 2-D encoder, and a decoder that sees four frames at once.

`kind` names the paper's ablation (Table 4): `te-3d` has 3-D residual blocks and attention over time, `3d` the residual blocks only,
`2d` neither.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .attention import Attention
from .blocks import FeedForward, norm_of, sinusoid
from .picture_latents import CHANNELS, PictureLatents


@dataclass(frozen=True)
class VaeConfig:
    """The defaults are the published model; latents are scaled by `scaling_factor` outside.

    `groups` 0 leaves the statistics of group normalisation out, and its weights remain: see ChannelScale. With `picture_latents` the first three
    latents are the small picture: see PictureLatents.
    """

    latent_channels: int = 4
    widths: tuple = (128, 256, 512)
    groups: int = 32
    layers_per_block: int = 2
    frames: int = 4
    scaling_factor: float = 0.08333
    kind: str = "te-3d"
    picture_latents: bool = False


class ResnetBlock2D(nn.Module):
    """[N, C, H, W]."""

    def __init__(self, in_channels, out_channels, groups):
        super().__init__()
        self.norm1 = norm_of(groups, in_channels, eps=1e-6)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.norm2 = norm_of(groups, out_channels, eps=1e-6)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.conv_shortcut = nn.Conv2d(in_channels, out_channels, 1) if in_channels != out_channels else None

    def forward(self, x):
        h = self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))
        return h + (x if self.conv_shortcut is None else self.conv_shortcut(x))


class FramesConv3d(nn.Conv3d):
    """A 3x3x3 convolution of [B*T, C, H, W], run as one 2-D convolution over three frames' channels: not every provider has 3-D ones."""

    def __init__(self, in_channels, out_channels):
        super().__init__(in_channels, out_channels, 3, padding=1)

    def forward(self, x, frames):
        n, c, h, w = x.shape
        clip = x.reshape(n // frames, frames, c, h, w)
        padded = F.pad(clip, (0, 0, 0, 0, 0, 0, 1, 1))
        three = torch.cat([padded[:, :-2], clip, padded[:, 2:]], dim=2).reshape(n, 3 * c, h, w)
        weight = self.weight.transpose(1, 2).reshape(self.out_channels, 3 * c, 3, 3)
        return F.conv2d(three, weight, self.bias, padding=1)


class TemporalResnetBlock(nn.Module):
    """Residual block over time and space; norms take their statistics over all frames."""

    def __init__(self, channels, groups):
        super().__init__()
        self.norm1 = norm_of(groups, channels, eps=1e-5)
        self.conv1 = FramesConv3d(channels, channels)
        self.norm2 = norm_of(groups, channels, eps=1e-5)
        self.conv2 = FramesConv3d(channels, channels)

    def forward(self, x, frames):
        h = self.conv1(F.silu(over_frames(self.norm1, x, frames)), frames)
        return x + self.conv2(F.silu(over_frames(self.norm2, h, frames)), frames)


def over_frames(norm, x, frames):
    n, c, h, w = x.shape
    clip = x.reshape(n // frames, frames, c, h * w).transpose(1, 2)
    return norm(clip).transpose(1, 2).reshape(n, c, h, w)


class TimeMixer(nn.Module):
    def __init__(self):
        super().__init__()
        self.mix_factor = nn.Parameter(torch.tensor([0.0]))

    def forward(self, spatial, temporal):
        share = torch.sigmoid(self.mix_factor)
        return (1 - share) * spatial + share * temporal


class SpatioTemporalResBlock(nn.Module):
    def __init__(self, in_channels, out_channels, config):
        super().__init__()
        self.spatial_res_block = ResnetBlock2D(in_channels, out_channels, config.groups)
        self.has_time = config.kind != "2d"
        if self.has_time:
            self.temporal_res_block = TemporalResnetBlock(out_channels, config.groups)
            self.time_mixer = TimeMixer()

    def forward(self, x, frames):
        x = self.spatial_res_block(x)
        return self.time_mixer(x, self.temporal_res_block(x, frames)) if self.has_time else x


class VideoTransformerBlock(nn.Module):
    """Over the frames of every position: [N, T, C]."""

    def __init__(self, channels):
        super().__init__()
        self.norm_in = nn.LayerNorm(channels)
        self.ff_in = FeedForward(channels)
        self.norm1 = nn.LayerNorm(channels)
        self.attn1 = Attention(channels, heads=1)
        self.norm2 = nn.LayerNorm(channels)
        self.attn2 = Attention(channels, heads=1)
        self.norm3 = nn.LayerNorm(channels)
        self.ff = FeedForward(channels)

    def forward(self, x):
        x = x + self.ff_in(self.norm_in(x))
        x = x + self.attn1(self.norm1(x))
        x = x + self.attn2(self.norm2(x))
        return x + self.ff(self.norm3(x))


def attend_in_slices(q, k, v, slices):
    """Single-head attention of [N, L, C]. Queries go in `slices` (a power of 4) so that the score matrix stays small (specification 0.9)."""
    if slices == 1:
        return F.scaled_dot_product_attention(q, k, v)
    # By fours, because WebGPU takes no more than seven outputs of one node.
    parts = [attend_in_slices(part, k, v, slices // 4) for part in q.chunk(4, dim=1)]
    return torch.cat(parts, dim=1).reshape(q.shape)


class SpatialAttention(nn.Module):
    """Single head over the pixels of a frame."""

    def __init__(self, channels, groups):
        super().__init__()
        self.norm = norm_of(groups, channels, eps=1e-6)
        self.q = nn.Conv2d(channels, channels, 1)
        self.k = nn.Conv2d(channels, channels, 1)
        self.v = nn.Conv2d(channels, channels, 1)
        self.proj_out = nn.Conv2d(channels, channels, 1)
        self.slices = 1

    def attend(self, x):
        """[N, C, H, W] -> [N, H*W, C], before the last projection."""
        n, c, h, w = x.shape
        normed = self.norm(x)
        q, k, v = (conv(normed).reshape(n, c, h * w).transpose(1, 2) for conv in (self.q, self.k, self.v))
        return attend_in_slices(q, k, v, self.slices)


class VideoAttention(SpatialAttention):
    """Attention over pixels, then over time, blended (`MemoryEfficientVideoBlock`)."""

    def __init__(self, channels, groups):
        super().__init__(channels, groups)
        self.mix_factor = nn.Parameter(torch.tensor([0.5]))
        self.video_time_embed = nn.Sequential(nn.Linear(channels, channels * 4), nn.SiLU(), nn.Linear(channels * 4, channels))
        self.time_mix_block = VideoTransformerBlock(channels)

    def forward(self, x, frames):
        n, c, h, w = x.shape
        spatial = self.attend(x)
        places = self.video_time_embed(sinusoid(torch.arange(frames, device=x.device), c).to(x.dtype))
        tokens = spatial.reshape(n // frames, frames, h * w, c)
        moving = (tokens + places[None, :, None]).transpose(1, 2).reshape(n // frames * h * w, frames, c)
        temporal = self.time_mix_block(moving).reshape(n // frames, h * w, frames, c).transpose(1, 2).reshape(n, h * w, c)
        share = torch.sigmoid(self.mix_factor)
        mixed = share * spatial + (1 - share) * temporal
        return x + self.proj_out(mixed.transpose(1, 2).reshape(n, c, h, w))


class FrameAttention(SpatialAttention):
    """The same without time, for the ablation."""

    def forward(self, x, frames):
        n, c, h, w = x.shape
        return x + self.proj_out(self.attend(x).transpose(1, 2).reshape(n, c, h, w))


class DecoderMidBlock(nn.Module):
    def __init__(self, channels, config):
        super().__init__()
        attention = VideoAttention if config.kind == "te-3d" else FrameAttention
        self.attentions = nn.ModuleList([attention(channels, config.groups)])
        self.resnets = nn.ModuleList([SpatioTemporalResBlock(channels, channels, config) for _ in range(2)])

    def forward(self, x, frames):
        return self.resnets[1](self.attentions[0](self.resnets[0](x, frames), frames), frames)


class Upsample2D(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))


class DecoderLevel(nn.Module):
    def __init__(self, in_channels, out_channels, config, *, upsample):
        super().__init__()
        self.resnets = nn.ModuleList(
            [SpatioTemporalResBlock(in_channels if i == 0 else out_channels, out_channels, config) for i in range(config.layers_per_block + 1)]
        )
        if upsample:
            self.upsamplers = nn.ModuleList([Upsample2D(out_channels)])
        self.has_upsampler = upsample

    def forward(self, x, frames):
        for resnet in self.resnets:
            x = resnet(x, frames)
        return self.upsamplers[0](x) if self.has_upsampler else x


class TemporalDecoder(nn.Module):
    """[F, Z, h, w] -> [F, 3, 4h, 4w], F a multiple of `frames`."""

    def __init__(self, config):
        super().__init__()
        widths = config.widths
        self.conv_in = nn.Conv2d(config.latent_channels, widths[-1], 3, padding=1)
        self.mid_block = DecoderMidBlock(widths[-1], config)
        self.up_blocks = nn.ModuleList()
        before = widths[-1]
        for i, width in enumerate(reversed(widths)):
            self.up_blocks.append(DecoderLevel(before, width, config, upsample=i < len(widths) - 1))
            before = width
        self.conv_norm_out = norm_of(config.groups, widths[0], eps=1e-6)
        self.conv_out = nn.Conv2d(widths[0], 3, 3, padding=1)
        self.has_time = config.kind != "2d"
        if self.has_time:
            self.time_conv_out = FramesConv3d(3, 3)

    def forward(self, z, frames):
        x = self.mid_block(self.conv_in(z), frames)
        for level in self.up_blocks:
            x = level(x, frames)
        x = self.conv_out(F.silu(self.conv_norm_out(x)))
        return self.time_conv_out(x, frames) if self.has_time else x


class EncoderAttention(nn.Module):
    """Single head over the pixels of a frame, under diffusers' names."""

    def __init__(self, channels, groups):
        super().__init__()
        self.group_norm = norm_of(groups, channels, eps=1e-6)
        self.to_q = nn.Linear(channels, channels)
        self.to_k = nn.Linear(channels, channels)
        self.to_v = nn.Linear(channels, channels)
        self.to_out = nn.ModuleList([nn.Linear(channels, channels), nn.Identity()])
        self.slices = 1

    def forward(self, x):
        n, c, h, w = x.shape
        tokens = self.group_norm(x.reshape(n, c, h * w)).transpose(1, 2)
        out = self.to_out[0](attend_in_slices(self.to_q(tokens), self.to_k(tokens), self.to_v(tokens), self.slices))
        return x + out.transpose(1, 2).reshape(n, c, h, w)


class EncoderDownsample(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, stride=2)

    def forward(self, x):
        return self.conv(F.pad(x, (0, 1, 0, 1)))


class EncoderLevel(nn.Module):
    def __init__(self, in_channels, out_channels, config, *, downsample):
        super().__init__()
        self.resnets = nn.ModuleList(
            [ResnetBlock2D(in_channels if i == 0 else out_channels, out_channels, config.groups) for i in range(config.layers_per_block)]
        )
        if downsample:
            self.downsamplers = nn.ModuleList([EncoderDownsample(out_channels)])
        self.has_downsampler = downsample

    def forward(self, x):
        for resnet in self.resnets:
            x = resnet(x)
        return self.downsamplers[0](x) if self.has_downsampler else x


class EncoderMidBlock(nn.Module):
    def __init__(self, channels, config):
        super().__init__()
        self.attentions = nn.ModuleList([EncoderAttention(channels, config.groups)])
        self.resnets = nn.ModuleList([ResnetBlock2D(channels, channels, config.groups) for _ in range(2)])

    def forward(self, x):
        return self.resnets[1](self.attentions[0](self.resnets[0](x)))


class Encoder(nn.Module):
    """[N, 3, H, W] -> [N, 2Z, H/4, W/4]: mean and logarithm of the variance."""

    def __init__(self, config):
        super().__init__()
        widths = config.widths
        self.conv_in = nn.Conv2d(3, widths[0], 3, padding=1)
        self.down_blocks = nn.ModuleList(
            [EncoderLevel(widths[max(0, i - 1)], width, config, downsample=i < len(widths) - 1) for i, width in enumerate(widths)]
        )
        self.mid_block = EncoderMidBlock(widths[-1], config)
        self.conv_norm_out = norm_of(config.groups, widths[-1], eps=1e-6)
        self.conv_out = nn.Conv2d(widths[-1], 2 * config.latent_channels, 3, padding=1)

    def forward(self, x):
        x = self.conv_in(x)
        for level in self.down_blocks:
            x = level(x)
        return self.conv_out(F.silu(self.conv_norm_out(self.mid_block(x))))


class AutoencoderKLTemporalDecoder(nn.Module):
    def __init__(self, config=VaeConfig()):
        super().__init__()
        self.config = config
        self.encoder = Encoder(config)
        self.decoder = TemporalDecoder(config)
        self.quant_conv = nn.Conv2d(2 * config.latent_channels, 2 * config.latent_channels, 1)
        self.post_quant_conv = nn.Conv2d(config.latent_channels, config.latent_channels, 1)
        self.small = PictureLatents(config.latent_channels) if config.picture_latents else None

    def encode(self, x):
        """[N, 3, H, W] in -1..1 -> mean, logvar [N, Z, H/4, W/4], not scaled."""
        mean, logvar = self.quant_conv(self.encoder(x)).chunk(2, dim=1)
        if self.small is not None:
            mean = torch.cat([self.small.latents(x), mean[:, CHANNELS:]], dim=1)
        return mean, logvar

    def decode(self, z, frames=None):
        """Unscaled latents [F, Z, h, w] -> [F, 3, 4h, 4w], not clamped. `frames`: seen at once, as configured unless told otherwise."""
        out = self.decoder(self.post_quant_conv(z), frames or self.config.frames)
        return out if self.small is None else out + self.small.picture(z)
