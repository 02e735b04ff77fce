"""Loss curves as a picture: every log of a run, one panel for the autoencoder and one for the denoiser."""

import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402


def read_log(path):
    """[(stage, [step], [loss])] in the order in which the stages were trained."""
    stages = {}
    for line in path.read_text().splitlines():
        entry = json.loads(line)
        steps, losses = stages.setdefault(entry["stage"], ([], []))
        steps.append(entry["step"])
        losses.append(entry["loss"])
    return [(stage, steps, losses) for stage, (steps, losses) in stages.items()]


def smooth(values, width=5):
    if len(values) < width:
        return values
    padded = np.pad(values, width // 2, mode="edge")
    return np.convolve(padded, np.ones(width) / width, mode="valid")


def draw(run, path):
    figure, panels = plt.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
    for panel, name, title in [(panels[0], "vae.jsonl", "Autoencoder"), (panels[1], "denoiser.jsonl", "Denoiser (v-prediction)")]:
        begun = 0
        for stage, steps, losses in read_log(run / name):
            panel.plot(begun + np.array(steps), smooth(losses), label=stage, linewidth=1.3)
            begun += steps[-1]
        panel.set(title=title, xlabel="step", ylabel="loss", yscale="log")
        panel.grid(alpha=0.25)
        panel.legend(frameon=False)
    figure.savefig(path, dpi=110)
    print(path)
