import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import proto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import type { TensorSpec } from '../contract/index.ts';

export interface DeclaredTensor {
  readonly name: string;
  readonly type: string;
  /** Null: dynamic. */
  readonly shape: readonly (number | null)[];
}

/** What an ONNX file says about itself without its weights. */
export interface GraphOutline {
  readonly inputs: readonly DeclaredTensor[];
  readonly outputs: readonly DeclaredTensor[];
  /** Files beside it that hold weights (external data), as it names them. */
  readonly externalFiles: readonly string[];
}

/** Field numbers of ONNX's messages. */
const model = { graph: 7 } as const;
const graph = { initializer: 5, input: 11, output: 12 } as const;
const tensor = { name: 8, externalData: 13 } as const;
const entry = { key: 1, value: 2 } as const;

/** Element types of ONNX's TensorProto, as manifests call them. */
const typeNames: Readonly<Record<number, TensorSpec['type']>> = { 1: 'float32', 2: 'uint8', 4: 'uint16', 7: 'int64', 10: 'float16' };

/**
 * Steps over the weights instead of reading them: of a file of two gigabytes a few megabytes are looked at. Throws when the file is
 * not ONNX; the error's message continues "the model file ...".
 */
export function readOutline(path: string): GraphOutline {
  const file = openSync(path, 'r');
  try {
    const bytes = windowOn(file);
    const whole = { start: 0, end: fstatSync(file).size };
    const graphs = fieldsOf(bytes, whole).filter(({ number }) => number === model.graph);
    const [found] = graphs;
    if (found === undefined) throw new Error('holds no graph');
    return outlineOf(bytes, found);
  } finally {
    closeSync(file);
  }
}

function outlineOf(bytes: Bytes, where: Span): GraphOutline {
  const fields = fieldsOf(bytes, where);
  const edges = (number: number): onnx.IValueInfoProto[] =>
    fields.filter((field) => field.number === number).map(({ start, end }) => decodeEdge(bytes.slice(start, end)));
  const weights = new Set<string>();
  const externalFiles = new Set<string>();
  for (const initializer of fields.filter(({ number }) => number === graph.initializer)) {
    for (const { number, start, end } of fieldsOf(bytes, initializer)) {
      if (number === tensor.name) weights.add(text(bytes, { start, end }));
      if (number !== tensor.externalData) continue;
      const [key, value] = [entry.key, entry.value].map((part) => fieldsOf(bytes, { start, end }).find((field) => field.number === part));
      if (key !== undefined && value !== undefined && text(bytes, key) === 'location') externalFiles.add(text(bytes, value));
    }
  }
  return {
    // Old files list their weights among the inputs.
    inputs: edges(graph.input)
      .map(specOf)
      .filter(({ name }) => !weights.has(name)),
    outputs: edges(graph.output).map(specOf),
    externalFiles: [...externalFiles].sort(),
  };
}

function decodeEdge(bytes: Uint8Array): onnx.IValueInfoProto {
  try {
    return proto.onnx.ValueInfoProto.decode(bytes);
  } catch (error) {
    throw new Error('is not ONNX', { cause: error });
  }
}

function specOf({ name, type }: onnx.IValueInfoProto): DeclaredTensor {
  const edge = type?.tensorType;
  const shape = (edge?.shape?.dim ?? []).map(({ dimValue }) => (Number(dimValue ?? 0) > 0 ? Number(dimValue) : null));
  return { name: name ?? '', type: typeNames[edge?.elemType ?? 0] ?? `type ${edge?.elemType ?? 0}`, shape };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Bytes {
  readonly at: (position: number) => number;
  readonly slice: (start: number, end: number) => Uint8Array;
}

/** The file through a small window, which moves when something outside of it is asked for. */
function windowOn(file: number): Bytes {
  const held = Buffer.alloc(4096);
  let start = 0;
  let length = 0;
  return {
    at: (position) => {
      if (position < start || position >= start + length) {
        start = position;
        length = readSync(file, held, 0, held.length, position);
        if (length === 0) throw new Error('is cut off');
      }
      return held[position - start] ?? 0;
    },
    slice: (from, to) => {
      const part = new Uint8Array(to - from);
      if (readSync(file, part, 0, part.length, from) < part.length) throw new Error('is cut off');
      return part;
    },
  };
}

function text(bytes: Bytes, { start, end }: Span): string {
  return new TextDecoder().decode(bytes.slice(start, end));
}

/** The fields of one protobuf message: their numbers and where what they hold lies. */
function fieldsOf(bytes: Bytes, { start, end }: Span): (Span & { readonly number: number })[] {
  const fields: (Span & { number: number })[] = [];
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes.at(at++);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      if (factor > 2 ** 63) throw new Error('is not ONNX');
    }
  };
  while (at < end) {
    const tag = varint();
    const from = at;
    switch (tag % 8) {
      case 0:
        varint();
        fields.push({ number: Math.floor(tag / 8), start: from, end: at });
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        fields.push({ number: Math.floor(tag / 8), start: at, end: at + length });
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new Error('is not ONNX');
    }
    if (at > end) throw new Error('is not ONNX, or cut off');
  }
  return fields;
}
