"""What torch's functions mean to symbolic tensors, each as ONNX nodes. Only what the modules here use."""

import math

import torch
import torch.nn.functional as F

from .graph import TYPES, Symbolic, total

TABLE = {}


def means(*functions):
    """Says which torch functions, or methods by name, the decorated one stands for."""

    def register(own):
        for function in functions:
            TABLE[function] = own
        return own

    return register


def operation(function):
    own = TABLE.get(function) or TABLE.get(getattr(function, "__name__", None))
    if own is None:
        raise NotImplementedError(f"The exporter does not know {function}; add it to models/export/operations.py.")
    return own


def method(name):
    if name not in TABLE:
        raise AttributeError(name)
    return TABLE[name]


def graph_of(*values):
    return next(value.graph for value in values if isinstance(value, Symbolic))


# Shapes


@means("reshape")
def reshape(x, *shape):
    shape = tuple(shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape)
    if -1 in shape:
        rest = total(size for size in shape if not (isinstance(size, int) and size == -1))
        shape = tuple(total(x.shape) // rest if isinstance(size, int) and size == -1 else size for size in shape)
    if x.made_by and x.made_by[0] == "reshape":
        x = x.made_by[1]
    if shape == x.shape:
        return x
    # A size that stays is 0, and one other may be -1: then no size has to be computed.
    target = [size if isinstance(size, int) else 0 if axis < x.ndim and size == x.shape[axis] else None for axis, size in enumerate(shape)]
    if target.count(None) <= 1:
        target = x.graph.integers([-1 if size is None else size for size in target])
    else:
        target = x.graph.shape_value(shape)
    y = x.graph.emit("Reshape", [x, target], shape, dtype=x.dtype)
    y.made_by = ("reshape", x)
    return y


@means("permute")
def permute(x, *order):
    order = [axis % x.ndim for axis in order]
    if x.made_by and x.made_by[0] == "permute":
        _, x, before = x.made_by
        order = [before[axis] for axis in order]
    if order == sorted(order):
        return x
    y = x.graph.emit("Transpose", [x], tuple(x.shape[axis] for axis in order), dtype=x.dtype, perm=order)
    y.made_by = ("permute", x, order)
    return y


@means("transpose")
def transpose(x, a, b):
    order = list(range(x.ndim))
    order[a], order[b] = order[b], order[a]
    return permute(x, *order)


@means("flatten")
def flatten(x, start=0):
    start %= x.ndim
    return reshape(x, *x.shape[:start], total(x.shape[start:]))


@means("expand")
def expand(x, *shape):
    # Ones stay as the input has them, so only what grows is named.
    grow = [1 if size == own else size for size, own in zip(shape, x.shape)]
    return x.graph.emit("Expand", [x, x.graph.shape_value(grow)], shape, dtype=x.dtype)


def take(x, index):
    """Slices and new axes."""
    index = index if isinstance(index, tuple) else (index,)
    if Ellipsis in index:
        at = index.index(Ellipsis)
        index = index[:at] + (slice(None),) * (x.ndim - sum(i is not None for i in index) + 1) + index[at + 1 :]
    shape, axis, cuts = [], 0, []
    for item in index:
        if item is None:
            shape.append(1)
            continue
        size = x.shape[axis]
        if item != slice(None):
            start, stop, step = item.indices(size)
            cuts.append((axis, start, stop, step))
            size = len(range(start, stop, step))
        shape.append(size)
        axis += 1
    shape += x.shape[axis:]
    if cuts:
        axes, starts, stops, steps = ([cut[i] for cut in cuts] for i in range(4))
        cut_shape = list(x.shape)
        for cut_axis, start, stop, step in cuts:
            cut_shape[cut_axis] = len(range(start, stop, step))
        x = x.graph.emit("Slice", [x, *(x.graph.integers(v) for v in (starts, stops, axes, steps))], cut_shape, dtype=x.dtype)
    return reshape(x, *shape)


@means(torch.cat)
def cat(tensors, dim=0):
    graph, first = graph_of(*tensors), tensors[0]
    dim %= first.ndim
    shape = list(first.shape)
    shape[dim] = sum(t.shape[dim] for t in tensors) if all(isinstance(t.shape[dim], int) for t in tensors) else graph.derive(tensors[0].shape[dim], f"joined-{len(tensors)}")
    return graph.emit("Concat", tensors, shape, axis=dim)


@means("chunk")
def chunk(x, count, dim=0):
    dim %= x.ndim
    size, graph, shapes = x.shape[dim], x.graph, []
    for i in range(count):
        shape = list(x.shape)
        if isinstance(size, int):
            shape[dim] = size // count
        elif i < count - 1:
            shape[dim] = graph.derive(size, f"part-of-{count}")
        else:
            shape[dim] = graph.derive(size, f"last-part-of-{count}")
        shapes.append(shape)
    return x.graph.emit("Split", [x], shapes, dtype=x.dtype, outputs=count, axis=dim, num_outputs=count)


@means(F.pad)
def pad(x, amounts, mode="constant", value=0):
    graph, shape = x.graph, list(x.shape)
    before, after = [0] * x.ndim, [0] * x.ndim
    for i in range(len(amounts) // 2):
        axis = x.ndim - 1 - i
        before[axis], after[axis] = amounts[2 * i], amounts[2 * i + 1]
        more = before[axis] + after[axis]
        if more:
            shape[axis] = shape[axis] + more if isinstance(shape[axis], int) else graph.derive(shape[axis], f"plus-{more}")
    return graph.emit("Pad", [x, graph.integers(before + after)], shape, dtype=x.dtype, mode={"replicate": "edge"}.get(mode, mode))


# Arithmetic


def broadcast(a, b):
    a, b = tuple(getattr(a, "shape", ())), tuple(getattr(b, "shape", ()))
    a, b = (1,) * (len(b) - len(a)) + a, (1,) * (len(a) - len(b)) + b
    return tuple(y if isinstance(x, int) and x == 1 else x for x, y in zip(a, b))


def elementwise(op):
    return lambda a, b: graph_of(a, b).emit(op, [a, b], broadcast(a, b))


add = means("add", "__add__", "__radd__")(elementwise("Add"))
mul = means("mul", "__mul__", "__rmul__")(elementwise("Mul"))
sub = means("sub", "__sub__")(elementwise("Sub"))


@means("__rsub__")
def rsub(a, b):
    return sub(b, a)


def unary(op):
    return lambda x: x.graph.emit(op, [x], x.shape)


sigmoid = means(torch.sigmoid)(unary("Sigmoid"))
means(torch.cos, "cos")(unary("Cos"))
means(torch.sin, "sin")(unary("Sin"))


@means(F.silu)
def silu(x, inplace=False):
    return mul(x, sigmoid(x))


@means(F.gelu)
def gelu(x, approximate="none"):
    erf = x.graph.emit("Erf", [mul(x, 1 / math.sqrt(2))], x.shape)
    return mul(mul(x, add(erf, 1.0)), 0.5)


@means("softmax")
def softmax(x, dim=-1):
    return x.graph.emit("Softmax", [x], x.shape, axis=dim)


@means("float", "to")
def to(x, dtype=torch.float32):
    return x if x.dtype == dtype else x.graph.emit("Cast", [x], x.shape, dtype=dtype, to=TYPES[dtype])


@means("matmul", "__matmul__")
def matmul(a, b):
    shape = broadcast(Shaped(a.shape[:-2]), Shaped(b.shape[:-2])) + (a.shape[-2], b.shape[-1])
    return graph_of(a, b).emit("MatMul", [a, b], shape)


class Shaped:
    def __init__(self, shape):
        self.shape = shape


# Layers


@means(F.linear)
def linear(x, weight, bias=None):
    y = matmul(x, weight.t())
    return y if bias is None else add(y, bias)


@means(F.embedding)
def embedding(tokens, weight, *_, **__):
    return tokens.graph.emit("Gather", [weight, tokens], (*tokens.shape, weight.shape[1]), axis=0)


@means(F.scaled_dot_product_attention)
def scaled_dot_product_attention(q, k, v, attn_mask=None):
    scores = matmul(mul(q, q.shape[-1] ** -0.5), transpose(k, -1, -2))
    return matmul(softmax(scores if attn_mask is None else add(scores, attn_mask)), v)


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


@means(F.conv2d)
def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    kernel, stride, padding = tuple(weight.shape[2:]), pair(stride), pair(padding)
    sizes = []
    for size, k, s, p in zip(x.shape[2:], kernel, stride, padding):
        if s == 1 and 2 * p == k - 1:
            sizes.append(size)
        elif isinstance(size, int):
            sizes.append((size + 2 * p - k) // s + 1)
        else:
            sizes.append(x.graph.derive(size, f"conv-{k}-{s}-{p}"))
    inputs = [x, weight] + ([] if bias is None else [bias])
    return x.graph.emit("Conv", inputs, (x.shape[0], weight.shape[0], *sizes), kernel_shape=kernel, strides=stride, pads=padding * 2)


@means(F.conv_transpose2d)
def conv_transpose2d(x, weight, bias=None, stride=1, padding=0, *_):
    kernel, stride, padding = tuple(weight.shape[2:]), pair(stride), pair(padding)
    if any(k - 2 * p != s for k, s, p in zip(kernel, stride, padding)):
        raise NotImplementedError("The exporter knows transposed convolutions that multiply the size exactly.")
    sizes = [size * s for size, s in zip(x.shape[2:], stride)]
    inputs = [x, weight, bias]
    shape = (x.shape[0], weight.shape[1], *sizes)
    return x.graph.emit("ConvTranspose", inputs, shape, kernel_shape=kernel, strides=stride, pads=padding * 2)


@means(F.group_norm)
def group_norm(x, groups, weight, bias, eps=1e-5):
    graph = x.graph
    # Always in float32: sums over a whole clip are beyond half precision.
    flat = to(reshape(x, x.shape[0], groups, total(x.shape[1:]) // groups), torch.float32)
    normed = graph.emit("InstanceNormalization", [flat, torch.ones(groups), torch.zeros(groups)], flat.shape, epsilon=eps)
    normed = reshape(to(normed, x.dtype), *x.shape)
    per_channel = (-1, *[1] * (x.ndim - 2))
    return add(mul(normed, weight.reshape(per_channel)), bias.reshape(per_channel))


@means(F.layer_norm)
def layer_norm(x, shape, weight, bias, eps=1e-5):
    return x.graph.emit("LayerNormalization", [x, weight, bias], x.shape, axis=-1, epsilon=eps)


@means(F.interpolate)
def interpolate(x, size=None, scale_factor=None, mode="nearest", align_corners=None, **_):
    graph = x.graph
    attributes = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    if mode == "bilinear":
        attributes = {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
    if size is None:
        scale = int(scale_factor)
        scales = Symbolic(graph, graph.floats([1, 1, scale, scale]), (4,), torch.float32)
        shape = (*x.shape[:2], x.shape[2] * scale, x.shape[3] * scale)
        return graph.emit("Resize", [x, "", scales], shape, **attributes)
    shape = (*x.shape[:2], *size)
    if shape == x.shape:
        return x
    return graph.emit("Resize", [x, "", "", graph.shape_value(shape)], shape, **attributes)
