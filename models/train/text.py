"""CLIP's tokens as tensors: 49,408 ids, 77 places, padded with id 0."""

import html
import json
import re
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.export.tokenizer import from_merges_file

LENGTH = 77
START, END, PAD = 49406, 49407, 0


def merges_file():
    """CLIP's merges (MIT licence), as open-clip-torch carries them. Only that file of the package is used."""
    try:
        found = files("open-clip-torch") or []
    except PackageNotFoundError:
        found = []
    for file in found:
        if file.name == "bpe_simple_vocab_16e6.txt.gz":
            return Path(file.locate())
    raise FileNotFoundError("CLIP's merges are missing: pip install --no-deps open-clip-torch")


def build_tokenizer():
    """The tokenizer of the package, with padding and truncation to 77."""
    tokenizer = Tokenizer.from_str(json.dumps(from_merges_file(merges_file())))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding(length=LENGTH, pad_id=PAD, pad_token="!")
    return tokenizer


def tokens(tokenizer, prompts):
    """[B, 77] int64."""
    cleaned = [re.sub(r"\s+", " ", html.unescape(prompt)).strip() for prompt in prompts]
    return torch.tensor([encoding.ids for encoding in tokenizer.encode_batch(cleaned)])
