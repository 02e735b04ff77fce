"""Attention of the denoiser: over the pixels of a frame, to the text, and over time at two scales (MSTA, paper section 3.2)."""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .blocks import FeedForward, ResnetBlock3DCNN, fold_frames, norm_of, unfold_frames

BUCKETS = 32
MAX_DISTANCE = 32


class Attention(nn.Module):
    """Attention of [N, L, C] to a context (itself where none is given). `slice_length` bounds the score matrix for export."""

    def __init__(self, channels, *, heads, context_channels=None):
        super().__init__()
        self.heads = heads
        context_channels = context_channels or channels
        self.to_q = nn.Linear(channels, channels, bias=False)
        self.to_k = nn.Linear(context_channels, channels, bias=False)
        self.to_v = nn.Linear(context_channels, channels, bias=False)
        self.to_out = nn.ModuleList([nn.Linear(channels, channels), nn.Identity()])

    def split_heads(self, x):
        n, length, c = x.shape
        return x.reshape(n, length, self.heads, c // self.heads).transpose(1, 2)

    def join_heads(self, x):
        n, heads, length, d = x.shape
        return x.transpose(1, 2).reshape(n, length, heads * d)

    def forward(self, x, context=None):
        context = x if context is None else context
        q, k, v = self.split_heads(self.to_q(x)), self.split_heads(self.to_k(context)), self.split_heads(self.to_v(context))
        return self.to_out[0](self.join_heads(F.scaled_dot_product_attention(q, k, v)))


class RelativePositionBias(nn.Module):
    """A learned bias per head and distance in time (T5's buckets; specification 2.4)."""

    def __init__(self, heads):
        super().__init__()
        self.relative_attention_bias = nn.Embedding(BUCKETS, heads)

    def forward(self, length):
        """[heads, length, length], query first."""
        buckets = relative_buckets(length).to(self.relative_attention_bias.weight.device)
        return self.relative_attention_bias(buckets).permute(2, 0, 1)


def relative_buckets(length):
    query, key = torch.meshgrid(torch.arange(length), torch.arange(length), indexing="ij")
    distance = query - key
    half = BUCKETS // 2
    exact = half // 2
    size = distance.abs()
    log_part = torch.log(size.clamp(min=1).float() / exact) / math.log(MAX_DISTANCE / exact) * (half - exact)
    far = (exact + log_part.long()).clamp(max=half - 1)
    return torch.where(size < exact, size, far) + (distance < 0).long() * half


class RotaryEmbedding(nn.Module):
    """Turns the first `dims` numbers of each head by the frame's place in the window (RoFormer, pairs interleaved)."""

    def __init__(self, dims=32):
        super().__init__()
        self.freqs = nn.Parameter(10000.0 ** (-torch.arange(0, dims, 2).float() / dims), requires_grad=False)

    def forward(self, x):
        """x: [..., T, d]."""
        length, d = x.shape[-2:]
        angles = torch.arange(length, device=x.device).float()[:, None] * self.freqs.float()[None, :]
        # Numbers beyond `dims` are turned by nothing: cosine 1, sine 0.
        rest = d - 2 * angles.shape[1]
        cos = F.pad(angles.cos().repeat_interleave(2, dim=1), (0, rest), value=1.0).to(x.dtype)
        sin = F.pad(angles.sin().repeat_interleave(2, dim=1), (0, rest)).to(x.dtype)
        return x * cos + (x @ quarter_turn(d, x.device, x.dtype)) * sin


def quarter_turn(d, device, dtype):
    """[d, d]: (x0, x1, x2, x3, ...) @ it = (-x1, x0, -x3, x2, ...). One small product where slices and stacks would be a dozen nodes."""
    pair = torch.tensor([[0.0, 1.0], [-1.0, 0.0]], device=device, dtype=dtype)
    return torch.block_diag(*[pair] * (d // 2), *[torch.zeros(1, 1, device=device, dtype=dtype)] * (d % 2))


class TemporalAttention(Attention):
    """Self-attention over the frames of one position: rotary places, and a learned bias by distance."""

    def __init__(self, channels, *, heads, rotary):
        super().__init__(channels, heads=heads)
        self.time_rel_pos_bias = RelativePositionBias(heads)
        self.rotary_emb = rotary
        nn.init.zeros_(self.to_out[0].weight)

    def forward(self, x):
        """x: [N, T, C]."""
        q, k, v = self.split_heads(self.to_q(x)), self.split_heads(self.to_k(x)), self.split_heads(self.to_v(x))
        q = self.rotary_emb(q * (q.shape[-1] ** -0.5))
        k = self.rotary_emb(k)
        scores = q @ k.transpose(-1, -2) + self.time_rel_pos_bias(x.shape[1])
        return self.to_out[0](self.join_heads(scores.softmax(dim=-1) @ v))


class BasicTransformerBlock(nn.Module):
    """Pixels, text, time at two scales, feed-forward. Tokens are [B*T, H*W, C], the text is [B, L, cross_channels]."""

    def __init__(self, channels, *, heads, cross_channels, only_cross, rotary, multi_scale):
        super().__init__()
        self.only_cross = only_cross
        self.attn1 = Attention(channels, heads=heads, context_channels=cross_channels if only_cross else None)
        self.norm1 = nn.LayerNorm(channels)
        self.attn2 = Attention(channels, heads=heads, context_channels=cross_channels)
        self.norm2 = nn.LayerNorm(channels)
        self.attn_temporal = TemporalAttention(channels, heads=heads, rotary=rotary)
        self.norm_temporal = nn.LayerNorm(channels)
        self.ff = FeedForward(channels)
        self.norm3 = nn.LayerNorm(channels)
        self.multi_scale = multi_scale
        if multi_scale:
            self.attn_temporal_small = TemporalAttention(channels, heads=heads, rotary=rotary)
            self.temporal_down_conv = nn.Conv2d(channels, channels, 3, stride=2, padding=1)
            self.temporal_up_conv = nn.ConvTranspose2d(channels, channels, 4, stride=2, padding=1)
            self.norm_temporal_small = nn.LayerNorm(channels)

    def forward(self, x, text, *, frames, height, width):
        bt, n, c = x.shape
        if not self.only_cross:
            x = x + self.attn1(self.norm1(x))
        # Every frame asks the same text, so all frames of a clip ask at once.
        x = x.reshape(bt // frames, frames * n, c)
        if self.only_cross:
            x = x + self.attn1(self.norm1(x), text)
        x = x + self.attn2(self.norm2(x), text)
        x = self.over_time(x.reshape(bt, n, c), frames, height, width)
        return x + self.ff(self.norm3(x))

    def over_time(self, x, t, h, w):
        """MSTA: attention over time at full and at half size, the half one added by half (paper eq. 3, as published in code)."""
        bt, n, c = x.shape
        y = x.reshape(bt // t, t, n, c).transpose(1, 2).reshape(bt // t * n, t, c)
        y = self.attn_temporal(self.norm_temporal(y)) + y
        full = y.reshape(bt // t, n, t, c).transpose(1, 2).reshape(bt, n, c)
        if not self.multi_scale:
            return full
        small = self.temporal_down_conv(x.transpose(1, 2).reshape(bt, c, h, w))
        hs, ws = small.shape[2], small.shape[3]
        z = small.reshape(bt // t, t, c, hs * ws).permute(0, 3, 1, 2).reshape(bt // t * hs * ws, t, c)
        z = self.attn_temporal_small(self.norm_temporal_small(z)) + z
        z = z.reshape(bt // t, hs * ws, t, c).permute(0, 2, 3, 1).reshape(bt, c, hs, ws)
        # Always to a size, so that a traced graph fits odd sizes too; at even ones this changes no bit.
        up = F.interpolate(self.temporal_up_conv(z), size=(h, w), mode="bilinear", align_corners=False)
        return full + 0.5 * up.reshape(bt, c, h * w).transpose(1, 2)


class Transformer3DModel(nn.Module):
    """A residual block over time, then one transformer block on the pixels of every frame."""

    def __init__(self, channels, *, groups, heads, cross_channels, only_cross, rotary, multi_scale):
        super().__init__()
        self.resblock_temporal = ResnetBlock3DCNN(channels, groups=groups, length=3)
        self.norm = norm_of(groups, channels, eps=1e-6)
        self.proj_in = nn.Linear(channels, channels)
        self.transformer_blocks = nn.ModuleList(
            [
                BasicTransformerBlock(
                    channels, heads=heads, cross_channels=cross_channels, only_cross=only_cross, rotary=rotary, multi_scale=multi_scale
                )
            ]
        )
        self.proj_out = nn.Linear(channels, channels)

    def forward(self, x, text):
        """x: [B, C, T, H, W]; text: [B, L, cross_channels]."""
        b, c, t, h, w = x.shape
        x = self.resblock_temporal(x)
        frames = fold_frames(x)
        tokens = self.proj_in(self.norm(frames).reshape(b * t, c, h * w).transpose(1, 2))
        for block in self.transformer_blocks:
            tokens = block(tokens, text, frames=t, height=h, width=w)
        out = self.proj_out(tokens).transpose(1, 2).reshape(b * t, c, h, w)
        return x + unfold_frames(out, t)
