import { z } from 'zod';
import { AppError } from '../../contract/index.ts';
import { floats, int, openGraph, scalar } from './graph-builder.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { decodeGraph, encodeGraph } from './onnx-graph.ts';
import type { Graph, GraphNode, Initializer } from './onnx-graph.ts';

/** What values a tensor takes; what lies outside is cut off. Zero lies inside. */
const Range = z.strictObject({ low: z.number().max(0), high: z.number().min(0) });
type Range = z.infer<typeof Range>;

const ConvCalibration = z.strictObject({
  /**
   * Each channel of the convolution is divided by its number, and the weights of the next one that read it multiplied: one range then
   * suits all channels. Changes nothing in exact arithmetic, for an activation commutes with positive factors. Negative for the channels
   * whose PReLU has a slope above 1, and for no others: see `addActivation`.
   */
  channelScales: z.array(z.number().refine((scale) => scale !== 0)),
  /** False leaves the convolution itself in float32. */
  isInteger: z.boolean(),
  /** Of what is stored as uint8: the activation's output, and if the convolution is an integer one its own output too. */
  range: Range,
});
type ConvCalibration = z.infer<typeof ConvCalibration>;

/** Measured on photographs by build/calibrate-int8.ts; ranges are those of the scaled channels. */
export const Calibration = z.strictObject({
  calibrationVersion: z.literal(1),
  /** How and on what it was made. */
  made: z.string(),
  /** Largest integer weight: 127 overflows the 16-bit sums of x86 processors without VNNI, 63 does not. */
  weightLimit: z.union([z.literal(63), z.literal(127)]),
  /** By convolution. One that is not here stays in float32, and so does what it reads. */
  convs: z.record(z.string(), ConvCalibration),
});
export type Calibration = z.infer<typeof Calibration>;

/**
 * An int8 form of a chain of convolutions with one activation behind each: symmetric int8 weights with a scale per channel, uint8
 * activations with a zero point, in ONNX's QDQ notation, of which ONNX Runtime makes integer operators.
 */
export function quantizeConvs(model: Uint8Array, calibration: Calibration): Uint8Array {
  const net = decodeGraph(model);
  const links = Object.entries(calibration.convs).map(([name, calibrated]) => linkOf(net, name, calibrated));
  const graph = openGraph(['input', ...net.initializers.keys(), ...net.nodes.flatMap(({ name, outputs }) => [name, ...outputs])]);
  const constants = scaledConstants(net, links);
  const stored = new Map<string, Stored>();

  for (const node of net.nodes) {
    const link = links.find(({ conv, activation }) => node === conv || node === activation);
    const [input = '', output] = [node.inputs[0], node.outputs[0]!];
    const read = stored.get(input);
    if (node === link?.activation) {
      const { isInteger, range } = link.calibrated;
      const isReadByInteger = links.some(({ conv, calibrated }) => conv === link.next && calibrated.isInteger);
      if (isInteger && isReadByInteger && node.op === 'PRelu')
        stored.set(output, addIntegerSlopes(graph, node, { read: read!, constants }));
      else {
        addActivation(graph, node, read?.rounded ?? input);
        if (isReadByInteger) stored.set(output, addStorage(graph, output, addGrid(graph, output, range)));
      }
    } else if (link?.calibrated.isInteger) {
      if (!read) throw contract(`what ${node.name} reads is not calibrated`);
      const weights = integerWeights(graph, node, { constants, readStep: read.grid.step, limit: calibration.weightLimit });
      graph.append({ ...node, inputs: [read.rounded, ...weights] });
      stored.set(output, addStorage(graph, output, addGrid(graph, output, link.calibrated.range)));
    } else graph.append(node);
  }

  const used = new Set(graph.nodes.flatMap((node) => node.inputs));
  const initializers = new Map([...constants, ...graph.initializers].filter(([name]) => used.has(name)));
  return encodeGraph({ ...net, nodes: graph.nodes, initializers });
}

/** A convolution, the activation behind it, and the convolution behind that. */
interface Link {
  readonly conv: GraphNode;
  readonly activation: GraphNode;
  readonly next: GraphNode;
  readonly calibrated: ConvCalibration;
}

const activations = ['PRelu', 'Relu', 'LeakyRelu'];

function linkOf(net: Graph, name: string, calibrated: ConvCalibration): Link {
  const conv = net.nodes.find((node) => node.name === name && node.op === 'Conv');
  if (!conv) throw contract(`it has no convolution ${name}`);
  const onlyReader = (node: GraphNode): GraphNode | undefined => {
    const readers = net.nodes.filter(({ inputs }) => inputs.includes(node.outputs[0]!));
    return readers.length === 1 ? readers[0] : undefined;
  };
  const activation = onlyReader(conv);
  const next = activation && activations.includes(activation.op) ? onlyReader(activation) : undefined;
  if (!activation || next?.op !== 'Conv') throw contract(`${name} is not followed by an activation and a convolution, and nothing else`);
  const channels = net.initializers.get(conv.inputs[1]!)?.dims[0];
  const slopes = activation.op === 'PRelu' ? (net.initializers.get(activation.inputs[1]!)?.data as Float32Array) : []; // slopes are float32
  const turned = calibrated.channelScales.map((scale, channel) => scale < 0 === (slopes[slopes.length === 1 ? 0 : channel] ?? 0) > 1);
  if (turned.includes(false)) throw contract(`${name} has channels of the wrong sign`);
  if (calibrated.channelScales.length !== channels) throw contract(`${name} has ${String(channels)} channels`);
  return { conv, activation, next, calibrated };
}

/** All constants, the weights and biases of the links with their channels scaled. */
function scaledConstants(net: Graph, links: readonly Link[]): Map<string, Initializer> {
  const constants = new Map(net.initializers);
  /** Multiplies every part of the tensor that belongs to one index of an axis. */
  const scaleAxis = (name: string, axis: number, factors: readonly number[]): void => {
    const { dims, data } = constants.get(name)!;
    const partSize = dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
    const values = Float32Array.from(data as Float32Array, (value, i) => value * factors[Math.floor(i / partSize) % factors.length]!); // weights are float32
    constants.set(name, floats(values, dims));
  };
  for (const { conv, next, calibrated } of links) {
    const inverse = calibrated.channelScales.map((scale) => 1 / scale);
    scaleAxis(conv.inputs[1]!, 0, inverse);
    scaleAxis(conv.inputs[2]!, 0, inverse);
    scaleAxis(next.inputs[1]!, 1, calibrated.channelScales);
  }
  return constants;
}

/** Numbers that uint8 stands for: (v - zero) * step. */
interface Grid {
  readonly step: number;
  /** The constants of step and zero point. */
  readonly names: readonly [string, string];
}

/** A value as uint8, and what that stands for. */
interface Stored {
  readonly uint8: string;
  readonly rounded: string;
  readonly grid: Grid;
}

function addGrid(graph: GraphBuilder, name: string, { low, high }: Range): Grid {
  const step = Math.fround((high - low) / 255);
  const zero = Math.min(255, Math.max(0, Math.round(-low / step)));
  const zeroPoint: Initializer = { type: 'uint8', dims: [], data: Uint8Array.of(zero) };
  return { step, names: [graph.constant(`${name}.step`, scalar(step)), graph.constant(`${name}.zero`, zeroPoint)] };
}

function addStorage(graph: GraphBuilder, value: string, grid: Grid): Stored {
  return readStorage(graph, graph.node('QuantizeLinear', { name: `${value}.uint8`, inputs: [value, ...grid.names] }), grid);
}

function readStorage(graph: GraphBuilder, uint8: string, grid: Grid): Stored {
  return { uint8, rounded: graph.node('DequantizeLinear', { name: `${uint8}.rounded`, inputs: [uint8, ...grid.names] }), grid };
}

/**
 * PReLU as max(x, slope * x), which takes half the time of a PRelu node. It is the same for slopes up to 1; a channel with a greater one
 * comes with its sign turned, and the next convolution turns it back.
 */
function addActivation(graph: GraphBuilder, node: GraphNode, input: string): void {
  const { op, name, inputs, outputs } = node;
  if (op !== 'PRelu') return graph.append({ ...node, inputs: [input] });
  const scaled = graph.node('Mul', { name: `${name}.scaled`, inputs: [input, inputs[1]!] });
  graph.append({ name, op: 'Max', inputs: [input, scaled], outputs, attributes: {} });
}

/** The same on uint8, a quarter of the bytes, with slopes in 8 bits. Products and values share one grid, on which a maximum is a maximum. */
function addIntegerSlopes(
  graph: GraphBuilder,
  { name, inputs }: GraphNode,
  { read, constants }: { read: Stored; constants: ReadonlyMap<string, Initializer> },
): Stored {
  const { dims, data } = constants.get(inputs[1]!)!;
  const slopes = Array.from(data as Float32Array); // slopes are float32
  const low = Math.min(0, ...slopes);
  const slopeGrid = addGrid(graph, `${name}.slopes`, { low, high: Math.max(0, ...slopes) });
  const integers = Uint8Array.from(slopes, (slope) => Math.round(slope / slopeGrid.step) + Math.round(-low / slopeGrid.step));
  const slopeIntegers = graph.constant(`${name}.slopes.uint8`, { type: 'uint8', dims, data: integers });
  const scaled = graph.node('Mul', {
    name: `${name}.scaled`,
    inputs: [read.rounded, readStorage(graph, slopeIntegers, slopeGrid).rounded],
  });
  const product = graph.node('QuantizeLinear', { name: `${name}.scaled.uint8`, inputs: [scaled, ...read.grid.names] });
  return readStorage(graph, graph.node('Max', { name: `${name}.uint8`, inputs: [read.uint8, product] }), read.grid);
}

/** Weights as int8 with a step per output channel, and the bias as int32 in steps of the products. */
function integerWeights(
  graph: GraphBuilder,
  { name, inputs }: GraphNode,
  { constants, readStep, limit }: { constants: ReadonlyMap<string, Initializer>; readStep: number; limit: number },
): readonly [string, string] {
  const { dims, data } = constants.get(inputs[1]!)!;
  const values = data as Float32Array; // weights are float32
  const outputs = dims[0]!;
  const size = values.length / outputs;
  const steps = new Float32Array(outputs);
  const integers = new Int8Array(values.length);
  for (let output = 0; output < outputs; output += 1) {
    const kernel = values.subarray(output * size, (output + 1) * size);
    const step = bestStep(kernel, limit);
    steps[output] = step;
    integers.set(
      kernel.map((value) => toInteger(value, step, limit)),
      output * size,
    );
  }
  const bias = constants.get(inputs[2]!)!.data as Float32Array; // biases are float32
  const biasSteps = steps.map((step) => step * readStep);
  const axis = { axis: int(0) };
  const zeros = (type: 'int8' | 'int32'): Initializer =>
    type === 'int8' ? { type, dims: [outputs], data: new Int8Array(outputs) } : { type, dims: [outputs], data: new Int32Array(outputs) };
  const weight = graph.node('DequantizeLinear', {
    name: `${name}.weight.rounded`,
    inputs: [
      graph.constant(`${name}.weight.int8`, { type: 'int8', dims, data: integers }),
      graph.constant(`${name}.weight.steps`, floats(steps)),
      graph.constant(`${name}.weight.zeros`, zeros('int8')),
    ],
    attributes: axis,
  });
  const biasIntegers = Int32Array.from(bias, (value, output) => Math.round(value / biasSteps[output]!));
  const rounded = graph.node('DequantizeLinear', {
    name: `${name}.bias.rounded`,
    inputs: [
      graph.constant(`${name}.bias.int32`, { type: 'int32', dims: [outputs], data: biasIntegers }),
      graph.constant(`${name}.bias.steps`, floats(biasSteps)),
      graph.constant(`${name}.bias.zeros`, zeros('int32')),
    ],
    attributes: axis,
  });
  return [weight, rounded];
}

/** The step with the least squared error: cutting off a kernel's largest weight a little is better than a coarser step for all. */
function bestStep(kernel: Float32Array, limit: number): number {
  const largest = kernel.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-12);
  let best = { step: largest / limit, error: Infinity };
  for (let cut = 0; cut <= 20; cut += 1) {
    const step = Math.fround((largest * (1 - cut / 40)) / limit);
    const error = kernel.reduce((sum, value) => sum + (toInteger(value, step, limit) * step - value) ** 2, 0);
    if (error < best.error) best = { step, error };
  }
  return best.step;
}

function toInteger(value: number, step: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, Math.round(value / step)));
}

function contract(what: string): AppError {
  return new AppError(
    'model-contract',
    `The int8 form of the model cannot be made: its calibration does not fit (${what}). Calibrate it again.`,
  );
}
