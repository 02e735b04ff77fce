import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';

/** ONNX element types that our graphs hold, by their number in the format. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, uint16: 4, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof elementTypes;

/**
 * Opset 17 is the newest that every provider of ONNX Runtime takes (DirectML stops at 20) and all that super-resolution nets need;
 * IR 8 goes with it.
 */
const OPSET = 17;
const IR_VERSION = 8;

/** Row-major, little endian as typed arrays are on every platform that Node runs on. */
export interface Initializer {
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly data: Float32Array | Uint8Array | Int8Array | Uint16Array | Int32Array | BigInt64Array;
}

export type Attribute =
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'ints'; readonly value: readonly number[] }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A string dimension is dynamic. */
export interface GraphEdge {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** An ONNX model as plain data: what the importer writes and what its transforms read. Nodes are in topological order. */
export interface Graph {
  readonly input: GraphEdge;
  readonly output: GraphEdge;
  readonly nodes: readonly GraphNode[];
  readonly initializers: ReadonlyMap<string, Initializer>;
}

/** A graph of several inputs and outputs. */
export interface NamedGraph extends Pick<Graph, 'nodes' | 'initializers'> {
  readonly name: string;
  readonly inputs: readonly GraphEdge[];
  readonly outputs: readonly GraphEdge[];
}

export function encodeGraph({ input, output, ...graph }: Graph): Uint8Array {
  return encodeNamedGraph({ name: 'frame-upscaler', inputs: [input], outputs: [output], ...graph });
}

export function encodeNamedGraph({ name, inputs, outputs, nodes, initializers }: NamedGraph): Uint8Array {
  const model: onnx.IModelProto = {
    irVersion: IR_VERSION,
    producerName: 'interweave',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name,
      input: inputs.map(edgeProto),
      output: outputs.map(edgeProto),
      node: nodes.map(nodeProto),
      initializer: [...initializers].map(([own, { type, dims, data }]) => ({
        name: own,
        dims: [...dims],
        dataType: elementTypes[type],
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      })),
    },
  };
  return proto.onnx.ModelProto.encode(model).finish();
}

/** Reads back what `encodeGraph` wrote (and nothing else: a graph of our own has one input, one output and raw tensors). */
export function decodeGraph(model: Uint8Array): Graph {
  const { graph } = proto.onnx.ModelProto.decode(model);
  if (!graph) throw new Error('the model holds no graph');
  return {
    input: edgeOf(graph.input?.[0]),
    output: edgeOf(graph.output?.[0]),
    nodes: (graph.node ?? []).map((node) => ({
      name: node.name ?? '',
      op: node.opType ?? '',
      inputs: node.input ?? [],
      outputs: node.output ?? [],
      attributes: Object.fromEntries((node.attribute ?? []).map((attribute) => [attribute.name ?? '', attributeOf(attribute)])),
    })),
    initializers: new Map((graph.initializer ?? []).map((tensor) => [tensor.name ?? '', initializerOf(tensor)])),
  };
}

function edgeProto({ name, type, shape }: GraphEdge): onnx.IValueInfoProto {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } };
}

function edgeOf(edge: onnx.IValueInfoProto | undefined): GraphEdge {
  const tensor = edge?.type?.tensorType;
  const shape = (tensor?.shape?.dim ?? []).map(({ dimParam, dimValue }) => (dimParam ? dimParam : Number(dimValue)));
  return { name: edge?.name ?? '', type: typeOf(tensor?.elemType), shape };
}

function nodeProto({ name, op, inputs, outputs, attributes }: GraphNode): onnx.INodeProto {
  const attribute = Object.entries(attributes).map(([key, value]) => attributeProto(key, value));
  return { name, opType: op, input: [...inputs], output: [...outputs], attribute };
}

function attributeProto(name: string, attribute: Attribute): onnx.IAttributeProto {
  const { AttributeType } = proto.onnx.AttributeProto;
  switch (attribute.type) {
    case 'int':
      return { name, type: AttributeType.INT, i: attribute.value };
    case 'ints':
      return { name, type: AttributeType.INTS, ints: [...attribute.value] };
    case 'float':
      return { name, type: AttributeType.FLOAT, f: attribute.value };
    case 'string':
      return { name, type: AttributeType.STRING, s: new TextEncoder().encode(attribute.value) };
  }
}

function attributeOf({ type, i, ints, f, s }: onnx.IAttributeProto): Attribute {
  const { AttributeType } = proto.onnx.AttributeProto;
  switch (type) {
    case AttributeType.INT:
      return { type: 'int', value: Number(i) };
    case AttributeType.INTS:
      return { type: 'ints', value: (ints ?? []).map(Number) };
    case AttributeType.FLOAT:
      return { type: 'float', value: f ?? 0 };
    case AttributeType.STRING:
      return { type: 'string', value: new TextDecoder().decode(s ?? new Uint8Array()) };
    default:
      throw new Error(`an attribute of type ${String(type)} is not one of ours`);
  }
}

function initializerOf({ dataType, dims, rawData }: onnx.ITensorProto): Initializer {
  const type = typeOf(dataType);
  // A copy: the bytes inside a file are not aligned for a typed array.
  const { buffer } = new Uint8Array(rawData ?? []);
  return { type, dims: (dims ?? []).map(Number), data: new arrayTypes[type](buffer) };
}

const arrayTypes = {
  float32: Float32Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  int64: BigInt64Array,
} as const;

function typeOf(elementType: number | null | undefined): ElementType {
  for (const [name, number] of Object.entries(elementTypes)) if (number === elementType) return name as ElementType; // the keys of the table
  throw new Error(`element type ${String(elementType)} is not one of ours`);
}
