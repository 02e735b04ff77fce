"""The text encoder: CLIP's tokens (49,408 ids, 77 places, padded with id 0), a factorised embedding and a small causal transformer."""

import gzip
import html
import re
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

LENGTH = 77
START, END, PAD = 49406, 49407, 0


@dataclass(frozen=True)
class TextConfig:
    vocabulary: int = 49408
    # Most words are never seen in training, so they get few numbers each and share a projection.
    factor: int = 16
    width: int = 64
    heads: int = 2
    layers: int = 2


class TextLayer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, width * 3)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.ff = nn.ModuleList([nn.Linear(width, width * 4), nn.Linear(width * 4, width)])

    def forward(self, x):
        b, length, c = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(b, length, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(attended.transpose(1, 2).reshape(b, length, c))
        return x + self.ff[1](F.gelu(self.ff[0](self.norm2(x))))


class TextEncoder(nn.Module):
    """[B, 77] ids -> [B, 77, width], after the last LayerNorm."""

    def __init__(self, config=TextConfig()):
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.factor)
        self.widen = nn.Linear(config.factor, config.width, bias=False)
        self.places = nn.Parameter(torch.randn(LENGTH, config.width) * 0.02)
        self.layers = nn.ModuleList([TextLayer(config.width, config.heads) for _ in range(config.layers)])
        self.norm = nn.LayerNorm(config.width)

    def forward(self, ids):
        x = self.widen(self.embedding(ids)) + self.places
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)


# Tokens


def merges_file():
    """CLIP's merges, as the MIT-licensed package open-clip-torch carries them. Only that file is used, so torch parts stay unloaded."""
    from importlib.metadata import files

    for file in files("open-clip-torch") or []:
        if file.name == "bpe_simple_vocab_16e6.txt.gz":
            return Path(file.locate())
    raise FileNotFoundError("CLIP's merges are missing: pip install open-clip-torch")


def byte_letters():
    """The printable letter that byte-level BPE writes for every byte."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable}
    letters.update({byte: chr(256 + place) for place, byte in enumerate(others)})
    return [letters[byte] for byte in printable + others]


def build_tokenizer(path=None):
    """A `tokenizers` tokenizer that gives CLIP's ids, start and end included; its JSON goes into the package."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    lines = gzip.decompress(Path(path or merges_file()).read_bytes()).decode().split("\n")
    merges = [tuple(line.split()) for line in lines[1 : 49152 - 256 - 2 + 1]]
    letters = byte_letters()
    words = letters + [letter + "</w>" for letter in letters] + ["".join(pair) for pair in merges]
    words += ["<|startoftext|>", "<|endoftext|>"]
    tokenizer = Tokenizer(
        models.BPE(
            vocab={word: place for place, word in enumerate(words)},
            merges=merges,
            continuing_subword_prefix="",
            end_of_word_suffix="</w>",
            unk_token="<|endoftext|>",
        )
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    pieces = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(pieces), behavior="removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(
        ("<|endoftext|>", END), ("<|startoftext|>", START), trim_offsets=False, add_prefix_space=False
    )
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding(length=LENGTH, pad_id=PAD, pad_token="!")
    return tokenizer


def tokens(tokenizer, prompts):
    """[B, 77] int64."""
    cleaned = [re.sub(r"\s+", " ", html.unescape(prompt)).strip() for prompt in prompts]
    return torch.tensor([encoding.ids for encoding in tokenizer.encode_batch(cleaned)])
