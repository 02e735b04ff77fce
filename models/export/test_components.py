"""The exported graphs answer what the modules answer, at any size: python -m unittest models.export.test_components"""

import tempfile
import unittest
from pathlib import Path

import onnx
import onnxruntime
import torch

from .components import export_denoiser, export_text_encoder, export_vae_decoder, export_vae_encoder
from .first_guess import FirstGuess
from .text import ClipTextModel, TextConfig
from .unet import UNet3DVSRModel, UNetConfig
from .vae import AutoencoderKLTemporalDecoder, VaeConfig

UNET = UNetConfig(widths=(8, 16, 16, 16), heads=2, cross_channels=16, groups=4, rotary_dims=4)
VAE = VaeConfig(widths=(8, 8, 16), groups=4)
TEXT = TextConfig(width=16, layers=2, heads=2, inner_width=32, vocabulary=300, embedding_width=4)
# Float32 sums in another order; values are about 1.
TOLERANCE = 1e-4
torch.set_num_threads(1)


def seeded(make):
    """A module whose layers all do something: what begins at zero is drawn too."""
    torch.manual_seed(3)
    module = make().eval()
    for parameter in module.parameters():
        if parameter.requires_grad and not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)
    return module


class Components(unittest.TestCase):
    def exported(self, export, module, **options):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "graph.onnx"
        export(module, path, **options)
        self.graph = onnx.load(path)
        onnx.checker.check_model(self.graph)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def assert_same(self, session, inputs, expected, tolerance=TOLERANCE):
        (got,) = session.run(None, {name: value.numpy() for name, value in inputs.items()})
        self.assertEqual(got.shape, tuple(expected.shape))
        self.assertGreater(float(expected.std()), 0.05)
        self.assertLess(float((torch.from_numpy(got) - expected).abs().max()), tolerance)

    def denoiser_inputs(self, batch, h, w):
        return {
            "sample": torch.randn(batch, 4, 8, h, w),
            "timestep": torch.arange(batch) * 300 + 481,
            "low_res": torch.randn(batch, 3, 8, h, w),
            "text": torch.randn(batch, 77, UNET.cross_channels),
            "noise_level": torch.arange(batch) * 20 + 50,
        }

    def test_denoiser_of_any_size(self):
        unet = seeded(lambda: UNet3DVSRModel(UNET))
        session = self.exported(export_denoiser, unet)
        self.assertLess(len(self.graph.graph.node), 4500)
        for batch, h, w in [(1, 16, 24), (2, 17, 19), (1, 45, 57), (2, 32, 40)]:
            inputs = self.denoiser_inputs(batch, h, w)
            with torch.no_grad():
                self.assert_same(session, inputs, unet(*inputs.values()))

    def test_denoiser_that_begins_with_a_guess(self):
        guess = FirstGuess(seeded(lambda: UNet3DVSRModel(UNET)), torch.linspace(0.99, 0.01, 1000, dtype=torch.float64))
        guess.set_filter(torch.randn_like(guess.weight), torch.randn_like(guess.bias), torch.tensor([0.1, 0.2, 0.4, 0.9]), torch.linspace(0.99, 0.01, 1000, dtype=torch.float64))
        session = self.exported(export_denoiser, guess)
        for batch, h, w in [(1, 16, 24), (2, 17, 19)]:
            inputs = self.denoiser_inputs(batch, h, w)
            with torch.no_grad():
                self.assert_same(session, inputs, guess(*inputs.values()))

    def test_denoiser_stored_in_half(self):
        unet = seeded(lambda: UNet3DVSRModel(UNET))
        session = self.exported(export_denoiser, unet, precision="fp16-stored")
        inputs = self.denoiser_inputs(2, 17, 19)
        for parameter in unet.parameters():
            if parameter.numel() >= 64:
                parameter.data = parameter.data.half().float()
        with torch.no_grad():
            self.assert_same(session, inputs, unet(*inputs.values()))

    def test_vae_decoder_of_any_size(self):
        for kind in ("te-3d", "3d", "2d"):
            vae = seeded(lambda: AutoencoderKLTemporalDecoder(VaeConfig(widths=VAE.widths, groups=VAE.groups, kind=kind)))
            session = self.exported(export_vae_decoder, vae)
            for h, w in [(16, 24), (17, 19)] + ([(45, 57)] if kind == "te-3d" else []):
                latents = torch.randn(4, 4, h, w)
                with torch.no_grad():
                    self.assert_same(session, {"latents": latents}, vae.decode(latents))

    def test_vae_whose_latents_hold_the_picture(self):
        vae = seeded(lambda: AutoencoderKLTemporalDecoder(VaeConfig(widths=VAE.widths, groups=0, picture_latents=True)))
        decoder, encoder = self.exported(export_vae_decoder, vae), self.exported(export_vae_encoder, vae)
        for h, w in [(16, 24), (17, 19)]:
            latents, frames = torch.randn(4, 4, h, w), torch.rand(4, 3, 4 * h, 4 * w) * 2 - 1
            with torch.no_grad():
                self.assert_same(decoder, {"latents": latents}, vae.decode(latents))
                self.assert_same(encoder, {"frames": frames}, vae.encode(frames)[0])

    def test_vae_encoder(self):
        vae = seeded(lambda: AutoencoderKLTemporalDecoder(VAE))
        session = self.exported(export_vae_encoder, vae)
        for h, w in [(64, 64), (68, 76)]:
            frames = torch.rand(4, 3, h, w) * 2 - 1
            with torch.no_grad():
                self.assert_same(session, {"frames": frames}, vae.encode(frames)[0])

    def test_text_encoder(self):
        for activation in ("gelu", "quick_gelu"):
            text = seeded(lambda: ClipTextModel(TextConfig(**{**TEXT.__dict__, "activation": activation})))
            session = self.exported(export_text_encoder, text)
            for batch in (1, 2):
                tokens = torch.randint(0, 300, (batch, 77))
                with torch.no_grad():
                    self.assert_same(session, {"tokens": tokens}, text(tokens))


if __name__ == "__main__":
    unittest.main()
