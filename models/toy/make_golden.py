"""What the reference procedure makes of the toy package, stage by stage: python -m models.toy.make_golden

The procedure of the published inference code (numbered as in its description) with torch modules in float32 and the schedulers of
diffusers 0.30 (put it on PYTHONPATH). Only the random numbers are the product's own. Nothing here knows the product's pipeline code.
"""

import json
from pathlib import Path

import numpy as np
import torch
from diffusers import DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, UniPCMultistepScheduler
from tokenizers import Tokenizer

from .counter_noise import frame_noise, permutation
from .make_toy import DEFAULTS, FOLDER, TOKENS, UNET, VAE, toy_models

FRAMES, HEIGHT, WIDTH = 12, 18, 20
SEED, STEPS, GUIDANCE, NOISE_LEVEL = 2_501_101_102_501, 4, 5.0, 50
PROMPT = "a small boat on a lake " + DEFAULTS["promptSuffix"]
NEGATIVE = DEFAULTS["negativePrompt"]
WINDOW, OVERLAP = 8, 4
WEIGHTS = {"reference": [0.8, 0.6, 0.4, 0.2], "paper": [1, 2 / 3, 1 / 3, 0]}
MAIN = {"num_train_timesteps": 1000, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear", "prediction_type": "v_prediction"}
MAIN |= {"timestep_spacing": "leading", "steps_offset": 1}
SCHEDULERS = {
    "ddim": lambda: DDIMScheduler(clip_sample=False, set_alpha_to_one=False, **MAIN),
    "dpm-solver++": lambda: DPMSolverMultistepScheduler(solver_order=2, algorithm_type="dpmsolver++", solver_type="midpoint", **MAIN),
    "unipc": lambda: UniPCMultistepScheduler(solver_order=2, solver_type="bh2", **MAIN),
}
# Decoding and the weights of the transition know nothing of the scheduler: of the others less is kept.
DECODED = {"ddim": range(FRAMES), "dpm-solver++": (0, 5, 11), "unipc": (0, 5, 11)}


class Stages:
    """Named tensors, one after the other in one file of little-endian numbers."""

    def __init__(self):
        self.index, self.bytes = [], b""

    def add(self, name, values):
        array = np.ascontiguousarray(values.numpy() if isinstance(values, torch.Tensor) else values)
        array = array if array.dtype == np.uint8 else array.astype("<f4")
        self.index.append({"name": name, "type": str(array.dtype), "shape": list(array.shape), "offset": len(self.bytes)})
        self.bytes += array.tobytes() + b"\0" * (-array.nbytes % 4)


def source_clip():
    """uint8 [T, h, w, 3]: a bright disc moves over a gradient with a fine pattern, brightness drifting. Whole numbers only."""
    t, y, x = np.meshgrid(np.arange(FRAMES), np.arange(HEIGHT), np.arange(WIDTH), indexing="ij")
    disc = (x - 3 - t) ** 2 + (y - 9) ** 2 <= 16
    red = 40 + 8 * x + 3 * t
    green = 200 - 7 * y + (x * y + t) % 5 * 6
    blue = 60 + (x // 3 + y // 3 + t // 4) % 2 * 90
    pixels = np.stack([np.where(disc, 230, red), np.where(disc, 210, green), np.where(disc, 40 + 10 * t, blue)], axis=-1)
    return pixels.clip(0, 255).astype(np.uint8)


def token_ids(tokenizer, prompt):
    words = tokenizer.encode(prompt, add_special_tokens=False).ids[:75]
    ids = [TOKENS["start"], *words, TOKENS["end"]]
    return ids + [TOKENS["pad"]] * (77 - len(ids))


def noise(stream, frames, channels):
    """[1, C, T, h, w], frame by frame."""
    drawn = [frame_noise(seed=SEED, stream=stream, frame=f, channels=channels, height=HEIGHT, width=WIDTH) for f in range(frames)]
    return torch.from_numpy(np.stack(drawn, axis=1))[None]


def main():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    unet, vae, text_encoder = toy_models()
    stages = Stages()

    # 1-3. Read, to -1..1, pad to whole windows by mirroring without repeating the last frame
    clip = source_clip()
    stages.add("source", clip)
    x = (torch.from_numpy(clip).permute(3, 0, 1, 2)[None].float() / 255 - 0.5) * 2
    missing = -FRAMES % WINDOW
    x = torch.cat([x] + [x[:, :, -(i + 2), None] for i in range(missing)], dim=2)
    frames = x.shape[2]

    # 5. Text: negative first
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokens = {"prompt": token_ids(tokenizer, PROMPT), "negativePrompt": token_ids(tokenizer, NEGATIVE)}
    text = text_encoder(torch.tensor([tokens["negativePrompt"], tokens["prompt"]]))
    stages.add("text", text)

    # 6. Noise on the source, the whole padded clip at once
    low_res_scheduler = DDPMScheduler(num_train_timesteps=1000, beta_start=0.0001, beta_end=0.02, beta_schedule="scaled_linear")
    low_res_noise = noise("low-res", frames, 3)
    low_res = low_res_scheduler.add_noise(x, low_res_noise, torch.tensor([NOISE_LEVEL]))
    stages.add("low-res-noise", low_res_noise[0])
    stages.add("low-res", low_res[0])

    # 7-8. First latents, and noise rescheduling
    z = noise("latents", frames, UNET.latent_channels)
    stages.add("base-latents", z[0])
    permutations = []
    for f in range(WINDOW, frames, OVERLAP):
        order = permutation(seed=SEED, frame=f, count=OVERLAP)
        permutations.append({"frame": f, "order": order})
        z[:, :, f : f + OVERLAP] = z[:, :, [f - WINDOW + k for k in order]]
    stages.add("initial-latents", z[0])

    # 9-12. Windows, all steps of each; blend; decode
    starts = list(range(0, frames - WINDOW + 1, WINDOW - OVERLAP))
    timesteps = {}
    for name, make in SCHEDULERS.items():
        finals = []
        for start in starts:
            scheduler = make()
            scheduler.set_timesteps(STEPS)
            timesteps[name] = [int(t) for t in scheduler.timesteps]
            zw, lw = z[:, :, start : start + WINDOW].clone(), low_res[:, :, start : start + WINDOW]
            for i, t in enumerate(scheduler.timesteps):
                both = unet(torch.cat([zw, zw]), t.repeat(2), torch.cat([lw, lw]), text, torch.tensor([NOISE_LEVEL] * 2))
                unconditional, conditional = both.chunk(2)
                v = unconditional + GUIDANCE * (conditional - unconditional)
                zw = scheduler.step(v, t, zw, return_dict=False)[0]
                if start == 0 and i == 0:
                    stages.add(f"{name}/window-0/step-1", zw[0])
            stages.add(f"{name}/window-{start}/final", zw[0])
            finals.append(zw)
        for weights in WEIGHTS if name == "ddim" else ("reference",):
            fused = fuse(finals, WEIGHTS[weights], frames)
            stages.add(f"{name}/blended-{weights}", fused[0])
            if weights == "reference":
                decoded = decode(vae, fused)[:FRAMES]
                stages.add(f"{name}/decoded-{weights}", decoded[list(DECODED[name])])
                print(name, "latents", float(fused.std()), "decoded", float(decoded.std()), "clamped", float((decoded.abs() == 1).float().mean()))

    write(stages, tokens, permutations, starts, timesteps)


def fuse(finals, weights, frames):
    """11. Interweaved latent transition: raw latents of the window before, fading into this one's."""
    out = torch.zeros(1, UNET.latent_channels, frames, HEIGHT, WIDTH)
    out[:, :, :WINDOW] = finals[0]
    for i in range(1, len(finals)):
        at = i * OVERLAP
        for j in range(OVERLAP):
            out[:, :, at + j] = weights[j] * finals[i - 1][:, :, OVERLAP + j] + (1 - weights[j]) * finals[i][:, :, j]
        out[:, :, at + OVERLAP : at + WINDOW] = finals[i][:, :, OVERLAP:]
    return out


def decode(vae, latents):
    """12. Four frames at a time, clamped: [T, 3, 4h, 4w]."""
    z = latents[0].transpose(0, 1) / VAE.scaling_factor
    chunks = [vae.decode(z[f : f + VAE.frames]).clamp(-1, 1) for f in range(0, len(z), VAE.frames)]
    return torch.cat(chunks)


def write(stages, tokens, permutations, starts, timesteps):
    folder = FOLDER.parent
    (folder / "golden.bin").write_bytes(stages.bytes)
    index = {
        "note": "Made by models/toy/make_golden.py; numbers are little-endian, at byte offsets of golden.bin. Latents are [Z,T,h,w], low-res [3,T,h,w].",
        "frames": FRAMES,
        "width": WIDTH,
        "height": HEIGHT,
        "seed": SEED,
        "steps": STEPS,
        "guidanceScale": GUIDANCE,
        "noiseLevel": NOISE_LEVEL,
        "prompt": PROMPT,
        "negativePrompt": NEGATIVE,
        "tokens": tokens,
        "permutations": permutations,
        "windowStarts": starts,
        "timesteps": timesteps,
        "decodedFrames": {name: list(frames) for name, frames in DECODED.items()},
        "stages": stages.index,
    }
    (folder / "golden.json").write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    main()
