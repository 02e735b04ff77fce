"""A package that measures, or finds motion, holds what its graph says of itself."""

import hashlib
import json
import tempfile
import unittest
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper

from models.export.components import save
from models.export.graph import Graph
from models.export.metric import parse, write_package


def toy(path: Path) -> None:
    picture = [1, 3, "h", "w"]
    graph = helper.make_graph(
        [
            helper.make_node("Sub", ["own", "true"], ["difference"]),
            helper.make_node("Abs", ["difference"], ["apart"]),
            helper.make_node("ReduceMean", ["apart"], ["score"], keepdims=0),
        ],
        "toy",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, picture) for name in ("own", "true")],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, [])],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


class ToyFlow(torch.nn.Module):
    """Answers a flow that is as large as the two pictures, and means nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.Conv2d(6, 2, 3, padding=1, bias=False)

    def forward(self, before: torch.Tensor, frame: torch.Tensor) -> torch.Tensor:
        return self.layer(torch.cat([before, frame], 1))


def exported(path: Path) -> None:
    recorder = Graph()
    pictures = [recorder.input(name, (1, 3, "height", "width")) for name in ("before", "frame")]
    with torch.no_grad():
        recorder.output("flow", ToyFlow()(*pictures))
    save(recorder, "flow", path)


class MetricPackage(unittest.TestCase):
    def arguments(self, folder: Path, sees: str) -> list[str]:
        words = ["--id", "difference", "--name", "Difference", "--better", "lower", "--license", "MIT", "--size", "square/224"]
        return [str(folder / "toy.onnx"), *words, "--sees", sees, "--definition", "How far apart.", "--out", str(folder / "package")]

    def test_manifest(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            toy(folder / "toy.onnx")
            out = write_package(parse(self.arguments(folder, "frame,reference")))
            manifest = json.loads((out / "manifest.json").read_text())
            self.assertEqual([each["sees"] for each in manifest["inputs"]], ["frame", "reference"])
            self.assertEqual(manifest["inputs"][1]["tensor"], {"name": "true", "type": "float32", "shape": [1, 3, "h", "w"]})
            self.assertEqual(manifest["output"], {"name": "score", "type": "float32", "shape": []})
            self.assertEqual(manifest["size"], {"type": "square", "side": 224})
            data = (out / "toy.onnx").read_bytes()
            self.assertEqual(manifest["files"][0]["sha256"], hashlib.sha256(data).hexdigest())

    def test_other_count_of_inputs(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            toy(Path(name) / "toy.onnx")
            with self.assertRaisesRegex(SystemExit, "has 2 inputs, and --sees names 1"):
                write_package(parse(self.arguments(Path(name), "frame")))

    def flow_arguments(self, folder: Path, sees: str) -> list[str]:
        words = ["--id", "toy", "--name", "Toy", "--answers", "flow", "--license", "MIT", "--size", "native/8"]
        return [str(folder / "toy.onnx"), *words, "--sees", sees, "--definition", "None at all.", "--out", str(folder / "package")]

    def test_flow_of_a_torch_module(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            exported(folder / "toy.onnx")
            out = write_package(parse(self.flow_arguments(folder, "before,frame")))
            manifest = json.loads((out / "manifest.json").read_text())
            self.assertEqual([each["sees"] for each in manifest["inputs"]], ["before", "frame"])
            self.assertEqual(manifest["inputs"][0]["tensor"]["shape"], [1, 3, "height", "width"])
            self.assertEqual(manifest["output"], {"name": "flow", "type": "float32", "shape": [1, 2, "height", "width"]})
            self.assertEqual([manifest[key] for key in ("answers", "unit", "better")], ["flow", "px", "neither"])
            self.assertEqual(manifest["size"], {"type": "native", "multipleOf": 8})

    def test_flow_of_other_inputs(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            exported(Path(name) / "toy.onnx")
            with self.assertRaisesRegex(SystemExit, "A flow sees before and frame, and --sees names frame,reference"):
                write_package(parse(self.flow_arguments(Path(name), "frame,reference")))


if __name__ == "__main__":
    unittest.main()
