"""CLIP's text encoder, under the parameter names of transformers' CLIPTextModel (specification 1.5)."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass(frozen=True)
class TextConfig:
    """The defaults are OpenCLIP ViT-H without its last layer, as the x4 upscaler has it.

    `embedding_width`: words of fewer numbers, widened by a learned matrix (for small packages; the published model has none).
    """

    width: int = 1024
    layers: int = 23
    heads: int = 16
    inner_width: int = 4096
    activation: str = "gelu"
    vocabulary: int = 49408
    length: int = 77
    eps: float = 1e-5
    embedding_width: int | None = None


class SelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.heads
        self.k_proj, self.v_proj, self.q_proj, self.out_proj = (nn.Linear(config.width, config.width) for _ in range(4))

    def forward(self, x):
        n, length, c = x.shape
        q, k, v = (layer(x).reshape(n, length, self.heads, c // self.heads).transpose(1, 2) for layer in (self.q_proj, self.k_proj, self.v_proj))
        # A word sees itself and the words before it.
        mask = torch.full((length, length), float(torch.finfo(torch.float32).min), device=x.device).triu(1)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(x.dtype))
        return self.out_proj(out.transpose(1, 2).reshape(n, length, c))


class Mlp(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.fc1 = nn.Linear(config.width, config.inner_width)
        self.fc2 = nn.Linear(config.inner_width, config.width)
        self.activation = config.activation

    def forward(self, x):
        x = self.fc1(x)
        if self.activation == "quick_gelu":
            return self.fc2(x * torch.sigmoid(1.702 * x))
        return self.fc2(F.gelu(x))


class EncoderLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.self_attn = SelfAttention(config)
        self.layer_norm1 = nn.LayerNorm(config.width, eps=config.eps)
        self.mlp = Mlp(config)
        self.layer_norm2 = nn.LayerNorm(config.width, eps=config.eps)

    def forward(self, x):
        x = x + self.self_attn(self.layer_norm1(x))
        return x + self.mlp(self.layer_norm2(x))


class Embeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        narrow = config.embedding_width
        self.token_embedding = nn.Embedding(config.vocabulary, narrow or config.width)
        self.token_projection = nn.Linear(narrow, config.width, bias=False) if narrow else nn.Identity()
        self.position_embedding = nn.Embedding(config.length, config.width)

    def forward(self, tokens):
        return self.token_projection(self.token_embedding(tokens)) + self.position_embedding.weight


class TextEncoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.ModuleList([EncoderLayer(config) for _ in range(config.layers)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class TextTransformer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embeddings = Embeddings(config)
        self.encoder = TextEncoder(config)
        self.final_layer_norm = nn.LayerNorm(config.width, eps=config.eps)

    def forward(self, tokens):
        return self.final_layer_norm(self.encoder(self.embeddings(tokens)))


class ClipTextModel(nn.Module):
    def __init__(self, config=TextConfig()):
        super().__init__()
        if config.activation not in ("gelu", "quick_gelu"):
            raise ValueError(f"Text encoder: activation {config.activation} is not known; gelu and quick_gelu are.")
        self.config = config
        self.text_model = TextTransformer(config)

    def forward(self, tokens):
        """int64 [B, 77] -> [B, 77, width], after the final norm."""
        return self.text_model(tokens)
