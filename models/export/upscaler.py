"""What the `upscaler4x` folder beside DiffVSR's weights holds (the layout of diffusers and transformers; specification 1.5 and 1.6)."""

import json

import torch

from .text import ClipTextModel, TextConfig
from .tokenizer import from_folder

SPACINGS = ("leading", "trailing", "linspace")
PREDICTIONS = {"v_prediction": "v-prediction", "epsilon": "epsilon"}
BETAS = {"linear": "linear", "scaled_linear": "scaled-linear"}


def load_text_encoder(folder):
    config = read(folder / "text_encoder" / "config.json")
    text_encoder = ClipTextModel(
        TextConfig(
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            inner_width=config["intermediate_size"],
            activation=config["hidden_act"],
            vocabulary=config["vocab_size"],
            length=config["max_position_embeddings"],
            eps=config.get("layer_norm_eps", 1e-5),
        )
    )
    weights = load_weights(folder / "text_encoder", ("model.safetensors", "pytorch_model.bin"))
    # Saved by older versions of transformers; a constant.
    weights.pop("text_model.embeddings.position_ids", None)
    text_encoder.load_state_dict(weights, strict=True)
    return text_encoder.float().eval().requires_grad_(False)


def load_tokenizer(folder):
    """What tokenizer.json holds, and the ids of the special words."""
    tokenizer = from_folder(folder / "tokenizer")
    ids = tokenizer["model"]["vocab"]
    # transformers lets special_tokens_map.json override tokenizer_config.json; they differ in the published folder ("!" against the end).
    special = {**read(folder / "tokenizer" / "tokenizer_config.json"), **read(folder / "tokenizer" / "special_tokens_map.json")}
    roles = {"start": "bos_token", "end": "eos_token", "pad": "pad_token"}
    return tokenizer, {role: ids[word(special[key])] for role, key in roles.items()}


def word(token):
    return token["content"] if isinstance(token, dict) else token


def load_scheduler(folder, *, beta_schedule):
    """`scheduler_config.json` in the words of the manifest. The published code overrides the schedule of the betas (specification 1.6)."""
    config = read(folder / "scheduler" / "scheduler_config.json")
    return {
        "noise": noise_schedule({**config, "beta_schedule": beta_schedule}),
        "predictionType": PREDICTIONS[config.get("prediction_type", "epsilon")],
        "timestepSpacing": one_of(SPACINGS, config.get("timestep_spacing", "leading")),
        "stepsOffset": config.get("steps_offset", 0),
        "setAlphaToOne": config.get("set_alpha_to_one", True),
    }


def load_low_res_noise(folder, *, max_level):
    return {"noise": noise_schedule(read(folder / "low_res_scheduler" / "scheduler_config.json")), "maxLevel": max_level}


def noise_schedule(config):
    return {
        "numTrainTimesteps": config["num_train_timesteps"],
        "betaStart": config["beta_start"],
        "betaEnd": config["beta_end"],
        "betaSchedule": BETAS[config["beta_schedule"]],
    }


def one_of(known, value):
    if value not in known:
        raise ValueError(f"Scheduler: timestep spacing {value} is not known; {', '.join(known)} are.")
    return value


def load_weights(folder, names):
    path = next((folder / name for name in names if (folder / name).exists()), None)
    if path is None:
        raise FileNotFoundError(f"No weights in {folder}: expected {' or '.join(names)}.")
    if path.suffix == ".safetensors":
        from safetensors.torch import load_file

        return load_file(path)
    return torch.load(path, map_location="cpu", weights_only=True)


def read(path):
    return json.loads(path.read_text("utf-8"))
