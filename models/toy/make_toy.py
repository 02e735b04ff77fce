"""Makes the toy package: the real architecture, all levels and temporal layers, narrow and with random weights.

    python -m models.toy.make_toy --bpe bpe_simple_vocab_16e6.txt.gz

The vocabulary is the one of OpenAI's CLIP (MIT licence), as open-clip-torch carries it.
"""

import argparse
from pathlib import Path

import torch

from models.export.package import write_package
from models.export.text import ClipTextModel, TextConfig
from models.export.tokenizer import from_merges_file
from models.export.unet import UNet3DVSRModel, UNetConfig
from models.export.vae import AutoencoderKLTemporalDecoder, VaeConfig

FOLDER = Path(__file__).parents[2] / "test" / "fixtures" / "diffvsr" / "toy"
SEED = 2501
# Rotary places turn half of each head's numbers, as they do in the published model.
UNET = UNetConfig(widths=(8, 16, 16, 16), heads=2, cross_channels=16, groups=4, rotary_dims=4)
VAE = VaeConfig(widths=(8, 8, 16), groups=4, scaling_factor=0.5)
TEXT = TextConfig(width=16, layers=2, heads=2, inner_width=32, embedding_width=4)
TOKENS = {"start": 49406, "end": 49407, "pad": 0}
DEFAULTS = {
    "steps": 4,
    "scheduler": "ddim",
    "guidanceScale": 5,
    "noiseLevel": 50,
    "latentTransition": "reference",
    "colorFix": "none",
    "promptSuffix": "clear, high quality, high-resolution, 4K",
    "negativePrompt": "low quality, blurry, low-resolution, noisy, unsharp, weird textures, worst quality",
}
IDENTITY = {
    "id": "toy-diffvsr",
    "name": "DiffVSR toy",
    "version": "1.0.0",
    "summary": "The architecture of DiffVSR with random weights, for tests. It restores nothing.",
    "license": "MIT",
    "licenseNotice": "Random weights: free of rights. The tokenizer's vocabulary is the one of CLIP, MIT License, Copyright (c) 2021 OpenAI.",
    "credits": "Architecture: DiffVSR (arXiv 2501.10110). Vocabulary: CLIP by OpenAI",
    "homepage": None,
    "source": {"type": "bundled"},
}


def toy_models():
    """The three modules with the weights that the package holds: drawn by a fixed seed and rounded to half precision, as they are stored."""
    torch.manual_seed(SEED)
    modules = UNet3DVSRModel(UNET), AutoencoderKLTemporalDecoder(VAE), ClipTextModel(TEXT)
    for module in modules:
        module.eval().requires_grad_(False)
        for name, parameter in module.named_parameters():
            if name.endswith("rotary_emb.freqs"):
                continue
            # Layers that begin at zero would leave whole branches untested.
            if not parameter.any():
                torch.nn.init.normal_(parameter, std=0.1)
            parameter.copy_(parameter.half().float())
    return modules


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bpe", type=Path, required=True, help="CLIP's vocabulary, a gzipped text file")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    unet, vae, text_encoder = toy_models()
    write_package(
        options.out,
        identity=IDENTITY,
        unet=unet,
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=from_merges_file(options.bpe),
        defaults=DEFAULTS,
        tokens=TOKENS,
        precision={"denoiser": "fp16-stored", "decoder": "fp16-stored", "text": "fp16-stored"},
        with_encoder=False,
    )


if __name__ == "__main__":
    main()
