/**
 * The right answer for small nets: every layer as ncnn's documentation describes it, in plain loops and double precision. Shares nothing
 * with the converter, on purpose, and was compared with ncnn itself (test/fixtures/ncnn).
 */
import type { NetLayer } from './ncnn-net.ts';

/** [channels, height, width] */
export interface Picture {
  readonly c: number;
  readonly h: number;
  readonly w: number;
  /** Row-major. */
  readonly values: Float64Array;
  readonly at: (c: number, y: number, x: number) => number;
}

type Maker = (c: number, y: number, x: number) => number;

function make(c: number, h: number, w: number, value: Maker): Picture {
  const data = new Float64Array(c * h * w);
  let next = 0;
  for (let q = 0; q < c; q += 1) for (let y = 0; y < h; y += 1) for (let x = 0; x < w; x += 1) data[next++] = value(q, y, x);
  return { c, h, w, values: data, at: (q, y, x) => data[(q * h + y) * w + x]! };
}

export function evaluateNet(layers: readonly NetLayer[], data: Float32Array, height: number, width: number): Picture {
  const blobs = new Map([['data', make(3, height, width, (c, y, x) => data[(c * height + y) * width + x]!)]]);
  let last = blobs.get('data')!;
  for (const layer of layers) {
    last = evaluateLayer(
      layer,
      layer.bottoms.map((bottom) => blobs.get(bottom)!),
    );
    for (const top of layer.tops) blobs.set(top, last);
  }
  return last;
}

function evaluateLayer(layer: NetLayer, bottoms: readonly Picture[]): Picture {
  const a = bottoms[0]!;
  const p = (id: number, ifAbsent = 0): number => {
    const value = layer.params?.[id];
    return typeof value === 'number' ? value : ifAbsent;
  };
  const list = (id: number): readonly number[] => {
    const value = layer.params?.[id];
    return typeof value === 'object' ? value : [];
  };
  const each = (change: (value: number, channel: number) => number) => make(a.c, a.h, a.w, (c, y, x) => change(a.at(c, y, x), c));
  switch (layer.type) {
    case 'Split':
    case 'Noop':
    case 'Dropout':
      return each((v) => v * (layer.type === 'Dropout' ? p(0, 1) : 1));
    case 'ReLU':
      return each((v) => (v < 0 ? v * p(0) : v));
    case 'PReLU': {
      const slopes = layer.blocks![0]!.values;
      return each((v, c) => (v < 0 ? v * slopes[slopes.length === 1 ? 0 : c]! : v));
    }
    case 'Sigmoid':
      return each((v) => 1 / (1 + Math.exp(-v)));
    case 'TanH':
      return each(Math.tanh);
    case 'ELU':
      return each((v) => (v < 0 ? p(0, 0.1) * (Math.exp(v) - 1) : v));
    case 'Clip':
      return each((v) => Math.min(p(1, Infinity), Math.max(p(0, -Infinity), v)));
    case 'Mish':
      return each((v) => v * Math.tanh(Math.log(Math.exp(v) + 1)));
    case 'Swish':
      return each((v) => v / (1 + Math.exp(-v)));
    case 'HardSigmoid':
      return each((v) => Math.min(1, Math.max(0, v * p(0, 0.2) + p(1, 0.5))));
    case 'HardSwish':
      return each((v) => v * Math.min(1, Math.max(0, v * p(0, 0.2) + p(1, 0.5))));
    case 'GELU':
      return each((v) => (p(0) ? 0.5 * v * (1 + Math.tanh(0.79788452 * (v + 0.044715 * v ** 3))) : 0.5 * v * (1 + erf(v * Math.SQRT1_2))));
    case 'UnaryOp':
      return each(unary[p(0)]!);
    case 'BinaryOp': {
      const operation = binary[p(0)]!;
      if (p(1)) return each((v) => operation(v, p(2)));
      const b = bottoms[1]!;
      const pick = (from: Picture, c: number, y: number, x: number) => from.at(Math.min(c, from.c - 1), y, x);
      return make(Math.max(a.c, b.c), a.h, a.w, (c, y, x) => operation(pick(a, c, y, x), pick(b, c, y, x)));
    }
    case 'Eltwise': {
      const factors = list(1);
      const combine = [
        (values: number[]) => values.reduce((product, value) => product * value, 1),
        (values: number[]) => values.reduce((sum, value, i) => sum + value * (factors[i] ?? 1), 0),
        (values: number[]) => Math.max(...values),
      ][p(0)]!;
      return make(a.c, a.h, a.w, (c, y, x) => combine(bottoms.map((bottom) => bottom.at(c, y, x))));
    }
    case 'Concat': {
      const sources = bottoms.flatMap((bottom) => Array.from({ length: bottom.c }, (_, c) => ({ bottom, c })));
      return make(sources.length, a.h, a.w, (c, y, x) => sources[c]!.bottom.at(sources[c]!.c, y, x));
    }
    case 'PixelShuffle': {
      const r = p(0, 1);
      const channels = a.c / r ** 2;
      return make(channels, a.h * r, a.w * r, (c, y, x) => {
        const place = (y % r) * r + (x % r);
        const source = p(1) === 0 ? c * r * r + place : place * channels + c;
        return a.at(source, Math.floor(y / r), Math.floor(x / r));
      });
    }
    case 'Padding':
      return pad(a, { top: p(0), bottom: p(1), left: p(2), right: p(3), type: p(4), value: p(5) });
    case 'Crop':
      return cut(a, bottoms[1], { p, list });
    case 'Interp': {
      const like = bottoms[1];
      const h = like ? like.h : Math.trunc(a.h * p(1, 1));
      const w = like ? like.w : Math.trunc(a.w * p(2, 1));
      return resize(a, { h, w, type: p(0) });
    }
    case 'Convolution':
      return activate(convolve(layer, a, { p, groups: 1 }), { type: p(9), settings: list(10) });
    case 'ConvolutionDepthWise':
      return activate(convolve(layer, a, { p, groups: p(7, 1) }), { type: p(9), settings: list(10) });
    case 'Deconvolution':
      return activate(deconvolve(layer, a, { p, groups: 1 }), { type: p(9), settings: list(10) });
    case 'DeconvolutionDepthWise':
      return activate(deconvolve(layer, a, { p, groups: p(7, 1) }), { type: p(9), settings: list(10) });
    default:
      throw new Error(`no answer for ${layer.type}`);
  }
}

const unary: Readonly<Record<number, (v: number) => number>> = {
  0: Math.abs,
  1: (v) => -v,
  2: Math.floor,
  3: Math.ceil,
  4: (v) => v * v,
  5: Math.sqrt,
  6: (v) => 1 / Math.sqrt(v),
  7: Math.exp,
  8: Math.log,
  9: Math.sin,
  10: Math.cos,
  11: Math.tan,
  15: (v) => 1 / v,
  16: Math.tanh,
  18: (v) => (Math.abs(v % 1) === 0.5 ? 2 * Math.round(v / 2) : Math.round(v)),
  20: Math.sign,
};

const binary: Readonly<Record<number, (a: number, b: number) => number>> = {
  0: (a, b) => a + b,
  1: (a, b) => a - b,
  2: (a, b) => a * b,
  3: (a, b) => a / b,
  4: Math.max,
  5: Math.min,
  6: (a, b) => a ** b,
  7: (a, b) => b - a,
  8: (a, b) => b / a,
  9: (a, b) => b ** a,
};

/** Abramowitz and Stegun 7.1.5, summed until it stands still. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n += 1) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function activate(a: Picture, { type, settings }: { type: number; settings: readonly number[] }): Picture {
  const [s = 0, t = 0] = settings;
  const change = [
    (v: number) => v,
    (v: number) => Math.max(v, 0),
    (v: number) => (v > 0 ? v : v * s),
    (v: number) => Math.min(t, Math.max(s, v)),
    (v: number) => 1 / (1 + Math.exp(-v)),
    (v: number) => v * Math.tanh(Math.log(Math.exp(v) + 1)),
    (v: number) => v * Math.min(1, Math.max(0, v * s + t)),
  ][type]!;
  return make(a.c, a.h, a.w, (c, y, x) => change(a.at(c, y, x)));
}

interface Settings {
  readonly p: (id: number, ifAbsent?: number) => number;
  readonly groups: number;
}

function geometry(p: Settings['p']) {
  const pick = (x: number, y: number, ifAbsent: number) => ({ x: p(x, ifAbsent), y: p(y, p(x, ifAbsent)) });
  const before = pick(4, 14, 0);
  return {
    size: pick(1, 11, 0),
    dilation: pick(2, 12, 1),
    stride: pick(3, 13, 1),
    before,
    after: { x: p(15, before.x), y: p(16, before.y) },
  };
}

function convolve({ blocks }: NetLayer, a: Picture, { p, groups }: Settings): Picture {
  const { size, dilation, stride, ...pads } = geometry(p);
  const extent = { x: dilation.x * (size.x - 1) + 1, y: dilation.y * (size.y - 1) + 1 };
  const side = (axis: 'x' | 'y') => {
    if (pads.before[axis] >= 0) return [pads.before[axis], pads.after[axis]] as const;
    const length = axis === 'x' ? a.w : a.h;
    const total = Math.max(0, extent[axis] + Math.floor((length - 1) / stride[axis]) * stride[axis] - length);
    const less = Math.floor(total / 2);
    return pads.before[axis] === -233 ? ([less, total - less] as const) : ([total - less, less] as const);
  };
  const [left, right] = side('x');
  const [top, bottom] = side('y');
  const padded = pad(a, { top, bottom, left, right, type: 0, value: p(18) });
  const outputs = p(0);
  const [weights, bias] = [blocks![0]!.values, blocks![1]?.values];
  const inputs = a.c / groups;
  const w = Math.floor((padded.w - extent.x) / stride.x) + 1;
  const h = Math.floor((padded.h - extent.y) / stride.y) + 1;
  return make(outputs, h, w, (o, y, x) => {
    const first = Math.floor(o / (outputs / groups)) * inputs;
    let sum = bias?.[o] ?? 0;
    for (let i = 0; i < inputs; i += 1) {
      for (let ky = 0; ky < size.y; ky += 1) {
        for (let kx = 0; kx < size.x; kx += 1) {
          const weight = weights[((o * inputs + i) * size.y + ky) * size.x + kx]!;
          sum += weight * padded.at(first + i, y * stride.y + ky * dilation.y, x * stride.x + kx * dilation.x);
        }
      }
    }
    return sum;
  });
}

function deconvolve({ blocks }: NetLayer, a: Picture, { p, groups }: Settings): Picture {
  const { size, dilation, stride, before, after } = geometry(p);
  const outputs = p(0);
  const [weights, bias] = [blocks![0]!.values, blocks![1]?.values];
  const inputs = a.c / groups;
  const perGroup = outputs / groups;
  const w = (a.w - 1) * stride.x + dilation.x * (size.x - 1) + 1 + p(18);
  const h = (a.h - 1) * stride.y + dilation.y * (size.y - 1) + 1 + p(19, p(18));
  const sums = new Float64Array(outputs * h * w);
  for (let o = 0; o < outputs; o += 1) {
    sums.fill(bias?.[o] ?? 0, o * h * w, (o + 1) * h * w);
    for (let i = 0; i < inputs; i += 1) {
      for (let y = 0; y < a.h; y += 1) {
        for (let x = 0; x < a.w; x += 1) {
          for (let ky = 0; ky < size.y; ky += 1) {
            for (let kx = 0; kx < size.x; kx += 1) {
              const weight = weights[((o * inputs + i) * size.y + ky) * size.x + kx]!;
              const place = (o * h + y * stride.y + ky * dilation.y) * w + x * stride.x + kx * dilation.x;
              sums[place]! += weight * a.at(Math.floor(o / perGroup) * inputs + i, y, x);
            }
          }
        }
      }
    }
  }
  return make(outputs, h - before.y - after.y, w - before.x - after.x, (o, y, x) => sums[(o * h + y + before.y) * w + x + before.x]!);
}

interface Border {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** 0 constant, 1 replicate, 2 reflect. */
  readonly type: number;
  readonly value: number;
}

function pad(a: Picture, { top, bottom, left, right, type, value }: Border): Picture {
  const inside = (i: number, size: number): number | null => {
    if (i >= 0 && i < size) return i;
    if (type === 0) return null;
    if (type === 1) return Math.min(size - 1, Math.max(0, i));
    return i < 0 ? -i : 2 * (size - 1) - i;
  };
  return make(a.c, a.h + top + bottom, a.w + left + right, (c, y, x) => {
    const [py, px] = [inside(y - top, a.h), inside(x - left, a.w)];
    return py === null || px === null ? value : a.at(c, py, px);
  });
}

function cut(a: Picture, like: Picture | undefined, { p, list }: { p: Settings['p']; list: (id: number) => readonly number[] }): Picture {
  const sizes = [a.c, a.h, a.w];
  const starts = [p(2), p(1), p(0)];
  const lengths = like ? [like.c, like.h, like.w] : sizes.map((size, i) => size - starts[i]! - [p(8), p(7), p(6)][i]!);
  const fixed = [p(5), p(4), p(3)];
  if (list(9).length > 0) {
    const axes = list(11).length > 0 ? list(11) : [0, 1, 2];
    axes.forEach((named, i) => {
      const axis = named < 0 ? named + 3 : named;
      const size = sizes[axis]!;
      const [start, end] = [list(9)[i]! === -233 ? 0 : list(9)[i]!, list(10)[i]! === -233 ? size : list(10)[i]!];
      starts[axis] = start < 0 ? size + start : start;
      lengths[axis] = Math.min(size, end > 0 ? end : size + end) - starts[axis];
    });
  } else if (!like) lengths.forEach((length, i) => (lengths[i] = fixed[i] === -233 ? length : Math.min(length, fixed[i]!)));
  return make(lengths[0]!, lengths[1]!, lengths[2]!, (c, y, x) => a.at(c + starts[0]!, y + starts[1]!, x + starts[2]!));
}

/** Nearest by the floor of the place; the others by the place of the pixel's middle, with the picture's edge repeated outside. */
function resize(a: Picture, { h, w, type }: { h: number; w: number; type: number }): Picture {
  const taps = (i: number, from: number, to: number): (readonly [index: number, weight: number])[] => {
    if (type === 1) return [[Math.min(from - 1, Math.floor((i * from) / to)), 1]];
    const place = ((i + 0.5) * from) / to - 0.5;
    const first = Math.floor(place);
    const kernel = type === 2 ? (d: number) => Math.max(0, 1 - Math.abs(d)) : cubic;
    const reach = type === 2 ? [0, 1] : [-1, 0, 1, 2];
    return reach.map((step) => [Math.min(from - 1, Math.max(0, first + step)), kernel(place - first - step)]);
  };
  return make(a.c, h, w, (c, y, x) => {
    let sum = 0;
    for (const [sy, wy] of taps(y, a.h, h)) for (const [sx, wx] of taps(x, a.w, w)) sum += wy * wx * a.at(c, sy, sx);
    return sum;
  });
}

/** Keys, with a = -0.75. */
function cubic(distance: number): number {
  const d = Math.abs(distance);
  const a = -0.75;
  if (d <= 1) return (a + 2) * d ** 3 - (a + 3) * d ** 2 + 1;
  return d < 2 ? a * d ** 3 - 5 * a * d ** 2 + 8 * a * d - 4 * a : 0;
}
