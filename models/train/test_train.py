"""python -m pytest models/train"""

import importlib.util
import sys
from dataclasses import replace
from importlib.metadata import files
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import torch

from models.export.components import export_denoiser, export_vae_decoder, export_vae_encoder
from models.export.first_guess import FirstGuess
from models.export.text import TextConfig
from models.export.unet import UNet3DVSRModel, UNetConfig
from models.export.vae import AutoencoderKLTemporalDecoder, VaeConfig

from . import schedule
from .captions import target_and_caption
from .clips import camera_motion, film_clip, make_clip, render
from .decoder_finishing import detail
from .degrade import DEGRADATIONS, walk
from .denoiser_training import Denoiser, denoising_loss, draw_batch, load_denoiser, new_denoiser, stage_of
from .from_package import FOLDED, unpack
from .keeping import LOGS, keep, take
from .layers import begin_vae, frames_only
from .loop import Limits, Trainee, train
from .norm_folding import Statistics
from .pixel_loss import fit_linear_decoder, flickering_error, visible_error
from .prepare import TAKE_FRAMES, TAKES, takes_of
from .text import build_tokenizer, tokens
from .vae_training import begin_with_picture, load_vae, new_vae, normalise, psnr

TINY_UNET = UNetConfig(latent_channels=4, widths=(16, 32, 32, 32), heads=1, cross_channels=32, groups=8)
TINY_TEXT = TextConfig(width=32, layers=1, heads=1, inner_width=64, embedding_width=8)
TINY_VAE = VaeConfig(latent_channels=4, widths=(8, 8, 16), groups=4, layers_per_block=1, scaling_factor=1.0)


class OnePicture:
    """Stands where the prepared pictures stand: a smooth picture with texture, made from a seed."""

    entries = [{"title": "hills", "words": "landscape"}]
    films = ()

    def __init__(self):
        y, x = np.mgrid[0:400, 0:600]
        base = 128 + 60 * np.sin(x / 9) + 50 * np.cos(y / 13 + x / 40)
        self.picture = np.stack([base, base[::-1], base[:, ::-1]], axis=2).clip(0, 255).astype(np.uint8)

    def __len__(self):
        return 1

    def open(self, number, size):
        return self.picture


class OneClip:
    """A pool that always has the same clip."""

    def __init__(self):
        rng = np.random.default_rng(5)
        self.clip = make_clip(rng, OnePicture(), size=96)[0]
        self.small = {name: degrade(rng, self.clip) for name, degrade in DEGRADATIONS.items()}

    def draw(self, rng, degradation=None):
        return self.clip, self.small.get(degradation), "hills", "landscape"


@pytest.fixture(scope="module")
def pool():
    return OneClip()


@pytest.fixture(scope="module")
def tokenizer():
    return build_tokenizer()


def test_walk_stays_in_its_range_and_moves_in_small_steps():
    values = walk(np.random.default_rng(0), 0.2, 3.0, 0.5, 500)
    assert values.min() >= 0.2 and values.max() <= 3.0
    assert np.abs(np.diff(values)).max() <= 0.5
    assert values.std() > 0.1


@pytest.mark.parametrize("name", list(DEGRADATIONS))
def test_degradation_is_a_quarter_and_depends_on_the_seed_only(name):
    clip = make_clip(np.random.default_rng(2), OnePicture(), size=96)[0]
    first, again, other = (DEGRADATIONS[name](np.random.default_rng(seed), clip) for seed in (7, 7, 8))
    assert first.shape == (8, 24, 24, 3) and first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_clip_moves_as_the_camera_does():
    picture = OnePicture().picture
    motion = camera_motion(np.random.default_rng(3), frames=8, size=64, picture=picture.shape[:2], scale=1.0)
    straight = type(motion)(np.array([[300.0, 200.0], [303.0, 200.0]]), np.ones(2), np.zeros(2))
    before, after = render(picture, straight, 64).astype(int)
    # Three pixels to the right: what was at x + 3 is now at x.
    assert np.abs(before[:, 3:] - after[:, :-3]).max() <= 1
    assert np.abs(before - after).mean() > 3


def test_films_become_takes_that_follow_each_other_and_clips_of_them(tmp_path):
    path = tmp_path / "film.avi"
    film = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"FFV1"), 25, (480, 400))
    for number in range(64):
        film.write(np.full((400, 480, 3), 2 * number, np.uint8))
    film.release()
    takes = takes_of(path)
    assert takes.shape == (TAKES, TAKE_FRAMES, 400, 480, 3)
    assert np.array_equal(np.diff(takes[:, :, 0, 0, 0].astype(int), axis=1), np.full((TAKES, TAKE_FRAMES - 1), 2))

    class OneFilm(OnePicture):
        films = [0]

        def open(self, number, size):
            return takes

    clip, number = film_clip(np.random.default_rng(1), OneFilm(), frames=8, size=96)
    assert clip.shape == (8, 96, 96, 3) and number == 0
    assert np.array_equal(np.diff(clip[:, 50, 50, 0].astype(int)), np.full(7, 2))


def test_spoilt_targets_differ_from_the_clip_and_say_so(pool):
    rng, clip = np.random.default_rng(0), pool.clip.astype(np.float32) / 255
    seen = [target_and_caption(rng, clip, "hills", "landscape") for _ in range(60)]
    clean = [text for target, text in seen if np.array_equal(target, clip)]
    spoilt = [text for target, text in seen if not np.array_equal(target, clip)]
    assert len(clean) > len(spoilt) > 3
    assert not any("blur" in text or "nois" in text for text in clean)
    assert not any("sharp focus" in text or "high quality" in text for text in spoilt)


@pytest.mark.parametrize(
    ("prompt", "ids"),
    [
        ("", []),
        ("a photo of a cat", [320, 1125, 539, 320, 2368]),
        ("Clear, high quality, high-resolution, 4K", [3143, 267, 1400, 3027, 267, 1400, 268, 9977, 267, 275, 330]),
    ],
)
def test_tokens_are_clips(tokenizer, prompt, ids):
    expected = [49406, *ids, 49407]
    assert tokens(tokenizer, [prompt])[0].tolist() == expected + [0] * (77 - len(expected))


def test_tokens_equal_those_of_open_clip(tokenizer, monkeypatch):
    """Its tokenizer file is loaded by itself, without ftfy, which mends broken Unicode that these prompts do not have."""
    source = next(f.locate() for f in files("open-clip-torch") if f.name == "tokenizer.py")
    monkeypatch.setitem(sys.modules, "ftfy", SimpleNamespace(fix_text=lambda text: text))
    spec = importlib.util.spec_from_file_location("open_clip_tokenizer", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    theirs = module.SimpleTokenizer(str(source.parent / "bpe_simple_vocab_16e6.txt.gz"))
    for prompt in ["It's 42 o'clock!! naïve café", "low quality, blurry", "über-größe 日本 🙂", "x y " * 200, "don't  stop\n now"]:
        ids = [49406, *theirs.encode(" ".join(prompt.split()).lower())[:75], 49407]
        assert tokens(tokenizer, [prompt])[0].tolist() == ids + [0] * (77 - len(ids)), prompt


def test_layers_over_time_change_nothing_at_first():
    torch.manual_seed(0)
    unet = Denoiser(TINY_UNET, TINY_TEXT).unet.network.eval()
    torch.nn.init.normal_(unet.conv_out.weight, std=0.1)
    for level in [*unet.down_blocks, unet.mid_block, *unet.up_blocks]:
        for attention in getattr(level, "attentions", []):
            torch.nn.init.normal_(attention.proj_out.weight, std=0.1)
    inputs = torch.randn(1, 4, 1, 16, 16), torch.tensor([500]), torch.randn(1, 3, 1, 16, 16), torch.randn(1, 77, 32), torch.tensor([9])
    with torch.no_grad():
        whole = unet(*inputs)
        with frames_only(unet):
            frames = unet(*inputs)
    assert torch.allclose(whole, frames, atol=1e-5)
    assert whole.std() > 0.01


def test_norms_folded_by_one_clip_answer_the_same_for_it():
    torch.manual_seed(0)
    normed = UNet3DVSRModel(TINY_UNET).eval()
    folded = UNet3DVSRModel(replace(TINY_UNET, groups=0)).eval()
    inputs = torch.randn(1, 4, 1, 16, 16), torch.tensor([500]), torch.randn(1, 3, 1, 16, 16), torch.randn(1, 77, 32), torch.tensor([9])
    with torch.no_grad():
        with Statistics(normed) as statistics:
            before = normed(*inputs)
        folded.load_state_dict(normed.state_dict() | statistics.folded())
        assert torch.allclose(folded(*inputs), before, atol=1e-4)
        assert before.std() > 0.01


def test_a_first_guess_is_the_best_one_of_a_linear_world():
    torch.manual_seed(0)
    guess = FirstGuess(Silent(), schedule.LATENT)
    missed = torch.tensor([0.1, 0.2, 0.4, 0.8])
    guess.set_filter(torch.randn(4, 3, 5, 5) / 8, torch.randn(4), missed, schedule.LATENT)
    low, text = torch.randn(1, 3, 2, 64, 64), None
    latents = guess.guessed_latents(low) + torch.randn(1, 4, 2, 64, 64) * missed.sqrt()[None, :, None, None, None]
    for time in (40, 500, 960):
        t, noise = torch.tensor([time]), torch.randn(latents.shape)
        error = guess(schedule.mixed(schedule.LATENT, latents, noise, t), t, low, text, t) - schedule.velocity(latents, noise, t)
        expected = missed / (schedule.LATENT[time] * missed + 1 - schedule.LATENT[time])
        assert torch.allclose(error.square().mean(dim=(0, 2, 3, 4)), expected.float(), rtol=0.1)


class Silent(torch.nn.Module):
    """A network that adds nothing to the guess."""

    config = TINY_UNET

    def forward(self, sample, *_):
        return torch.zeros_like(sample)


def test_decoder_over_time_changes_nothing_at_first():
    vae = begin_vae(new_vae(TINY_VAE)).eval()
    z = torch.randn(4, 4, 8, 8)
    with torch.no_grad():
        whole = vae.decode(z)
        with frames_only(vae):
            frames = torch.cat([vae.decoder(vae.post_quant_conv(one[None]), 1) for one in z])
            before_time = vae.decoder.time_conv_out(frames, 4)
    assert torch.allclose(whole, before_time, atol=1e-5)


def test_normalised_latents_decode_to_the_same_pictures(pool):
    vae = new_vae(TINY_VAE).eval()
    picture = torch.from_numpy(pool.clip[:4]).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.no_grad():
        before = vae.decode(vae.encode(picture)[0])
        normalise(vae, pool, np.random.default_rng(0), crops=16)
        mean, _ = vae.encode(picture)
        after = vae.decode(mean)
    assert torch.allclose(before, after, atol=1e-3)
    assert 0.5 < mean.std() < 2


def test_schedule_is_the_published_one():
    assert schedule.LATENT[981].item() == pytest.approx(5.78779400e-5, rel=1e-4)
    assert schedule.INPUT[50].sqrt().item() == pytest.approx(0.995411396, rel=1e-6)
    assert schedule.timesteps(50)[:2] == [981, 961] and schedule.timesteps(4) == [751, 501, 251, 1]
    z = schedule.ddim_step(torch.tensor(1.0), torch.tensor(0.5), 981, 50)
    assert z.item() == pytest.approx(0.999172934, abs=1e-5)


def new_trainee():
    torch.manual_seed(0)
    return Trainee(Denoiser(TINY_UNET, TINY_TEXT), rate=1e-3, decay=0.9, seed=4, stage="stage1")


def test_a_resumed_training_equals_one_that_was_not_interrupted(tmp_path, pool, tokenizer):
    vae = new_vae(TINY_VAE).eval().requires_grad_(False)
    decoder = fit_linear_decoder(vae, pool, np.random.default_rng(0), clips=4)
    losses = []

    def loss(trainee):
        batch = draw_batch(trainee.rng, pool, batch=1, frames=2, size=8, full=0.5)
        numbers = denoising_loss(trainee, vae, tokenizer, batch, decoder)
        losses.append(numbers["loss"].item())
        return numbers

    def go(trainee, steps, name):
        train(trainee, loss, path=tmp_path / name, limits=Limits(steps=steps))

    go(new_trainee(), 4, "whole.pt")
    whole, losses[:] = list(losses), []
    go(new_trainee(), 2, "parts.pt")
    second = new_trainee()
    second.resume(tmp_path / "parts.pt")
    go(second, 4, "parts.pt")
    assert losses == pytest.approx(whole, rel=1e-5)
    assert len(set(whole)) == 4


def test_held_out_pictures_are_never_trained_on():
    from .prepare import sources

    rows = sources()
    held = {row["file"] for row in rows if row["split"] == "held-out"}
    assert 0.08 < len(held) / len(rows) < 0.2
    assert not held & {row["file"] for row in rows if row["split"] == "train"}
    assert all(row["licence"] and row["author"] for row in rows)


def test_a_few_steps_of_one_batch_lower_its_loss(pool, tokenizer):
    vae = new_vae(TINY_VAE).eval().requires_grad_(False)
    decoder = fit_linear_decoder(vae, pool, np.random.default_rng(0), clips=4)
    trainee = new_trainee()
    batch = draw_batch(np.random.default_rng(0), pool, batch=1, frames=2, size=8, full=0.0)
    losses = []
    for _ in range(12):
        trainee.rng, trainee.torch_rng = np.random.default_rng(1), torch.Generator().manual_seed(1)
        trainee.step = max(trainee.step, 50)
        loss = denoising_loss(trainee, vae, tokenizer, batch, decoder)["loss"]
        losses.append(loss.item())
        trainee.learn(loss)
    assert losses[-1] < 0.9 * losses[0]


def test_an_error_that_the_decoder_shows_weighs_more(pool):
    """Of an autoencoder whose first latent channel is the brightness and whose others go nowhere."""

    class Brightness:
        def encode(self, frames):
            mean = torch.nn.functional.avg_pool2d(frames.mean(dim=1, keepdim=True), 4)
            return torch.cat([mean, torch.randn(len(mean), 3, *mean.shape[2:], generator=torch.Generator().manual_seed(0))], dim=1), None

    decoder = fit_linear_decoder(Brightness(), pool, np.random.default_rng(0), clips=6)
    errors = torch.zeros(4, 4, 1, 8, 8)
    for channel in range(4):
        errors[channel, channel] = 0.5
    seen = visible_error(decoder, errors)
    assert seen[0] > 3 * seen[1:].max()


def test_an_error_that_stays_does_not_flicker():
    decoder = torch.randn(48, 4, 3, 3)
    once = torch.randn(2, 4, 1, 6, 6)
    assert flickering_error(decoder, once.expand(2, 4, 5, 6, 6)).max() == 0
    alone = torch.randn(2, 4, 400, 6, 6)
    assert flickering_error(decoder, alone).mean().item() == pytest.approx(visible_error(decoder, alone).mean().item(), rel=0.05)


def test_latents_that_hold_the_picture_decode_to_it_before_any_training(pool):
    config = replace(TINY_VAE, picture_latents=True, groups=0)
    vae = new_vae(config).eval()
    begin_with_picture(vae, pool, np.random.default_rng(0), crops=8, size=64)
    picture = torch.from_numpy(pool.clip[:4]).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.no_grad():
        mean, _ = vae.encode(picture)
        alone = torch.cat([mean[:, :3], torch.zeros_like(mean[:, 3:])], dim=1)
        enlarged = torch.nn.functional.interpolate(torch.nn.functional.avg_pool2d(picture, 4), scale_factor=4, mode="bicubic")
        assert psnr(vae.decode(alone), picture) > psnr(enlarged, picture)
        before = vae.decode(mean)
        normalise(vae, pool, np.random.default_rng(0), crops=16)
        assert torch.allclose(before, vae.decode(vae.encode(picture)[0]), atol=1e-3)
    assert 0.5 < mean[:, :3].std() < 2


def test_weights_come_back_out_of_a_package(tmp_path):
    trained, fresh = (FirstGuess(UNet3DVSRModel(replace(TINY_UNET, groups=0)), schedule.LATENT) for _ in range(2))
    for parameter in trained.parameters():
        if parameter.requires_grad:
            torch.nn.init.normal_(parameter, std=0.1)
    export_denoiser(trained, tmp_path / "denoiser.onnx", precision="fp16-stored")
    unpack(fresh, [(tmp_path / "denoiser.onnx", export_denoiser)])
    inputs = torch.randn(1, 4, 8, 8, 8), torch.tensor([499]), torch.randn(1, 3, 8, 8, 8), torch.randn(1, 77, 32), torch.tensor([3])
    with torch.no_grad():
        assert (trained(*inputs) - fresh(*inputs)).abs().max() < 0.02 * trained(*inputs).std()


def test_an_autoencoder_comes_back_out_of_a_package(tmp_path):
    config = replace(TINY_VAE, picture_latents=True, groups=0)
    trained, fresh = (AutoencoderKLTemporalDecoder(config).eval() for _ in range(2))
    for parameter in trained.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    graphs = [(tmp_path / "decoder.onnx", export_vae_decoder), (tmp_path / "encoder.onnx", export_vae_encoder)]
    for path, export in graphs:
        export(trained, path)
    unpack(fresh, graphs, FOLDED)
    wrong = [name for name, value in trained.state_dict().items() if not torch.allclose(value, fresh.state_dict()[name], atol=1e-4)]
    assert [name for name in wrong if "video_time_embed" not in name] == []


def test_training_goes_on_from_what_was_kept(tmp_path):
    run, kept, anew = (tmp_path / name for name in ("run", "kept", "anew"))
    for name, module in (("vae.pt", new_vae(seed=7)), ("denoiser.pt", new_denoiser(seed=8))):
        Trainee(module, rate=0, decay=0, seed=0, stage="stage3").save(run / name)
    for log in LOGS:
        (run / log).write_text('{"stage": "stage3", "step": 20, "loss": 0.3}\n')
    keep(run, kept)
    take(kept, anew)
    for load in (load_vae, lambda folder: load_denoiser(folder / "denoiser.pt")[0]):
        before, after = load(run).state_dict(), load(anew).state_dict()
        assert all(torch.allclose(before[name].float(), after[name].float(), rtol=1e-3, atol=1e-4) for name in before)
    assert stage_of(load_denoiser(anew / "denoiser.pt")[1]) < 0
    assert (anew / LOGS[1]).read_text() == (run / LOGS[1]).read_text()


def test_detail_counts_by_its_strength_wherever_it_lies():
    random = torch.Generator().manual_seed(0)
    one, other = (torch.randn((2, 3, 32, 32), generator=random) * 0.2 for _ in range(2))
    assert float(detail(one, one)) == 0
    assert float(detail(other, one)) < 0.3 * float(detail(one * 0, one))
    assert float(detail(one / 2, one)) > 2 * float(detail(other, one))
