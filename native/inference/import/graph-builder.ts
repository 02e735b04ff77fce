import type { Attribute, GraphNode, Initializer } from './onnx-graph.ts';

/** Collects the nodes and constants of a graph under construction and keeps their names apart. */
export interface GraphBuilder {
  /** Appends a node with one output and returns the output's name. */
  readonly node: (op: string, options: NodeOptions) => string;
  /** Appends a node that has its names already; they are among the taken ones. */
  readonly append: (node: GraphNode) => void;
  /** Adds a constant and returns its name. */
  readonly constant: (name: string, value: Initializer) => string;
  readonly nodes: readonly GraphNode[];
  readonly initializers: ReadonlyMap<string, Initializer>;
}

export interface NodeOptions {
  /** What the node is called if the name is still free; its output is called the same. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** `taken` are names that no node may have: those of the graph's edges, or of the graph that is being changed. */
export function openGraph(taken: Iterable<string>): GraphBuilder {
  const names = new Set(taken);
  const nodes: GraphNode[] = [];
  const initializers = new Map<string, Initializer>();
  const free = (wanted: string): string => {
    let name = wanted;
    for (let i = 2; names.has(name); i += 1) name = `${wanted}~${i}`;
    names.add(name);
    return name;
  };
  return {
    nodes,
    initializers,
    node: (op, { name, inputs, attributes = {} }) => {
      const output = free(name);
      nodes.push({ name: output, op, inputs, outputs: [output], attributes });
      return output;
    },
    append: (node) => {
      nodes.push(node);
    },
    constant: (name, value) => {
      const own = free(name);
      initializers.set(own, value);
      return own;
    },
  };
}

export const int = (value: number): Attribute => ({ type: 'int', value });
export const ints = (...value: readonly number[]): Attribute => ({ type: 'ints', value });
export const float = (value: number): Attribute => ({ type: 'float', value });
export const string = (value: string): Attribute => ({ type: 'string', value });

export function floats(data: Float32Array | readonly number[], dims?: readonly number[]): Initializer {
  return { type: 'float32', dims: dims ?? [data.length], data: Float32Array.from(data) };
}

export const scalar = (value: number): Initializer => floats([value], []);

export function int64s(values: readonly number[]): Initializer {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}
