"""Makes a second toy, of the kind of Stable Diffusion's x4 upscaler: the same layers without those over time, a window of one frame.

    python -m models.toy.make_upscaler --bpe bpe_simple_vocab_16e6.txt.gz

Text encoder and tokenizer are the ones of the first toy and stay there: only what differs is written. The golden tensors beside it are
what a plain loop over frames makes of it, with the schedulers of diffusers 0.30 (put it on PYTHONPATH).
"""

import argparse
import json
import tempfile
from pathlib import Path

import torch
from diffusers import DDIMScheduler, DDPMScheduler
from tokenizers import Tokenizer
from torch import nn

from models.export.package import SCALED_LINEAR_NOISE, SCHEDULER, write_package
from models.export.tokenizer import from_merges_file
from models.export.unet import UNet3DVSRModel, UNetConfig
from models.export.vae import AutoencoderKLTemporalDecoder, VaeConfig

from .make_golden import NEGATIVE, PROMPT, SEED, Stages, noise, source_clip, token_ids
from .make_toy import DEFAULTS, FOLDER as TOY, IDENTITY, TOKENS, toy_models

FOLDER = TOY.parent / "upscaler"
SHARED = ("text-encoder.onnx", "tokenizer.json")
UNET = UNetConfig(widths=(8, 8, 8, 8), heads=1, cross_channels=16, groups=4, rotary_dims=4, window=1, multi_scale=False)
VAE = VaeConfig(widths=(8, 8, 8), groups=4, scaling_factor=0.5, kind="2d", frames=1)
# The noise of Stable Diffusion's x4 upscaler is the same for both its schedulers.
NOISE = {**SCHEDULER, "noise": SCALED_LINEAR_NOISE}
FRAMES, STEPS, GUIDANCE, NOISE_LEVEL = 3, 4, 9.0, 20


class Still(nn.Module):
    """Stands where a layer over time was."""

    def forward(self, x, *_):
        return x


class ImageUNet(UNet3DVSRModel):
    """The denoiser without its layers over time: what it is when each frame is a picture of its own."""

    def __init__(self, config):
        super().__init__(config)
        for blocks in (self.down_temporal_blocks, self.up_temporal_blocks):
            for i in range(len(blocks)):
                blocks[i] = Still()
        self.mid_temporal_block = Still()
        for level in (*self.down_blocks, self.mid_block, *self.up_blocks):
            for transformer in getattr(level, "attentions", ()):
                transformer.resblock_temporal = Still()
                for block in transformer.transformer_blocks:
                    block.attn_temporal = block.norm_temporal = None
                    block.over_time = lambda x, *_: x


def upscaler_models():
    torch.manual_seed(SEED % 1000)
    modules = ImageUNet(UNET), AutoencoderKLTemporalDecoder(VAE)
    for module in modules:
        module.eval().requires_grad_(False)
        for parameter in module.parameters():
            if not parameter.any():
                torch.nn.init.normal_(parameter, std=0.1)
            parameter.copy_(parameter.half().float())
    return modules


def write_upscaler(unet, vae, text_encoder, bpe):
    identity = {**IDENTITY, "id": "toy-upscaler", "name": "x4 upscaler toy"}
    identity["summary"] = "The architecture of Stable Diffusion's x4 upscaler with random weights, for tests. It restores nothing."
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        write_package(
            made,
            identity=identity,
            unet=unet,
            vae=vae,
            text_encoder=text_encoder,
            tokenizer=from_merges_file(bpe),
            defaults={**DEFAULTS, "guidanceScale": GUIDANCE, "noiseLevel": NOISE_LEVEL, "latentTransition": "none"},
            tokens=TOKENS,
            overlap=0,
            scheduler=NOISE,
            precision={"denoiser": "fp16-stored", "decoder": "fp16-stored", "text": "fp16-stored"},
            with_encoder=False,
        )
        FOLDER.mkdir(exist_ok=True)
        for path in made.iterdir():
            if path.name not in SHARED:
                (FOLDER / path.name).write_bytes(path.read_bytes())
            elif path.read_bytes() != (TOY / path.name).read_bytes():
                raise SystemExit(f"{path.name} is not the one of the first toy any more: make that one first.")


def golden(unet, vae, text_encoder):
    """Each frame by itself, all steps, decoded. Every frame starts from the noise of the first: rescheduling in windows of one."""
    noises = {"num_train_timesteps": 1000, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "scaled_linear"}
    x = (torch.from_numpy(source_clip()[:FRAMES]).permute(3, 0, 1, 2)[None].float() / 255 - 0.5) * 2
    tokenizer = Tokenizer.from_file(str(TOY / "tokenizer.json"))
    text = text_encoder(torch.tensor([token_ids(tokenizer, NEGATIVE), token_ids(tokenizer, PROMPT)]))
    low_res = DDPMScheduler(**noises).add_noise(x, noise("low-res", FRAMES, 3), torch.tensor([NOISE_LEVEL]))
    first = noise("latents", 1, UNET.latent_channels)
    finals, pictures = [], []
    for f in range(FRAMES):
        scheduler = DDIMScheduler(
            clip_sample=False, set_alpha_to_one=False, prediction_type="v_prediction", timestep_spacing="leading", steps_offset=1, **noises
        )
        scheduler.set_timesteps(STEPS)
        z, condition = first.clone(), low_res[:, :, f : f + 1]
        for t in scheduler.timesteps:
            both = unet(torch.cat([z, z]), t.repeat(2), torch.cat([condition] * 2), text, torch.tensor([NOISE_LEVEL] * 2))
            unconditional, conditional = both.chunk(2)
            z = scheduler.step(unconditional + GUIDANCE * (conditional - unconditional), t, z, return_dict=False)[0]
        finals.append(z[0, :, 0])
        pictures.append(vae.decode(z[:, :, 0] / VAE.scaling_factor)[0].clamp(-1, 1))
    stages = Stages()
    stages.add("final", torch.stack(finals))
    stages.add("decoded", torch.stack(pictures))
    print("latents", float(torch.stack(finals).std()), "decoded", float(torch.stack(pictures).std()))
    return stages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bpe", type=Path, required=True, help="CLIP's vocabulary, a gzipped text file")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    text_encoder = toy_models()[2]
    unet, vae = upscaler_models()
    write_upscaler(unet, vae, text_encoder, options.bpe)
    stages = golden(unet, vae, text_encoder)
    (FOLDER / "golden.bin").write_bytes(stages.bytes)
    about = "Made by models/toy/make_upscaler.py; little-endian float32 at byte offsets of golden.bin, [T,Z,h,w] and [T,3,4h,4w]."
    index = {"note": about, "frames": FRAMES, "stages": stages.index}
    (FOLDER / "golden.json").write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    main()
