"""Convolutions and residual blocks of the denoiser. Tensors are [B, C, T, H, W] unless a line says otherwise.

Everything is written with 2-D convolutions, because not every execution provider of ONNX Runtime has 3-D ones: a (k, 1, 1) kernel runs
as a (k, 1) kernel over [B, C, T, H*W]. The weights keep the shapes of the published checkpoint.
"""

import torch
import torch.nn.functional as F
from torch import nn


def fold_frames(x):
    """[B, C, T, H, W] -> [B*T, C, H, W]."""
    b, c, t, h, w = x.shape
    return x.transpose(1, 2).reshape(b * t, c, h, w)


def unfold_frames(x, t):
    """[B*T, C, H, W] -> [B, C, T, H, W]."""
    bt, c, h, w = x.shape
    return x.reshape(bt // t, t, c, h, w).transpose(1, 2)


class FrameConv(nn.Conv2d):
    """A 2-D convolution of every frame."""

    def forward(self, x):
        return unfold_frames(super().forward(fold_frames(x)), x.shape[2])


class TemporalConv(nn.Conv3d):
    """A (k, 1, 1) convolution over time, padded with zeros so that the length stays."""

    def __init__(self, in_channels, out_channels, length):
        super().__init__(in_channels, out_channels, (length, 1, 1), padding=(length // 2, 0, 0))

    def forward(self, x):
        b, c, t, h, w = x.shape
        flat = F.conv2d(x.reshape(b, c, t, h * w), self.weight.squeeze(-1), self.bias, padding=(self.padding[0], 0))
        return flat.reshape(b, flat.shape[1], t, h, w)


class ClipGroupNorm(nn.GroupNorm):
    """GroupNorm whose statistics are shared by all frames of a window (specification 0.7)."""

    def forward(self, x):
        b, c, t, h, w = x.shape
        return super().forward(x.reshape(b, c, t * h, w)).reshape(b, c, t, h, w)


class ChannelScale(nn.Module):
    """What group normalisation is without its statistics. A patch then looks the same whatever else is in the picture, and at any tile size."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        per_channel = (-1, *[1] * (x.ndim - 2))
        return x * self.weight.reshape(per_channel) + self.bias.reshape(per_channel)


def norm_of(groups, channels, *, eps):
    return nn.GroupNorm(groups, channels, eps=eps) if groups else ChannelScale(channels)


def clip_norm_of(groups, channels, *, eps):
    return ClipGroupNorm(groups, channels, eps=eps) if groups else ChannelScale(channels)


class ResnetBlock3D(nn.Module):
    """Residual block of 3x3 convolutions per frame, told the time and noise level by `emb` (specification 2.3)."""

    def __init__(self, in_channels, out_channels, *, groups, emb_channels, eps=1e-5):
        super().__init__()
        self.norm1 = clip_norm_of(groups, in_channels, eps=eps)
        self.conv1 = FrameConv(in_channels, out_channels, 3, padding=1)
        self.time_emb_proj = nn.Linear(emb_channels, out_channels)
        self.norm2 = clip_norm_of(groups, out_channels, eps=eps)
        self.conv2 = FrameConv(out_channels, out_channels, 3, padding=1)
        self.conv_shortcut = FrameConv(in_channels, out_channels, 1) if in_channels != out_channels else None

    def forward(self, x, emb):
        h = self.conv1(F.silu(self.norm1(x)))
        h = h + self.time_emb_proj(F.silu(emb))[:, :, None, None, None]
        h = self.conv2(F.silu(self.norm2(h)))
        return h + (x if self.conv_shortcut is None else self.conv_shortcut(x))


class ResnetBlock3DCNN(nn.Module):
    """Residual block of convolutions over time. Without `emb_channels` it is not told the time."""

    def __init__(self, channels, *, groups, length, emb_channels=None, eps=1e-6):
        super().__init__()
        self.norm1 = clip_norm_of(groups, channels, eps=eps)
        self.conv1 = TemporalConv(channels, channels, length)
        self.time_emb_proj = nn.Linear(emb_channels, channels) if emb_channels is not None else None
        self.norm2 = clip_norm_of(groups, channels, eps=eps)
        self.conv2 = TemporalConv(channels, channels, 3)

    def forward(self, x, emb=None):
        h = self.conv1(F.silu(self.norm1(x)))
        if self.time_emb_proj is not None:
            h = h + self.time_emb_proj(F.silu(emb))[:, :, None, None, None]
        return x + self.conv2(F.silu(self.norm2(h)))


class TemporalModule3D(nn.Module):
    """After every level: a residual block over time, one over space, and a 1x1 convolution that begins at zero."""

    def __init__(self, channels, *, groups, emb_channels):
        super().__init__()
        self.resblocks_3d_t = ResnetBlock3DCNN(channels, groups=groups, length=5, emb_channels=emb_channels)
        self.resblocks_3d_s = ResnetBlock3D(channels, channels, groups=groups, emb_channels=emb_channels, eps=1e-6)
        self.shift_conv = FrameConv(channels, channels, 1)
        nn.init.zeros_(self.shift_conv.weight)
        nn.init.zeros_(self.shift_conv.bias)

    def forward(self, x, emb):
        return x + self.shift_conv(self.resblocks_3d_s(self.resblocks_3d_t(x, emb), emb))


class Downsample3D(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = FrameConv(channels, channels, 3, stride=2, padding=1)

    def forward(self, x):
        return self.conv(x)


class Upsample3D(nn.Module):
    """Nearest to the size of the skip connection that follows, then a 3x3 convolution. Always to a size, so that a traced graph fits any."""

    def __init__(self, channels):
        super().__init__()
        self.conv = FrameConv(channels, channels, 3, padding=1)

    def forward(self, x, size):
        t = x.shape[2]
        return self.conv(unfold_frames(F.interpolate(fold_frames(x), size=size, mode="nearest"), t))


class GEGLU(nn.Module):
    def __init__(self, channels, inner):
        super().__init__()
        self.proj = nn.Linear(channels, inner * 2)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * F.gelu(gate)


class FeedForward(nn.Module):
    """GEGLU of four times the width; `net.1` is where the reference has a dropout."""

    def __init__(self, channels):
        super().__init__()
        self.net = nn.ModuleList([GEGLU(channels, channels * 4), nn.Identity(), nn.Linear(channels * 4, channels)])

    def forward(self, x):
        for layer in self.net:
            x = layer(x)
        return x


def sinusoid(positions, channels):
    """[N] -> [N, channels], cosines first (diffusers' Timesteps with flip_sin_to_cos and no shift)."""
    half = channels // 2
    frequencies = torch.exp(-torch.log(torch.tensor(10000.0)) * torch.arange(half, dtype=torch.float32) / half)
    angles = positions.float()[:, None] * frequencies.to(positions.device)[None, :]
    return torch.cat([torch.cos(angles), torch.sin(angles)], dim=-1)
