"""python -m models.train prepare | train-vae | train --stage N | fold | evaluate | export | tables | curves. See README.md."""

import argparse
from pathlib import Path

import torch

from .loop import Limits

CACHE = Path(__file__).resolve().parents[2] / ".cache"


def parser():
    top = argparse.ArgumentParser(prog="python -m models.train", description="Trains interweave-nano.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in [
        ("prepare", "fetch and shrink the pictures"),
        ("train-vae", "train the autoencoder: phase frames, then fix, then clips"),
        ("train", "train the denoiser and the text encoder"),
        ("fold", "fold group normalisation into the weights, of the autoencoder or the denoiser"),
        ("evaluate", "measure on held-out clips"),
        ("export", "write the package (with models.export)"),
        ("tables", "measure the exported package in the app, beside other models"),
        ("curves", "draw the losses"),
    ]:
        command = commands.add_parser(name, help=text)
        command.add_argument("--data", type=Path, default=CACHE / "nano-data")
        command.add_argument("--run", type=Path, default=CACHE / "nano-run", help="checkpoints and logs")
        if name.startswith("train"):
            command.add_argument("--minutes", type=float, help="stop after so long")
            command.add_argument("--steps", type=int, help="stop at this step")
            command.add_argument("--threads", type=int, default=2)
            command.add_argument("--pool", type=int, default=600, help="clips kept ahead")
            command.add_argument("--rate", type=float, help="learning rate")
            command.add_argument("--normed", action="store_true", help="with group normalisation, as both networks begin")
        if name == "fold":
            command.add_argument("--of", choices=["vae", "denoiser"], required=True)
        if name == "train-vae":
            command.add_argument("--phase", choices=["frames", "fix", "clips"], required=True)
        if name == "train":
            command.add_argument("--stage", type=int, choices=[0, 1, 2, 3], required=True)
            command.add_argument("--batch", type=int)
            command.add_argument("--size", type=int, help="crop in low-resolution pixels")
            command.add_argument("--over-time", type=Path, help="checkpoint whose layers over time a stage begins with")
        if name == "evaluate":
            command.add_argument("--clips", type=int, default=8)
            command.add_argument("--steps", type=int, default=4)
            command.add_argument("--spacing", choices=["leading", "trailing"], default="trailing")
            command.add_argument("--guidance", type=float, default=2.0)
            command.add_argument("--noise-level", type=int, default=20)
            command.add_argument("--size", type=int, default=48)
        if name == "tables":
            command.add_argument("--clips", type=int, default=7)
            command.add_argument("--size", type=int, default=40)
            command.add_argument("--guidance", type=float, default=3.0, help="of the table of prompts")
        if name in ("evaluate", "export", "tables", "curves"):
            command.add_argument("--out", type=Path)
    return top


def main():
    options = parser().parse_args()
    if options.command == "prepare":
        from .prepare import prepare

        return prepare(options.data)
    if options.command == "evaluate":
        from .evaluate import evaluate

        return evaluate(options)
    if options.command == "tables":
        from .tables import tables

        return tables(options)
    if options.command == "curves":
        from .curves import draw

        return draw(options.run, options.out or options.run / "losses.png")
    if options.command == "export":
        from .package import export

        return export(options.run, options.out or CACHE / "interweave-nano")
    from .pool import Pool

    if options.command == "fold":
        from .norm_folding import fold_denoiser, fold_vae

        pool = Pool(options.data)
        try:
            return {"vae": fold_vae, "denoiser": fold_denoiser}[options.of](options.run, pool)
        finally:
            pool.close()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    limits = Limits(steps=options.steps, minutes=options.minutes)
    options.run.mkdir(parents=True, exist_ok=True)
    rate = {"rate": options.rate} if options.rate else {}
    pool = Pool(options.data, count=options.pool)
    try:
        if options.command == "train-vae":
            from .vae_training import fix_encoder, train_clips, train_frames

            phases = {"frames": lambda *a, **more: train_frames(*a, normed=options.normed, **more), "clips": train_clips}
            if options.phase == "fix":
                fix_encoder(options.run, pool)
            else:
                phases[options.phase](options.run, pool, limits, **rate)
        else:
            from .denoiser_training import train_stage

            sizes = {name: getattr(options, name) for name in ("batch", "size") if getattr(options, name)}
            train_stage(options.run, pool, limits, stage=options.stage, over_time=options.over_time, normed=options.normed, **sizes, **rate)
    finally:
        pool.close()


if __name__ == "__main__":
    main()
