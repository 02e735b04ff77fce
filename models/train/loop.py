"""The loop that all training shares: it logs, keeps an average of the weights, saves, resumes, and stops when it is asked to."""

import json
import os
import signal
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn


@dataclass
class Limits:
    steps: int | None = None
    minutes: float | None = None
    save_minutes: float = 4.0
    log_steps: int = 20


class Average:
    """An exponential moving average of parameters, quick at first."""

    def __init__(self, model, decay):
        self.decay = decay
        self.values = {name: p.detach().clone() for name, p in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model, step):
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                self.values[name].lerp_(value, 1 - decay)


def normed(model):
    """Whether it has group normalisation."""
    return any(isinstance(module, nn.GroupNorm) for module in model.modules())


class Trainee:
    """A model with its optimizer, average, step and random numbers: what a checkpoint holds."""

    def __init__(self, model, *, rate, decay, seed, stage, trainable=lambda name: True):
        self.model, self.rate, self.stage, self.step = model, rate, stage, 0
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(trainable(name) and not name.endswith("freqs"))
        self.optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=rate, betas=(0.9, 0.99), weight_decay=1e-3)
        self.average = Average(model, decay)
        self.rng = np.random.default_rng(seed)
        self.torch_rng = torch.Generator().manual_seed(seed)

    def state(self, **more):
        return {
            "step": self.step,
            "stage": self.stage,
            "normed": normed(self.model),
            "model": self.model.state_dict(),
            "average": self.average.values,
            "optimizer": self.optimizer.state_dict(),
            "rng": self.rng.bit_generator.state,
            "torch_rng": self.torch_rng.get_state(),
            **more,
        }

    def save(self, path, **more):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        torch.save(self.state(**more), part)
        os.replace(part, path)

    def resume(self, path):
        """Goes on where the checkpoint stopped; from an earlier stage only the weights are taken."""
        saved = torch.load(path, map_location="cpu", weights_only=False)
        # The weights would fit all the same, and mean something else.
        if saved.get("normed", False) != normed(self.model):
            raise ValueError(f"{path} is {'with' if saved.get('normed') else 'without'} group normalisation: give --normed for the one, fold it for the other.")
        self.model.load_state_dict(saved["model"])
        self.average.values = saved["average"]
        if saved["stage"] == self.stage:
            self.step = saved["step"]
            self.optimizer.load_state_dict(saved["optimizer"])
            self.rng.bit_generator.state = saved["rng"]
            self.torch_rng.set_state(saved["torch_rng"])
        return saved

    def learn(self, loss):
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * min(1.0, (self.step + 1) / 50)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        self.optimizer.step()
        self.average.update(self.model, self.step)
        self.step += 1
        return float(norm)


class Asked:
    """Becomes true on SIGTERM or SIGINT, so that the step in hand ends and is saved."""

    def __init__(self):
        self.stop = False
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self.note)

    def note(self, *_):
        self.stop = True


def train(trainee, step_loss, *, path, limits, log=None, every=None):
    """Calls `step_loss(trainee)` -> {"loss": tensor, other numbers} until a limit is reached. `every` is (steps, function)."""
    asked, began, saved, first = Asked(), time.monotonic(), time.monotonic(), trainee.step
    sums, since = {}, time.monotonic()
    while not asked.stop:
        if limits.steps is not None and trainee.step >= limits.steps:
            break
        if limits.minutes is not None and time.monotonic() - began > limits.minutes * 60:
            break
        numbers = step_loss(trainee)
        norm = trainee.learn(numbers["loss"])
        for name, value in {**numbers, "norm": norm}.items():
            sums.setdefault(name, []).append(float(value.detach() if torch.is_tensor(value) else value))
        if trainee.step % limits.log_steps == 0:
            line = {"stage": trainee.stage, "step": trainee.step, "seconds": round(time.monotonic() - since, 1)}
            line |= {name: round(float(np.mean(values)), 5) for name, values in sums.items()}
            print(json.dumps(line), flush=True)
            if log:
                with log.open("a") as file:
                    file.write(json.dumps(line) + "\n")
            sums, since = {}, time.monotonic()
        if every and trainee.step % every[0] == 0:
            every[1](trainee)
        if time.monotonic() - saved > limits.save_minutes * 60:
            trainee.save(path)
            saved = time.monotonic()
    trainee.save(path)
    print(f"{trainee.stage}: {trainee.step - first} steps, saved at step {trainee.step} in {path}", flush=True)
