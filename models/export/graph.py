"""A graph recorder: a module is run once on symbolic tensors, and what it does to them becomes the nodes of an ONNX graph.

torch's own exporters record the size arithmetic of every reshape, 30,000 nodes for this denoiser. Here sizes are symbols (`batch`, `8*batch`,
`height*width`), so a reshape mostly needs no node at all but itself; whatever does not depend on an input is computed by torch and stored.
"""

import hashlib
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 18
# One number per channel costs little; below this many numbers a tensor is kept as it is.
HALVED_FROM = 64
# Smaller tensors stay in the graph when weights go to a file of their own.
EXTERNAL_FROM = 1024
TYPES = {torch.float32: TensorProto.FLOAT, torch.float16: TensorProto.FLOAT16, torch.int64: TensorProto.INT64}


class Size:
    """A size that is known only when the graph runs: a whole number times symbols. Sizes without symbols are plain ints."""

    def __init__(self, factor, symbols):
        self.factor, self.symbols = factor, symbols

    @staticmethod
    def of(factor, symbols):
        return Size(factor, tuple(sorted(symbols))) if symbols else factor

    def __mul__(self, other):
        other = other if isinstance(other, Size) else Size(other, ())
        return Size.of(self.factor * other.factor, self.symbols + other.symbols)

    __rmul__ = __mul__

    def __floordiv__(self, other):
        other = other if isinstance(other, Size) else Size(other, ())
        left = list(self.symbols)
        for symbol in other.symbols:
            left.remove(symbol)
        factor, rest = divmod(self.factor, other.factor)
        if rest:
            raise ValueError(f"{self} is not known to be a multiple of {other}")
        return Size.of(factor, tuple(left))

    def __eq__(self, other):
        return isinstance(other, Size) and (self.factor, self.symbols) == (other.factor, other.symbols)

    def __hash__(self):
        return hash((self.factor, self.symbols))

    def __repr__(self):
        return "*".join(([] if self.factor == 1 else [str(self.factor)]) + list(self.symbols))


class Graph:
    """Nodes and stored tensors. The same operation on the same inputs is recorded once."""

    def __init__(self, *, dtype=torch.float32, storage=torch.float32):
        """`dtype`: of the arithmetic. `storage`: float16 keeps float32 weights in half the bytes, cast when a session is made."""
        self.dtype, self.storage = dtype, storage
        self.nodes, self.stored, self.inputs, self.outputs = [], {}, [], []
        self.names, self.known, self.symbol_values, self.keep = {}, {}, {}, []
        self.derived, self.contents, self.sizes = {}, {}, {}

    # Inputs and outputs

    def input(self, name, shape, dtype=torch.float32):
        """A string in `shape` is a symbol."""
        shape = tuple(Size(1, (size,)) if isinstance(size, str) else size for size in shape)
        self.inputs.append(helper.make_tensor_value_info(name, TYPES[dtype], named(shape)))
        tensor = Symbolic(self, name, shape, dtype)
        self.learn_symbols(tensor)
        if dtype == torch.float32 and self.dtype != torch.float32:
            return self.emit("Cast", [tensor], shape, dtype=self.dtype, to=TYPES[self.dtype])
        return tensor

    def output(self, name, tensor, shape=None):
        """`shape`: sizes under names of one's own."""
        self.nodes.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, named(shape or tensor.shape)))

    # Nodes

    def emit(self, op, inputs, shape, *, dtype=None, outputs=1, **attributes):
        """One node; answers its output (a tuple of them for more than one, then `shape` holds a shape for each)."""
        own = next((x.dtype for x in inputs if isinstance(x, Symbolic) and x.dtype != torch.int64), self.dtype)
        names = [x if isinstance(x, str) else self.tensor(x, own).name for x in inputs]
        key = (op, tuple(names), repr(sorted(attributes.items())), outputs)
        if key not in self.known:
            results = [f"t{len(self.sizes) + i}" for i in range(outputs)]
            self.nodes.append(helper.make_node(op, names, results, **attributes))
            self.sizes.update({name: (tuple(sizes), dtype or own) for name, sizes in zip(results, shape if outputs > 1 else [shape])})
            shapes = shape if outputs > 1 else [shape]
            made = tuple(Symbolic(self, name, tuple(sizes), dtype or own) for name, sizes in zip(results, shapes))
            for tensor in made:
                self.learn_symbols(tensor)
            self.known[key] = made
        made = self.known[key]
        return made if outputs > 1 else made[0]

    def tensor(self, value, dtype):
        """`value` as an input of a node: symbolic tensors are, everything else is stored in the type of the arithmetic around it."""
        if isinstance(value, Symbolic):
            return value
        if not isinstance(value, torch.Tensor):
            value = torch.tensor(float(value))
        value = value.detach()
        shape = tuple(value.shape)
        if not value.is_floating_point():
            return Symbolic(self, self.store(value, value), shape, torch.int64)
        halved = dtype == torch.float32 and self.storage == torch.float16 and value.numel() >= HALVED_FROM
        name = self.store(value, value.to(torch.float16 if halved else dtype))
        return self.emit("Cast", [name], shape, dtype=dtype, to=TYPES[dtype]) if halved else Symbolic(self, name, shape, dtype)

    def store(self, value, kept):
        """The name of a stored tensor: the parameter's, or one for its content."""
        name = self.names.get(value.data_ptr())
        if name is None or (name in self.stored and self.stored[name].shape != tuple(value.shape)):
            name = self.content_name(kept)
        self.keep.append(value)
        self.stored.setdefault(name, kept.numpy())
        return name

    def content_name(self, kept):
        content = (kept.dtype, tuple(kept.shape), hashlib.sha256(kept.contiguous().numpy().tobytes()).digest())
        return self.contents.setdefault(content, f"constant_{len(self.contents)}")

    def name_parameters(self, module):
        for name, parameter in list(module.named_parameters()) + list(module.named_buffers()):
            self.names.setdefault(parameter.data_ptr(), name)
        self.keep.append(module)

    # Sizes

    def learn_symbols(self, tensor):
        """The first tensor with a symbol as a size is where its value is read."""
        for axis, size in enumerate(tensor.shape):
            if isinstance(size, Size) and size.factor == 1 and len(size.symbols) == 1 and size.symbols[0] not in self.symbol_values:
                self.symbol_values[size.symbols[0]] = (tensor.name, axis)

    def derive(self, size, rule):
        """The symbol of a size that comes of `size` by a rule, the same one for the same rule."""
        return Size(1, (self.derived.setdefault((size, rule), f"s{len(self.derived)}"),))

    def size_value(self, size):
        """The name of an int64 [1] tensor."""
        if isinstance(size, int):
            return self.integers([size])
        parts = []
        for symbol in size.symbols:
            name, axis = self.symbol_values[symbol]
            parts.append(self.emit("Shape", [name], (1,), dtype=torch.int64, start=axis, end=axis + 1).name)
        value = parts[0]
        for part in parts[1:]:
            value = self.emit("Mul", [value, part], (1,), dtype=torch.int64).name
        return value if size.factor == 1 else self.emit("Mul", [value, self.integers([size.factor])], (1,), dtype=torch.int64).name

    def integers(self, values):
        name = "sizes_" + "_".join(str(v).replace("-", "m") for v in values)
        self.stored.setdefault(name, np.array(values, dtype=np.int64))
        return name

    def floats(self, values):
        name = "scales_" + "_".join(str(v) for v in values)
        self.stored.setdefault(name, np.array(values, dtype=np.float32))
        return name

    def shape_value(self, shape):
        """The name of an int64 [rank] tensor; sizes that are ints go in runs."""
        parts, run = [], []
        for size in shape:
            if isinstance(size, int):
                run.append(size)
                continue
            if run:
                parts.append(self.integers(run))
                run = []
            parts.append(self.size_value(size))
        if run:
            parts.append(self.integers(run))
        return parts[0] if len(parts) == 1 else self.emit("Concat", parts, (len(shape),), dtype=torch.int64, axis=0).name

    # The model

    def stored_bytes(self):
        return sum(array.nbytes for array in self.stored.values())

    def model(self, name, data_file=None):
        """The ONNX model, without nodes and stored tensors that no output needs. Weights go to `data_file` where one is open."""
        needed, nodes = {value.name for value in self.outputs}, []
        for node in reversed(self.nodes):
            if needed.intersection(node.output):
                nodes.insert(0, node)
                needed.update(node.input)
        arrays = {key: array for key, array in self.stored.items() if key in needed}
        stored = [stored_tensor(key, array, data_file) for key, array in arrays.items()]
        # ONNX Runtime plans which tensors share memory by comparing shapes; ones it cannot infer make that plan poor, and quadratically slow.
        known = [helper.make_tensor_value_info(key, TYPES[dtype], named(shape)) for key, (shape, dtype) in self.sizes.items() if key in needed]
        graph = helper.make_graph(nodes, name, self.inputs, self.outputs, stored, value_info=known)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="models.export", ir_version=9)
        return model


class Symbolic:
    """Stands for a tensor of the graph in a module's forward. What torch functions do to it is in operations.py."""

    def __init__(self, graph, name, shape, dtype):
        self.graph, self.name, self.shape, self.dtype = graph, name, shape, dtype
        self.device = torch.device("cpu")
        self.made_by = None

    @property
    def ndim(self):
        return len(self.shape)

    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        from .operations import operation

        return operation(function)(*args, **(kwargs or {}))

    def __getattr__(self, name):
        from .operations import method

        own = method(name)
        return lambda *args, **kwargs: own(self, *args, **kwargs)

    def __getitem__(self, index):
        from .operations import take

        return take(self, index)

    def __add__(self, other):
        return self.add(other)

    def __radd__(self, other):
        return self.add(other)

    def __sub__(self, other):
        return self.sub(other)

    def __mul__(self, other):
        return self.mul(other)

    def __rmul__(self, other):
        return self.mul(other)

    def __matmul__(self, other):
        return self.matmul(other)


def stored_tensor(name, array, data_file):
    array = np.ascontiguousarray(array)
    if data_file is None or array.nbytes < EXTERNAL_FROM:
        return numpy_helper.from_array(array, name)
    # Runtimes map the file into memory, page by page.
    data_file.write(b"\0" * (-data_file.tell() % 4096))
    tensor = TensorProto(name=name, data_type=helper.np_dtype_to_tensor_dtype(array.dtype), dims=array.shape, data_location=TensorProto.EXTERNAL)
    place = {"location": Path(data_file.name).name, "offset": data_file.tell(), "length": array.nbytes}
    for key, value in place.items():
        tensor.external_data.add(key=key, value=str(value))
    data_file.write(array.data)
    return tensor


def named(shape):
    """Sizes as ONNX has them: numbers, or names."""
    return [size if isinstance(size, int) else str(size) for size in shape]


def total(sizes):
    return math.prod(sizes, start=1)
