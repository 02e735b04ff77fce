import type { TensorSpec } from '../contract/index.ts';

/** Element types that cross a session's edge. float16 is left out: as an input it is broken in ONNX Runtime on Node 24. */
export type EdgeType = Exclude<TensorSpec['type'], 'float16'>;

/** Values on their way into or out of a session; has one owner. Row-major, no padding; layout and range are the graph's. */
export interface EdgeTensor {
  readonly type: EdgeType;
  readonly dims: readonly number[];
  readonly data: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;
}

/** Tensors by the names that the graph has for them. */
export type NamedTensors = Readonly<Record<string, EdgeTensor>>;

export function isEdgeType(type: string): type is EdgeType {
  return type === 'uint8' || type === 'uint16' || type === 'float32' || type === 'int64';
}
