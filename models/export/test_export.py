"""The export command on weights of the published names, and full-width layers: python -m unittest models.export.test_export"""

import contextlib
import hashlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import onnx
import onnxruntime
import torch
from tokenizers import Tokenizer

from . import components
from .__main__ import main
from .attention import RotaryEmbedding, Transformer3DModel
from .blocks import TemporalModule3D
from .graph import Graph
from .test_components import TOLERANCE, UNET, VAE, seeded
from .text import ClipTextModel, TextConfig
from .tokenizer import byte_letters
from .unet import UNet3DVSRModel
from .vae import AutoencoderKLTemporalDecoder, SpatioTemporalResBlock, VaeConfig, VideoAttention

torch.set_num_threads(1)
TEXT = TextConfig(width=16, layers=2, heads=2, inner_width=32, vocabulary=515)


def write_downloads(folder):
    """Files as the published ones are laid out, narrow and with random weights. Answers the modules they hold."""
    unet, vae, text = seeded(lambda: UNet3DVSRModel(UNET)), seeded(lambda: AutoencoderKLTemporalDecoder(VAE)), seeded(lambda: ClipTextModel(TEXT))
    torch.save({"ema": unet.state_dict(), "step": 1}, folder / "DiffVSR_UNet.pt")
    torch.save(vae.state_dict(), folder / "TE-3DVAE.pt")
    write(folder / "unet_3d_config.json", {"block_out_channels": UNET.widths, "attention_head_dim": 2, "cross_attention_dim": 16, "norm_num_groups": 4})
    write(folder / "vae_config.json", {"block_out_channels": VAE.widths, "norm_num_groups": 4, "scaling_factor": 0.25})

    upscaler = folder / "upscaler4x"
    write(
        upscaler / "text_encoder" / "config.json",
        {
            "hidden_size": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "intermediate_size": 32,
            "hidden_act": "gelu",
            "vocab_size": 515,
            "max_position_embeddings": 77,
            "layer_norm_eps": 1e-05,
        },
    )
    torch.save(
        {**text.state_dict(), "text_model.embeddings.position_ids": torch.arange(77)[None]}, upscaler / "text_encoder" / "pytorch_model.bin"
    )
    letters = byte_letters()
    pieces = letters + [letter + "</w>" for letter in letters] + ["at</w>", "<|startoftext|>", "<|endoftext|>"]
    write(upscaler / "tokenizer" / "vocab.json", {piece: i for i, piece in enumerate(pieces)})
    (upscaler / "tokenizer" / "merges.txt").write_text("#version: 0.2\na t</w>\n")
    write(upscaler / "tokenizer" / "tokenizer_config.json", {"pad_token": "<|endoftext|>", "bos_token": {"content": "<|startoftext|>"}})
    write(
        upscaler / "tokenizer" / "special_tokens_map.json",
        {"bos_token": {"content": "<|startoftext|>"}, "eos_token": "<|endoftext|>", "pad_token": "!"},
    )
    noise = {"num_train_timesteps": 1000, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "scaled_linear"}
    write(
        upscaler / "scheduler" / "scheduler_config.json",
        {**noise, "prediction_type": "v_prediction", "set_alpha_to_one": False, "steps_offset": 1},
    )
    write(upscaler / "low_res_scheduler" / "scheduler_config.json", noise)
    return unet, vae, text


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


class Export(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        torch.manual_seed(7)

    def export(self, *more):
        names = {"unet": "DiffVSR_UNet.pt", "vae": "TE-3DVAE.pt", "upscaler": "upscaler4x", "out": "package"}
        names |= {"unet-config": "unet_3d_config.json", "vae-config": "vae_config.json"}
        arguments = [part for key, name in names.items() for part in (f"--{key}", str(self.folder / name))]
        with contextlib.redirect_stdout(io.StringIO()):
            main([*arguments, *more])
        return self.folder / "package"

    def assert_near(self, got, expected, tolerance=TOLERANCE):
        self.assertEqual(got.shape, tuple(expected.shape))
        self.assertGreater(float(expected.std()), 0.05)
        self.assertLess(float(np.abs(got - expected.numpy()).max()), tolerance)

    @torch.no_grad()
    def test_package_of_float32_with_weights_beside_the_graph(self):
        unet, vae, text = write_downloads(self.folder)
        with mock.patch.object(components, "INLINE_BYTES", 500_000):
            package = self.export("--precision", "fp32")
        manifest = json.loads((package / "manifest.json").read_text())

        # 1. Files are what the manifest says
        names = {path.name for path in package.iterdir()} - {"manifest.json"}
        self.assertIn("denoiser.onnx.data", names)
        self.assertEqual({file["path"] for file in manifest["files"]}, names)
        for file in manifest["files"]:
            self.assertEqual(hashlib.sha256((package / file["path"]).read_bytes()).hexdigest(), file["sha256"])

        # 2. Facts come from the files, with the published overrides
        self.assertEqual(manifest["scheduler"]["noise"]["betaSchedule"], "linear")
        self.assertEqual(manifest["lowResNoise"]["noise"]["betaSchedule"], "scaled-linear")
        self.assertEqual(manifest["scheduler"]["stepsOffset"], 1)
        self.assertFalse(manifest["scheduler"]["setAlphaToOne"])
        self.assertEqual(manifest["latents"], {"channels": 4, "scalingFactor": 0.25, "decodeFrames": 4})
        tokenizer = manifest["tokenizer"]
        self.assertEqual((tokenizer["startToken"], tokenizer["endToken"], tokenizer["padToken"]), (513, 514, 0))
        words = Tokenizer.from_file(str(package / "tokenizer.json")).encode("AT a", add_special_tokens=False)
        self.assertEqual(words.tokens, ["at</w>", "a</w>"])

        # 3. Graphs answer what the modules answer
        tokens = torch.randint(0, 515, (2, 77))
        (embedded,) = session(package / "text-encoder.onnx").run(None, {"tokens": tokens.numpy()})
        self.assert_near(embedded, text(tokens))
        denoiser = session(package / "denoiser.onnx")
        for batch, h, w in [(1, 16, 24), (2, 17, 19)]:
            inputs = denoiser_inputs(batch, h, w)
            (got,) = denoiser.run(None, {key: value.numpy() for key, value in inputs.items()})
            self.assert_near(got, unet(*inputs.values()))
        latents = torch.randn(4, 4, 17, 19)
        (frames,) = session(package / "vae-decoder.onnx").run(None, {"latents": latents.numpy()})
        self.assert_near(frames, vae.decode(latents))
        pictures = torch.rand(4, 3, 64, 68) * 2 - 1
        (mean,) = session(package / "vae-encoder.onnx").run(None, {"frames": pictures.numpy()})
        self.assert_near(mean, vae.encode(pictures)[0])

    @torch.no_grad()
    def test_package_of_half_precision_by_default(self):
        unet, *_ = write_downloads(self.folder)
        package = self.export()
        graph = onnx.load(package / "denoiser.onnx").graph

        self.assertEqual(json.loads((package / "manifest.json").read_text())["precision"], "fp16")
        kinds = {tensor.data_type for tensor in graph.initializer if tensor.dims and np.prod(tensor.dims) > 100}
        self.assertEqual(kinds, {onnx.TensorProto.FLOAT16})
        inputs = denoiser_inputs(1, 17, 19)
        (got,) = session(package / "denoiser.onnx").run(None, {key: value.numpy() for key, value in inputs.items()})
        self.assert_near(got, unet(*inputs.values()), tolerance=2e-2)

    def test_weights_with_other_names_are_refused(self):
        write_downloads(self.folder)
        path = self.folder / "DiffVSR_UNet.pt"
        state = torch.load(path)
        state["ema"]["more"] = state["ema"].pop("conv_in.bias")
        torch.save(state, path)
        with self.assertRaisesRegex(RuntimeError, "conv_in.bias"):
            self.export()

    @torch.no_grad()
    def test_full_width_layers(self):
        transformer = {"groups": 32, "heads": 8, "cross_channels": 1024, "only_cross": False, "multi_scale": True}
        blocks = seeded(
            lambda: torch.nn.ModuleList(
                [Transformer3DModel(1024, rotary=RotaryEmbedding(), **transformer), TemporalModule3D(1024, groups=32, emb_channels=1024)]
            )
        )
        x, text, emb = torch.randn(1, 1024, 8, 3, 5), torch.randn(1, 77, 1024), torch.randn(1, 1024)
        graph = Graph()
        graph.name_parameters(blocks)
        middle = blocks[0](graph.input("x", [1, 1024, 8, "h", "w"]), graph.input("text", [1, 77, 1024]))
        graph.output("y", blocks[1](middle, graph.input("emb", [1, 1024])))
        onnx.save(graph.model("unet-level"), self.folder / "level.onnx")
        (got,) = session(self.folder / "level.onnx").run(None, {"x": x.numpy(), "text": text.numpy(), "emb": emb.numpy()})
        self.assert_near(got, blocks[1](blocks[0](x, text), emb))

    @torch.no_grad()
    def test_full_width_decoder_layers(self):
        config = VaeConfig()
        blocks = seeded(lambda: torch.nn.ModuleList([SpatioTemporalResBlock(512, 512, config), VideoAttention(512, config.groups)]))
        x = torch.randn(4, 512, 5, 7)
        graph = Graph()
        blocks[1].slices = 4
        graph.output("y", blocks[1](blocks[0](graph.input("x", [4, 512, "h", "w"]), 4), 4))
        onnx.save(graph.model("decoder-level"), self.folder / "level.onnx")
        blocks[1].slices = 1
        (got,) = session(self.folder / "level.onnx").run(None, {"x": x.numpy()})
        self.assert_near(got, blocks[1](blocks[0](x, 4), 4))


def denoiser_inputs(batch, h, w):
    return {
        "sample": torch.randn(batch, 4, 8, h, w),
        "timestep": torch.arange(batch) * 300 + 481,
        "low_res": torch.randn(batch, 3, 8, h, w),
        "text": torch.randn(batch, 77, UNET.cross_channels),
        "noise_level": torch.arange(batch) * 20 + 50,
    }


if __name__ == "__main__":
    unittest.main()
