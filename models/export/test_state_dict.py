"""Names and shapes of the full-size models equal those of the published checkpoints: python -m unittest models.export.test_state_dict"""

import ast
import unittest
from pathlib import Path

import torch

from .unet import UNet3DVSRModel
from .vae import AutoencoderKLTemporalDecoder

FOLDER = Path(__file__).parent / "state_dict"


def published(name):
    """{parameter: shape}, as instantiating the official classes gave them."""
    rows = (line.split("\t") for line in (FOLDER / name).read_text().splitlines() if line)
    return {name: ast.literal_eval(shape) for name, shape in rows}


def shapes(make):
    with torch.device("meta"):
        return {name: tuple(tensor.shape) for name, tensor in make().state_dict().items()}


class StateDict(unittest.TestCase):
    def test_unet(self):
        self.assertEqual(shapes(UNet3DVSRModel), published("unet.tsv"))

    def test_vae(self):
        self.assertEqual(shapes(AutoencoderKLTemporalDecoder), published("vae.tsv"))


if __name__ == "__main__":
    unittest.main()
