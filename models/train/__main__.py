"""python -m models.train prepare | train-vae | train --stage N | fold | evaluate | export | tables | curves. See README.md."""

import argparse
from pathlib import Path

import torch

from .loop import Limits

CACHE = Path(__file__).resolve().parents[2] / ".cache"
# Of the version that is being trained; see README.md.
KEPT = Path(__file__).parent / "kept"


def parser():
    top = argparse.ArgumentParser(prog="python -m models.train", description="Trains interweave-nano.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in [
        ("prepare", "fetch and shrink the pictures"),
        ("train-vae", "train the autoencoder: phase frames, then fix, then clips"),
        ("train", "train the denoiser and the text encoder"),
        ("unpack", "begin with the weights of a package"),
        ("keep", "write a run's weights and logs small enough for the repository (--out)"),
        ("take", "go on with weights that `keep` wrote (--kept)"),
        ("fold", "fold group normalisation into the weights, of the autoencoder or the denoiser"),
        ("evaluate", "measure on held-out clips"),
        ("export", "write the package (with models.export)"),
        ("tables", "measure the exported package in the app and fill in its card"),
        ("curves", "draw the losses"),
        ("ablate", "train and measure variants at equal compute (Tables 3 to 5)"),
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
        if name == "unpack":
            command.add_argument("--package", type=Path, required=True)
            command.add_argument("--new-latents", action="store_true", help="the autoencoder is another one: what reads and makes latents begins anew")
        if name == "take":
            command.add_argument("--kept", type=Path, default=KEPT)
        if name == "fold":
            command.add_argument("--of", choices=["vae", "denoiser"], required=True)
        if name == "train-vae":
            command.add_argument("--sharpness", type=float, default=0.5, help="weight of how strong detail is, in phase finish")
            command.add_argument("--phase", choices=["frames", "fix", "finish", "clips"], required=True)
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
            command.add_argument("--clips", type=int, default=5)
            command.add_argument("--size", type=int, default=40)
            command.add_argument("--guidance", type=float, default=3.0, help="of the table of prompts")
            command.add_argument("--seeds", type=int, nargs="+", default=[10, 11], help="noise over which the comparisons of one model with itself are averaged")
        if name == "ablate":
            command.add_argument("--clips", type=int, default=6)
            command.add_argument("--size", type=int, default=48)
            command.add_argument("--decoder-steps", type=int, default=150)
            command.add_argument("--denoiser-steps", type=int, default=90)
            command.add_argument("--threads", type=int, default=2)
        if name in ("evaluate", "export", "tables", "curves", "ablate", "keep"):
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
    if options.command == "unpack":
        from .from_package import unpack_training

        return unpack_training(options.package, options.run, new_latents=options.new_latents)
    if options.command == "export":
        from .package import export

        return export(options.run, options.out or CACHE / "interweave-nano")
    if options.command in ("keep", "take"):
        from .keeping import keep, take

        return keep(options.run, options.out or KEPT) if options.command == "keep" else take(options.kept, options.run)
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
    if options.command == "ablate":
        from .ablations import ablate

        pool = Pool(options.data)
        try:
            return ablate(options, pool)
        finally:
            pool.close()
    limits = Limits(steps=options.steps, minutes=options.minutes)
    options.run.mkdir(parents=True, exist_ok=True)
    rate = {"rate": options.rate} if options.rate else {}
    pool = Pool(options.data, count=options.pool)
    try:
        if options.command == "train-vae":
            from .vae_training import fix_encoder, train_clips, train_frames

            from .decoder_finishing import finish_decoder

            phases = {
                "frames": lambda *a, **more: train_frames(*a, normed=options.normed, **more),
                "finish": lambda *a, **more: finish_decoder(*a, sharpness=options.sharpness, **more),
                "clips": train_clips,
            }
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
