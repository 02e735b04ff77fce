import { int, int64s, ints, openGraph, scalar } from './graph-builder.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { decodeGraph, elementTypes, encodeGraph } from './onnx-graph.ts';
import type { Graph, GraphNode, Initializer } from './onnx-graph.ts';

export interface FrameEdges {
  readonly inputDepth: 8 | 16;
  readonly outputDepth: 8 | 16;
}

/**
 * The same graph with a frame's samples at its edges: `input` uint8 or uint16 [1,h,w,3], `output` uint8 or uint16
 * [1,h*scale,w*scale,3]. A sample v stands for v / 255 or v / 65535; the output is rounded to the nearest sample, halves to the
 * even one, and limited to the range. In the graph this takes a quarter of the time that loops in JavaScript take.
 */
export function withFrameEdges(model: Uint8Array, { inputDepth, outputDepth }: FrameEdges): Uint8Array {
  const net = decodeGraph(model);
  const edges = openGraph(namesOf(net));
  const first = fromSamples(edges, inputDepth);
  const inputNodes = edges.nodes.length;
  const { nodes, last, shuffle } = openTail(net, edges, first);
  const samples = toSamples(edges, last, { depth: outputDepth, shuffle });
  const output = edges.node('Transpose', { name: 'frame.rows', inputs: [samples], attributes: { perm: ints(0, 2, 3, 1) } });

  const named = (name: string) => (name === output ? 'output' : name);
  const all = [...edges.nodes.slice(0, inputNodes), ...nodes, ...edges.nodes.slice(inputNodes)];
  const used = new Set(all.flatMap((node) => node.inputs));
  const [, , height, width] = net.input.shape;
  const [, , outputHeight, outputWidth] = net.output.shape;
  return encodeGraph({
    input: { name: 'input', type: `uint${inputDepth}`, shape: [1, height!, width!, 3] },
    output: { name: 'output', type: `uint${outputDepth}`, shape: [1, outputHeight!, outputWidth!, 3] },
    nodes: all.map((node) => ({ ...node, outputs: node.outputs.map(named) })),
    initializers: new Map([...net.initializers, ...edges.initializers].filter(([name]) => used.has(name))),
  });
}

function namesOf({ nodes, initializers }: Graph): string[] {
  return ['input', 'output', NET_END, ...initializers.keys(), ...nodes.flatMap(({ name, outputs }) => [name, ...outputs])];
}

/** In plain steps: between a DequantizeLinear here and the QuantizeLinear at the end, ONNX Runtime would turn a convolution into int8. */
function fromSamples(graph: GraphBuilder, depth: 8 | 16): string {
  const planes = graph.node('Transpose', { name: 'frame.planes', inputs: ['input'], attributes: { perm: ints(0, 3, 1, 2) } });
  const levels = graph.node('Cast', { name: 'frame.levels', inputs: [planes], attributes: { to: int(elementTypes.float32) } });
  return graph.node('Mul', { name: 'frame.values', inputs: [levels, graph.constant('frame.step', scalar(1 / (2 ** depth - 1)))] });
}

/**
 * Rounds to nearest, halves to even, and saturates; enlarges the samples. 16 bits in plain steps: QuantizeLinear takes them from opset 21
 * only, which DirectML has not, and no DepthToSpace of ONNX Runtime takes uint16.
 */
function toSamples(graph: GraphBuilder, value: string, { depth, shuffle }: { depth: 8 | 16; shuffle: OpenTail['shuffle'] }): string {
  const enlarged = (small: string) => (shuffle === null ? small : graph.node('DepthToSpace', { ...shuffle, inputs: [small] }));
  if (depth === 8) {
    const [step, zero] = [graph.constant('frame.step', scalar(1 / 255)), graph.constant('frame.zero', zeroUint8)];
    return enlarged(graph.node('QuantizeLinear', { name: 'frame.samples', inputs: [value, step, zero] }));
  }
  const scaled = graph.node('Mul', { name: 'frame.scaled', inputs: [value, graph.constant('frame.white', scalar(65535))] });
  const limits = [graph.constant('frame.black', scalar(0)), graph.constant('frame.white', scalar(65535))];
  const limited = graph.node('Clip', { name: 'frame.limited', inputs: [scaled, ...limits] });
  const rounded = graph.node('Round', { name: 'frame.rounded', inputs: [limited] });
  return graph.node('Cast', { name: 'frame.samples', inputs: [enlarged(rounded)], attributes: { to: int(elementTypes.uint16) } });
}

const zeroUint8: Initializer = { type: 'uint8', dims: [], data: Uint8Array.of(0) };

/** The net without its last enlargement, where that can be done on samples, which are a quarter as large as values. */
interface OpenTail {
  readonly nodes: readonly GraphNode[];
  /** The value that becomes samples, which are enlarged by `shuffle` when there is one. */
  readonly last: string;
  readonly shuffle: Pick<GraphNode, 'name' | 'attributes'> | null;
}

function openTail(net: Graph, edges: GraphBuilder, first: string): OpenTail {
  const named = (name: string) => (name === 'input' ? first : name === 'output' ? NET_END : name);
  const nodes = net.nodes.map((node) => ({ ...node, inputs: node.inputs.map(named), outputs: node.outputs.map(named) }));
  const makerOf = (value: string | undefined) => nodes.find((node) => node.outputs[0] === value);
  const without = (...gone: readonly GraphNode[]) => nodes.filter((node) => !gone.includes(node));
  const end = makerOf(NET_END)!;

  // 1. ... -> DepthToSpace
  if (end.op === 'DepthToSpace') return { nodes: without(end), last: end.inputs[0]!, shuffle: end };

  // 2. ... -> DepthToSpace -> Add <- Resize <- picture (SRVGGNetCompact): the picture is added before the shuffle, once per element of a block
  const parts = end.op === 'Add' ? end.inputs.map(makerOf) : [];
  const shuffle = parts.find((node) => node?.op === 'DepthToSpace');
  const resize = parts.find((node) => node?.op === 'Resize');
  if (shuffle && resize && enlargesAlike(net, shuffle, resize) && readOnce(nodes, shuffle) && readOnce(nodes, resize)) {
    const repeated = repeatChannels(edges, resize.inputs[0]!, shuffle);
    const last = edges.node('Add', { name: 'frame.sum', inputs: [shuffle.inputs[0]!, repeated] });
    return { nodes: without(end, shuffle, resize), last, shuffle };
  }

  // 3. Anything else ends as it is
  return { nodes, last: NET_END, shuffle: null };
}

const NET_END = 'frame.net';

const readOnce = (nodes: readonly GraphNode[], { outputs }: GraphNode) =>
  nodes.reduce((count, node) => count + node.inputs.filter((input) => input === outputs[0]).length, 0) === 1;

/** The resize repeats every pixel over the same block that the shuffle spreads its channels over. */
function enlargesAlike(net: Graph, shuffle: GraphNode, resize: GraphNode): boolean {
  const scales = net.initializers.get(resize.inputs[2] ?? '');
  const { blocksize } = shuffle.attributes;
  const { mode, coordinate_transformation_mode: place } = resize.attributes;
  return (
    scales?.data.toString() === `1,1,${String(blocksize?.value)},${String(blocksize?.value)}` &&
    mode?.value === 'nearest' &&
    place?.value === 'asymmetric'
  );
}

/** Three channels, each as often and in the order that the shuffle puts them into a block. */
function repeatChannels(graph: GraphBuilder, picture: string, { attributes }: GraphNode): string {
  const area = Number(attributes['blocksize']?.value) ** 2;
  const together = attributes['mode']?.value === 'CRD';
  const order = Array.from({ length: 3 * area }, (_, i) => (together ? Math.floor(i / area) : i % 3));
  const channels = graph.constant('frame.channels', int64s(order));
  return graph.node('Gather', { name: 'frame.repeated', inputs: [picture, channels], attributes: { axis: int(1) } });
}
