"""Loss curves as a picture: every log of a run, one panel for the autoencoder and one for the denoiser."""

import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter  # noqa: E402

LOGS = {
    "vae.jsonl": ("Autoencoder", "reconstruction loss"),
    "denoiser.jsonl": ("Denoiser", "v-prediction loss"),
}


def read_log(path):
    """[(stage, steps, losses)] in the order in which the stages were trained. What a resumed run did again counts once, as it was last."""
    stages = {}
    for line in path.read_text().splitlines():
        entry = json.loads(line)
        stages.setdefault(entry["stage"], {})[entry["step"]] = entry["loss"]
    return [(stage, np.array(sorted(losses)), np.array([losses[step] for step in sorted(losses)])) for stage, losses in stages.items()]


def smooth(values, width=15):
    """Moving mean over `width` entries, fewer at the ends."""
    ones = np.ones(min(width, len(values)))
    return np.convolve(values, ones, mode="same") / np.convolve(np.ones(len(values)), ones, mode="same")


def draw_log(panel, stages):
    begun = 0
    for number, (stage, steps, losses) in enumerate(stages):
        colour = f"C{number}"
        panel.plot(begun + steps, losses, color=colour, linewidth=0.6, alpha=0.3)
        panel.plot(begun + steps, smooth(losses), color=colour, linewidth=1.6, label=f"{stage} ({steps[-1]:,} steps)")
        begun += int(steps[-1])
        if number < len(stages) - 1:
            panel.axvline(begun, color="0.6", linewidth=0.8, linestyle=":")


def draw(run, path):
    """The logs that are in `run`; a phase's loss is a sum of its own terms, so levels of different phases do not compare."""
    found = [name for name in LOGS if (run / name).exists()]
    if not found:
        raise SystemExit(f"{run} has none of {', '.join(LOGS)}: nothing was trained there.")
    figure, panels = plt.subplots(1, len(found), figsize=(5.6 * len(found), 3.9), layout="constrained", squeeze=False)
    for panel, name in zip(panels[0], found):
        title, label = LOGS[name]
        draw_log(panel, read_log(run / name))
        panel.set(title=title, xlabel="step, all stages one after another", ylabel=f"{label} (log scale)", yscale="log")
        panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        panel.yaxis.set_minor_formatter(NullFormatter())
        panel.yaxis.set_major_locator(LogLocator(subs=(1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9), numticks=20))
        panel.grid(alpha=0.25, which="both")
        panel.legend(frameon=False, fontsize=8)
    figure.savefig(path, dpi=110)
    print(path)
