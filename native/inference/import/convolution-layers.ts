import { readAxis } from './blob.ts';
import type { Axis, Blob } from './blob.ts';
import { floats, int, int64s, ints, scalar, string } from './graph-builder.ts';
import { corrupt, refuse } from './ncnn-layer.ts';
import type { LayerConverter, LayerTask } from './ncnn-layer.ts';
import { numberParam } from './ncnn-param.ts';
import type { NcnnLayer } from './ncnn-param.ts';
import { fusedActivation } from './pointwise-layers.ts';

/** Paddings that ncnn works out from the sizes, as ONNX's SAME_UPPER and SAME_LOWER. */
const SAME_UPPER = -233;
const SAME_LOWER = -234;

/** One axis of a kernel, in elements. */
interface KernelAxis {
  readonly size: number;
  readonly dilation: number;
  readonly stride: number;
  readonly before: number;
  readonly after: number;
}

interface Kernel {
  readonly outputs: number;
  readonly groups: number;
  readonly y: KernelAxis;
  readonly x: KernelAxis;
}

export const convolutionLayers: Readonly<Record<string, LayerConverter>> = {
  Convolution: (task) => convolution(task, 1),
  ConvolutionDepthWise: (task) => convolution(task, numberParam(task.layer, 7, 1)),
  Deconvolution: (task) => deconvolution(task, 1),
  DeconvolutionDepthWise: (task) => deconvolution(task, numberParam(task.layer, 7, 1)),
};

function convolution(task: LayerTask, groups: number): Blob {
  const { layer, graph, bottoms } = task;
  const [bottom] = bottoms;
  if (numberParam(layer, 8, 0) !== 0) throw refuse(layer, 'it is quantized to int8; the float32 or float16 form is needed');
  if (numberParam(layer, 19, 0) !== 0) throw refuse(layer, 'its weights are computed while it runs');
  const kernel = readKernel(layer, groups);
  const { y, x } = kernel;

  // ncnn stores [outputs][inputs / groups][y][x], which is ONNX's order too.
  const { values, dims } = readWeights(task, kernel);
  const inputs = [padded(task, kernel), graph.constant(`${layer.name}.weight`, floats(values, dims)), ...readBias(task, kernel)];
  const explicit = numberParam(layer, 18, 0) === 0 ? [y.before, x.before, y.after, x.after] : [0, 0, 0, 0];
  const name = graph.node('Conv', { name: layer.name, inputs, attributes: { ...kernelAttributes(kernel), pads: ints(...explicit) } });
  return {
    name: fusedActivation(layer, { graph, name: `${layer.name}.activation`, input: name }),
    channels: kernel.outputs,
    y: convolvedAxis(bottom.y, y),
    x: convolvedAxis(bottom.x, x),
  };
}

/** A padding value other than zero takes a node of its own. */
function padded({ layer, bottoms: [bottom], graph }: LayerTask, { y, x }: Kernel): string {
  const value = numberParam(layer, 18, 0);
  if (value === 0) return bottom.name;
  const pads = graph.constant(`${layer.name}.pads`, int64s([0, 0, y.before, x.before, 0, 0, y.after, x.after]));
  const inputs = [bottom.name, pads, graph.constant(`${layer.name}.padding`, scalar(value))];
  return graph.node('Pad', { name: `${layer.name}.padded`, inputs, attributes: { mode: string('constant') } });
}

function convolvedAxis(axis: Axis, { size, dilation, stride, before, after }: KernelAxis): Axis {
  const reach = dilation * (size - 1);
  return readAxis(axis, {
    step: stride,
    first: -before,
    last: reach - before,
    offset: (old) => Math.floor((old + before + after - reach - 1) / stride + 1e-9) + 1,
  });
}

function deconvolution(task: LayerTask, groups: number): Blob {
  const { layer, graph, bottoms } = task;
  const [bottom] = bottoms;
  if (numberParam(layer, 28, 0) !== 0) throw refuse(layer, 'its weights are computed while it runs');
  const kernel = readKernel(layer, groups);
  if (kernel.y.before < 0 || numberParam(layer, 20, 0) !== 0) throw refuse(layer, 'it makes a fixed size');
  const moreX = numberParam(layer, 18, 0);
  const moreY = numberParam(layer, 19, moreX);

  // ncnn stores [outputs / groups][inputs / groups] of each group; ONNX wants the inputs first.
  const { values, dims } = readWeights(task, kernel);
  const swapped = swapWithinGroups(values, { groups, outputs: dims[0], inputs: dims[1], area: kernel.y.size * kernel.x.size });
  const weight = floats(swapped, [bottom.channels, kernel.outputs / groups, kernel.y.size, kernel.x.size]);
  const name = graph.node('ConvTranspose', {
    name: layer.name,
    inputs: [bottom.name, graph.constant(`${layer.name}.weight`, weight), ...readBias(task, kernel)],
    attributes: {
      ...kernelAttributes(kernel),
      pads: ints(kernel.y.before, kernel.x.before, kernel.y.after, kernel.x.after),
      output_padding: ints(moreY, moreX),
    },
  });
  return {
    name: fusedActivation(layer, { graph, name: `${layer.name}.activation`, input: name }),
    channels: kernel.outputs,
    y: deconvolvedAxis(bottom.y, kernel.y, moreY),
    x: deconvolvedAxis(bottom.x, kernel.x, moreX),
  };
}

function deconvolvedAxis(axis: Axis, { size, dilation, stride, before, after }: KernelAxis, more: number): Axis {
  const reach = dilation * (size - 1);
  return readAxis(axis, {
    step: 1 / stride,
    first: (before - reach) / stride,
    last: before / stride,
    offset: (old) => stride * (old - 1) + reach + 1 + more - before - after,
  });
}

function swapWithinGroups(
  stored: Float32Array,
  { groups, outputs, inputs, area }: { groups: number; outputs: number; inputs: number; area: number },
): Float32Array {
  const swapped = new Float32Array(stored.length);
  const perGroup = outputs / groups;
  for (let group = 0; group < groups; group += 1) {
    for (let output = 0; output < perGroup; output += 1) {
      for (let input = 0; input < inputs; input += 1) {
        const from = ((group * perGroup + output) * inputs + input) * area;
        const to = ((group * inputs + input) * perGroup + output) * area;
        for (let tap = 0; tap < area; tap += 1) swapped[to + tap] = stored[from + tap]!;
      }
    }
  }
  return swapped;
}

function readKernel(layer: NcnnLayer, groups: number): Kernel {
  const outputs = numberParam(layer, 0, 0);
  const number = (x: number, y: number, ifAbsent: number) => {
    const along = numberParam(layer, x, ifAbsent);
    return { x: along, y: numberParam(layer, y, along) };
  };
  const size = number(1, 11, 0);
  const dilation = number(2, 12, 1);
  const stride = number(3, 13, 1);
  const before = number(4, 14, 0);
  const after = { x: numberParam(layer, 15, before.x), y: numberParam(layer, 16, before.y) };
  const values = [outputs, groups, size.x, size.y, dilation.x, dilation.y, stride.x, stride.y];
  if (values.some((value) => !Number.isInteger(value) || value < 1)) throw corrupt(layer, 'its kernel has no proper size');
  const axis = (key: 'x' | 'y'): KernelAxis => {
    const kernel = { size: size[key], dilation: dilation[key], stride: stride[key] };
    return { ...kernel, ...knownPadding(kernel, before[key], after[key]) };
  };
  return { outputs, groups, x: axis('x'), y: axis('y') };
}

/** SAME paddings in numbers, for sizes that are a whole number of strides. */
function knownPadding({ size, dilation, stride }: Omit<KernelAxis, 'before' | 'after'>, before: number, after: number) {
  if (before !== SAME_UPPER && before !== SAME_LOWER) return { before, after };
  const total = Math.max(0, dilation * (size - 1) + 1 - stride);
  const less = Math.floor(total / 2);
  return before === SAME_UPPER ? { before: less, after: total - less } : { before: total - less, after: less };
}

function readWeights({ layer, bottoms: [bottom], weights }: LayerTask, { outputs, groups, x, y }: Kernel) {
  const count = numberParam(layer, 6, 0);
  const inputs = bottom.channels / groups;
  if (!Number.isInteger(inputs) || outputs % groups !== 0 || count !== outputs * inputs * y.size * x.size) {
    const shape = `${outputs} kernels of ${x.size}x${y.size} over ${bottom.channels} channels`;
    throw corrupt(layer, `it announces ${count} weights for ${shape}${groups > 1 ? ` in ${groups} groups` : ''}`);
  }
  return { values: weights.weights(count, layer.name), dims: [outputs, inputs, y.size, x.size] as const };
}

function readBias({ layer, graph, weights }: LayerTask, { outputs }: Kernel): string[] {
  if (numberParam(layer, 5, 0) === 0) return [];
  return [graph.constant(`${layer.name}.bias`, floats(weights.plain(outputs, layer.name)))];
}

function kernelAttributes({ groups, y, x }: Kernel) {
  return {
    kernel_shape: ints(y.size, x.size),
    strides: ints(y.stride, x.stride),
    dilations: ints(y.dilation, x.dilation),
    group: int(groups),
  };
}
