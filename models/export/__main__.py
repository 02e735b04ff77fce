"""Makes a model package of one's own download of DiffVSR's weights.

    python -m models.export --unet DiffVSR_UNet.pt --vae TE-3DVAE.pt --upscaler upscaler4x/ --out PACKAGE

The full model needs about 8 GB of memory. The weights keep their licences; see the package's manifest.json.
"""

import argparse
import json
from pathlib import Path

import torch

from .package import write_package
from .unet import UNet3DVSRModel, UNetConfig
from .upscaler import load_low_res_noise, load_scheduler, load_text_encoder, load_tokenizer
from .vae import AutoencoderKLTemporalDecoder, VaeConfig

# The published inference script's (specification 1.1).
DEFAULTS = {
    "steps": 50,
    "scheduler": "ddim",
    "guidanceScale": 5,
    "noiseLevel": 50,
    "latentTransition": "reference",
    "colorFix": "none",
    "promptSuffix": "clear, high quality, high-resolution, 4K",
    "negativePrompt": "low quality, blurry, low-resolution, noisy, unsharp, weird textures, worst quality",
}
MAX_NOISE_LEVEL = 350
BETA_SCHEDULE = "linear"
IDENTITY = {
    "id": "diffvsr",
    "name": "DiffVSR",
    "version": "1.0.0",
    "summary": "The published text-guided diffusion model, from your own download. Wants a graphics card.",
    "license": "openrail++",
    "licenseNotice": "Weights derived from stabilityai/stable-diffusion-x4-upscaler (CreativeML Open RAIL++-M, with use restrictions that pass on). "
    "DiffVSR's own weights came with no licence file: ask their authors before you pass this package on.",
    "credits": "DiffVSR by Xiaohui Li and others (arXiv 2501.10110); Stable Diffusion x4 upscaler by Stability AI",
    "homepage": "https://github.com/xh9998/DiffVSR",
    "source": {"type": "imported", "from": "DiffVSR_UNet.pt, TE-3DVAE.pt, upscaler4x"},
}


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unet", type=Path, required=True, help="DiffVSR_UNet.pt")
    parser.add_argument("--vae", type=Path, required=True, help="TE-3DVAE.pt")
    parser.add_argument("--upscaler", type=Path, required=True, help="upscaler4x: tokenizer, text_encoder, scheduler, low_res_scheduler")
    parser.add_argument("--out", type=Path, required=True, help="folder of the package")
    parser.add_argument("--precision", choices=["fp16", "fp32"], default="fp16", help="of the denoiser; the decoder is always fp32")
    parser.add_argument("--unet-config", type=Path, help="unet_3d_config.json, for weights of other widths than the published ones")
    parser.add_argument("--vae-config", type=Path, help="vae_config.json, the same")
    options = parser.parse_args(arguments)

    # 1. Weights
    unet = load_unet(options.unet, options.unet_config, half=options.precision == "fp16")
    vae = load_vae(options.vae, options.vae_config)
    text_encoder = load_text_encoder(options.upscaler)
    if text_encoder.config.width != unet.config.cross_channels:
        raise SystemExit(f"The text encoder gives {text_encoder.config.width} numbers for a word; the denoiser takes {unet.config.cross_channels}.")

    # 2. Package
    tokenizer, tokens = load_tokenizer(options.upscaler)
    write_package(
        options.out,
        identity=IDENTITY,
        unet=unet,
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        tokens=tokens,
        defaults=DEFAULTS,
        scheduler=load_scheduler(options.upscaler, beta_schedule=BETA_SCHEDULE),
        low_res_noise=load_low_res_noise(options.upscaler, max_level=MAX_NOISE_LEVEL),
        precision={"denoiser": options.precision, "text": "fp16-stored" if options.precision == "fp16" else "fp32"},
    )
    print(f"Wrote {options.out}. To use it: interweave models import {options.out}")


def load_unet(path, config_path, *, half):
    state = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    if "ema" not in state:
        raise SystemExit(f"{path} has no weights under the key 'ema', as DiffVSR_UNet.pt has.")
    given = json.loads(config_path.read_text("utf-8")) if config_path else {}
    default = UNetConfig()
    config = UNetConfig(
        latent_channels=given.get("out_channels", default.latent_channels),
        widths=tuple(given.get("block_out_channels", default.widths)),
        # diffusers' name for the number of heads.
        heads=given.get("attention_head_dim", default.heads),
        cross_channels=given.get("cross_attention_dim", default.cross_channels),
        groups=given.get("norm_num_groups", default.groups),
        rotary_dims=2 * len(state["ema"]["temporal_rotary_emb.freqs"]),
        layers_per_block=given.get("layers_per_block", default.layers_per_block),
        noise_levels=given.get("num_class_embeds", default.noise_levels),
    )
    unet = filled(lambda: UNet3DVSRModel(config), state["ema"])
    return unet.half() if half else unet.float()


def load_vae(path, config_path):
    given = json.loads(config_path.read_text("utf-8")) if config_path else {}
    default = VaeConfig()
    config = VaeConfig(
        latent_channels=given.get("latent_channels", default.latent_channels),
        widths=tuple(given.get("block_out_channels", default.widths)),
        groups=given.get("norm_num_groups", default.groups),
        layers_per_block=given.get("layers_per_block", default.layers_per_block),
        scaling_factor=given.get("scaling_factor", default.scaling_factor),
    )
    return filled(lambda: AutoencoderKLTemporalDecoder(config), torch.load(path, map_location="cpu", weights_only=True, mmap=True)).float()


def filled(make, state):
    """The module with the very tensors of the file: nothing is drawn or copied. Every name and shape has to match."""
    with torch.device("meta"):
        module = make()
    module.load_state_dict(state, strict=True, assign=True)
    return module.eval().requires_grad_(False)


if __name__ == "__main__":
    main()
