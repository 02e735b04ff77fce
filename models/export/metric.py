"""Wraps an ONNX graph that measures, or finds motion, as a package of the kind `metric` (native/contract/metric-manifest.ts)."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx

TYPES = {onnx.TensorProto.FLOAT: "float32", onnx.TensorProto.UINT8: "uint8", onnx.TensorProto.FLOAT16: "float16"}


def tensor_spec(value: onnx.ValueInfoProto) -> dict:
    tensor = value.type.tensor_type
    names = iter("abcdefgh")
    shape = [dim.dim_value if dim.dim_value > 0 else (dim.dim_param or next(names)) for dim in tensor.shape.dim]
    return {"name": value.name, "type": TYPES.get(tensor.elem_type, "float32"), "shape": shape}


def size_policy(text: str) -> dict:
    kind, _, number = text.partition("/")
    if kind == "fit":
        return {"type": "fit", "longestSide": int(number)}
    if kind == "square":
        return {"type": "square", "side": int(number)}
    if kind == "native":
        return {"type": "native", "multipleOf": int(number or 1)}
    raise SystemExit(f'There is no size "{text}": give native, native/32, fit/512 or square/224.')


def file_facts(path: Path) -> dict:
    data = path.read_bytes()
    return {"path": path.name, "sha256": hashlib.sha256(data).hexdigest(), "sizeBytes": len(data)}


def external_files(model: onnx.ModelProto) -> list[str]:
    places = {entry.value for each in model.graph.initializer for entry in each.external_data if entry.key == "location"}
    return sorted(places)


def write_package(options: argparse.Namespace) -> Path:
    model = onnx.load(options.model, load_external_data=False)
    weights = {each.name for each in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in weights]
    sees = options.sees.split(",")
    if len(sees) != len(inputs):
        raise SystemExit(f"{options.model} has {len(inputs)} inputs, and --sees names {len(sees)}.")
    if len(model.graph.output) != 1:
        raise SystemExit(f"{options.model} has {len(model.graph.output)} outputs; a package that measures has one.")
    finds_motion = options.answers == "flow"
    if finds_motion and sorted(sees) != ["before", "frame"]:
        raise SystemExit(f"A flow sees before and frame, and --sees names {options.sees}.")
    if not finds_motion and options.better is None:
        raise SystemExit("Say with --better whether a higher or a lower number is better, or neither.")
    options.out.mkdir(parents=True, exist_ok=True)
    parts = [options.model, *(options.model.parent / name for name in external_files(model))]
    for part in parts:
        shutil.copyfile(part, options.out / part.name)
    frames, step, stride = (int(part) for part in options.clip.split(",")) if options.clip else (0, 0, 0)
    manifest = {
        "manifestVersion": 1,
        "id": options.id,
        "name": options.name,
        "version": options.version,
        "summary": options.definition.split(". ")[0],
        "license": options.license,
        "licenseNotice": "",
        "credits": options.credits,
        "homepage": None,
        "source": {"type": "bundled"},
        "files": [file_facts(options.out / part.name) for part in parts],
        "kind": "metric",
        "precision": "fp32",
        "model": options.model.name,
        "unit": options.unit or ("px" if finds_motion else ""),
        "better": options.better or "neither",
        "definition": options.definition,
        "inputs": [{"sees": role, "tensor": tensor_spec(value)} for role, value in zip(sees, inputs)],
        "output": tensor_spec(model.graph.output[0]),
        **({"answers": "flow"} if finds_motion else {}),
        "clip": {"frames": frames, "step": step, "stride": stride} if options.clip else None,
        "size": size_policy(options.size),
        # Not measured: weights twice, and room for a few dozen maps of the picture.
        "memory": {"fixedBytes": 2 * sum((options.out / part.name).stat().st_size for part in parts), "perPixelBytes": 1000},
    }
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    return options.out


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="the ONNX file; files of weights lie beside it")
    parser.add_argument("--id", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--sees", required=True, help="what each input sees, with commas between: frame, reference, before, first, or clip")
    parser.add_argument("--clip", help="FRAMES,STEP,STRIDE of the windows that a clip input sees")
    parser.add_argument("--size", default="native")
    parser.add_argument("--answers", default="number", choices=["number", "flow"])
    parser.add_argument("--better", choices=["higher", "lower", "neither"])
    parser.add_argument("--unit", default="")
    parser.add_argument("--definition", required=True)
    parser.add_argument("--license", required=True)
    parser.add_argument("--credits", default="")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    print(write_package(parse()))
