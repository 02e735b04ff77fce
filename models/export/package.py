"""A model package of kind `diffusion-vsr`: components, tokenizer and manifest in one folder (native/contract/diffusion-manifest.ts)."""

import hashlib
import json

import onnx

from .components import export_denoiser, export_text_encoder, export_vae_decoder, export_vae_encoder
from .memory import memory_profile
from .tokenizer import write_tokenizer

FILES = {"textEncoder": "text-encoder.onnx", "denoiser": "denoiser.onnx", "vaeDecoder": "vae-decoder.onnx", "vaeEncoder": "vae-encoder.onnx"}
TYPES = {onnx.TensorProto.FLOAT: "float32", onnx.TensorProto.INT64: "int64"}

# diffusers' defaults for what the published scheduler files do not name.
LINEAR_NOISE = {"numTrainTimesteps": 1000, "betaStart": 0.0001, "betaEnd": 0.02, "betaSchedule": "linear"}
SCALED_LINEAR_NOISE = {**LINEAR_NOISE, "betaSchedule": "scaled-linear"}
SCHEDULER = {
    "noise": LINEAR_NOISE,
    "predictionType": "v-prediction",
    "timestepSpacing": "leading",
    "stepsOffset": 1,
    "setAlphaToOne": False,
}
LOW_RES_NOISE = {"noise": SCALED_LINEAR_NOISE, "maxLevel": 350}


def write_package(
    folder,
    *,
    identity,
    unet,
    vae,
    text_encoder,
    tokenizer,
    defaults,
    tokens,
    overlap=4,
    scheduler=SCHEDULER,
    low_res_noise=LOW_RES_NOISE,
    precision=None,
    with_encoder=True,
):
    """Writes the whole package. `identity`: id, name, licence and so on; `tokens`: {"start", "end", "pad"}; `precision`: of each component."""
    folder.mkdir(parents=True, exist_ok=True)
    precision = {"denoiser": "fp32", "decoder": "fp32", "text": "fp32", **(precision or {})}

    # 1. Components
    export_text_encoder(text_encoder, folder / FILES["textEncoder"], precision=precision["text"])
    export_denoiser(unet, folder / FILES["denoiser"], precision=precision["denoiser"])
    export_vae_decoder(vae, folder / FILES["vaeDecoder"], precision=precision["decoder"])
    if with_encoder:
        export_vae_encoder(vae, folder / FILES["vaeEncoder"], precision=precision["decoder"])
    write_tokenizer(tokenizer, folder / "tokenizer.json")

    # 2. What they are
    made = {role: name for role, name in FILES.items() if with_encoder or role != "vaeEncoder"}
    components = {role: component(folder, name) for role, name in made.items()}
    graphs = list(made.values())
    files = ["tokenizer.json", *graphs, *(f"{name}.data" for name in graphs if (folder / f"{name}.data").exists())]
    manifest = {
        "manifestVersion": 1,
        **identity,
        "files": [described(folder, name) for name in sorted(files)],
        "kind": "diffusion-vsr",
        "scale": 4,
        "precision": "fp16" if precision["denoiser"] == "fp16" else "fp32",
        "components": {"vaeEncoder": None, **components},
        "tokenizer": {
            "file": "tokenizer.json",
            "maxTokens": text_encoder.config.length,
            "startToken": tokens["start"],
            "endToken": tokens["end"],
            "padToken": tokens["pad"],
        },
        "latents": {
            "channels": unet.config.latent_channels,
            "scalingFactor": vae.config.scaling_factor,
            "decodeFrames": vae.config.frames,
        },
        "window": {"length": unet.config.window, "overlap": overlap},
        "scheduler": scheduler,
        "lowResNoise": low_res_noise,
        "defaults": defaults,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")


def component(folder, name):
    model = onnx.load(folder / name, load_external_data=False)
    return {
        "model": name,
        "inputs": [tensor_spec(value) for value in model.graph.input],
        "outputs": [tensor_spec(value) for value in model.graph.output],
        "memory": memory_profile(folder / name),
    }


def tensor_spec(value):
    tensor = value.type.tensor_type
    shape = [dim.dim_value if dim.HasField("dim_value") else dim.dim_param.replace("*", "") for dim in tensor.shape.dim]
    return {"name": value.name, "type": TYPES[tensor.elem_type], "shape": shape}


def described(folder, name):
    digest = hashlib.sha256()
    with open(folder / name, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return {"path": name, "sha256": digest.hexdigest(), "sizeBytes": (folder / name).stat().st_size}
