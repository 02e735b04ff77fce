"""The denoiser of DiffVSR (UNet3DVSRModel; specification section 2): Stable Diffusion's x4 upscaler with layers over time."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .attention import RotaryEmbedding, Transformer3DModel
from .blocks import Downsample3D, FrameConv, ResnetBlock3D, TemporalModule3D, Upsample3D, clip_norm_of, sinusoid


@dataclass(frozen=True)
class UNetConfig:
    """The defaults are the published model. `groups` divides every width, 0 leaves normalisation's statistics out (ChannelScale); every head has at least `rotary_dims` numbers."""

    latent_channels: int = 4
    widths: tuple = (256, 512, 512, 1024)
    heads: int = 8
    cross_channels: int = 1024
    groups: int = 32
    rotary_dims: int = 32
    window: int = 8
    layers_per_block: int = 2
    noise_levels: int = 1000
    multi_scale: bool = True
    attention: tuple = (False, True, True, True)
    only_cross: tuple = (False, True, True, False)


class Level(nn.Module):
    """Residual blocks of one scale, with attention where `attentions` is not empty."""

    def __init__(self, channels_in, channels_out, config, *, emb, attention, only_cross, rotary):
        super().__init__()
        self.resnets = nn.ModuleList(
            [ResnetBlock3D(cin, channels_out, groups=config.groups, emb_channels=emb) for cin in channels_in]
        )
        if attention:
            self.attentions = nn.ModuleList(
                [
                    Transformer3DModel(
                        channels_out,
                        groups=config.groups,
                        heads=config.heads,
                        cross_channels=config.cross_channels,
                        only_cross=only_cross,
                        rotary=rotary,
                        multi_scale=config.multi_scale,
                    )
                    for _ in channels_in
                ]
            )
        self.has_attention = attention

    def layer(self, index, x, emb, text):
        x = self.resnets[index](x, emb)
        return self.attentions[index](x, text) if self.has_attention else x


class MidBlock(nn.Module):
    def __init__(self, channels, config, *, emb, rotary):
        super().__init__()
        self.resnets = nn.ModuleList([ResnetBlock3D(channels, channels, groups=config.groups, emb_channels=emb) for _ in range(2)])
        self.attentions = nn.ModuleList(
            [
                Transformer3DModel(
                    channels,
                    groups=config.groups,
                    heads=config.heads,
                    cross_channels=config.cross_channels,
                    only_cross=False,
                    rotary=rotary,
                    multi_scale=config.multi_scale,
                )
            ]
        )

    def forward(self, x, emb, text):
        return self.resnets[1](self.attentions[0](self.resnets[0](x, emb), text), emb)


class TimestepEmbedding(nn.Module):
    def __init__(self, channels, out_channels):
        super().__init__()
        self.linear_1 = nn.Linear(channels, out_channels)
        self.linear_2 = nn.Linear(out_channels, out_channels)

    def forward(self, x):
        return self.linear_2(F.silu(self.linear_1(x)))


class UNet3DVSRModel(nn.Module):
    def __init__(self, config=UNetConfig()):
        super().__init__()
        self.config = config
        widths = config.widths
        emb = widths[0] * 4
        self.temporal_rotary_emb = rotary = RotaryEmbedding(config.rotary_dims)
        self.conv_in = FrameConv(config.latent_channels + 3, widths[0], 3, padding=1)
        self.time_embedding = TimestepEmbedding(widths[0], emb)
        self.class_embedding = nn.Embedding(config.noise_levels, emb)

        # Down
        self.down_blocks = nn.ModuleList()
        self.down_temporal_blocks = nn.ModuleList()
        skips = [widths[0]]
        for i, width in enumerate(widths):
            before = widths[max(0, i - 1)]
            level = Level(
                [before] + [width] * (config.layers_per_block - 1),
                width,
                config,
                emb=emb,
                attention=config.attention[i],
                only_cross=config.only_cross[i],
                rotary=rotary,
            )
            skips += [width] * config.layers_per_block
            if i < len(widths) - 1:
                level.downsamplers = nn.ModuleList([Downsample3D(width)])
                skips.append(width)
            self.down_blocks.append(level)
            self.down_temporal_blocks.append(TemporalModule3D(width, groups=config.groups, emb_channels=emb))

        # Middle
        self.mid_block = MidBlock(widths[-1], config, emb=emb, rotary=rotary)
        self.mid_temporal_block = TemporalModule3D(widths[-1], groups=config.groups, emb_channels=emb)

        # Up
        self.up_blocks = nn.ModuleList()
        self.up_temporal_blocks = nn.ModuleList()
        before = widths[-1]
        for i, width in enumerate(reversed(widths)):
            channels_in = []
            for _ in range(config.layers_per_block + 1):
                channels_in.append(before + skips.pop())
                before = width
            level = Level(
                channels_in,
                width,
                config,
                emb=emb,
                attention=config.attention[-1 - i],
                only_cross=config.only_cross[-1 - i],
                rotary=rotary,
            )
            if i < len(widths) - 1:
                level.upsamplers = nn.ModuleList([Upsample3D(width)])
            self.up_blocks.append(level)
            self.up_temporal_blocks.append(TemporalModule3D(width, groups=config.groups, emb_channels=emb))

        self.conv_norm_out = clip_norm_of(config.groups, widths[0], eps=1e-5)
        self.conv_out = FrameConv(widths[0], config.latent_channels, 3, padding=1)

    def forward(self, sample, timestep, low_res, text, noise_level):
        """sample [B, Z, T, h, w], timestep int64 [B], low_res [B, 3, T, h, w], text [B, L, cross], noise_level int64 [B] -> v like sample."""
        # 1. What the blocks are told
        emb = self.time_embedding(sinusoid(timestep, self.config.widths[0]).to(sample.dtype)) + self.class_embedding(noise_level)

        # 2. Down
        x = self.conv_in(torch.cat([sample, low_res], dim=1))
        skips = [x]
        for level, over_time in zip(self.down_blocks, self.down_temporal_blocks):
            for index in range(len(level.resnets)):
                x = level.layer(index, x, emb, text)
                skips.append(x)
            if hasattr(level, "downsamplers"):
                x = level.downsamplers[0](x)
                skips.append(x)
            x = over_time(x, emb)

        # 3. Middle
        x = self.mid_temporal_block(self.mid_block(x, emb, text), emb)

        # 4. Up
        for level, over_time in zip(self.up_blocks, self.up_temporal_blocks):
            for index in range(len(level.resnets)):
                x = level.layer(index, torch.cat([x, skips.pop()], dim=1), emb, text)
            if hasattr(level, "upsamplers"):
                x = level.upsamplers[0](x, skips[-1].shape[-2:])
            x = over_time(x, emb)

        # 5. Out
        return self.conv_out(F.silu(self.conv_norm_out(x)))
