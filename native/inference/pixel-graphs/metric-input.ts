import { createHash } from 'node:crypto';
import type { MetricSize } from '../../contract/index.ts';
import { floats, int, int64s, ints, openGraph, scalar } from '../import/graph-builder.ts';
import { elementTypes, encodeNamedGraph } from '../import/onnx-graph.ts';
import type { PixelGraph } from './pixel-graphs.ts';

export interface MetricInput {
  readonly graph: PixelGraph;
  /** Of what it makes. */
  readonly width: number;
  readonly height: number;
}

/** Made exactly that large, then filled up at the right and at the bottom with the last pixels to whole multiples. */
interface FilledSize {
  readonly type: 'filled';
  readonly width: number;
  readonly height: number;
  readonly multipleOf: number;
}

/** What becomes of one side: it is resized to `length`, and of that `kept` pixels from `first` on are used; past its end the last one repeats. */
interface Side {
  readonly length: number;
  readonly first: number;
  readonly kept: number;
}

/**
 * Frames as a measuring graph sees them: `frame` uint8 [1,H,W,3] -> `picture` float32 [1,3,h,w], 0 to 1. Resizing is two products with
 * matrices, which every provider has, where `Resize` knows how to widen its filter from opset 18 only.
 */
export function metricInput(
  { width, height }: { readonly width: number; readonly height: number },
  size: MetricSize | FilledSize,
): MetricInput {
  const [rows, columns] =
    size.type === 'filled'
      ? [filled(size.height, size.multipleOf), filled(size.width, size.multipleOf)]
      : [sideOf(height, { width, height }, size), sideOf(width, { width, height }, size)];
  const graph = openGraph(['frame', 'picture']);
  const planes = graph.node('Transpose', { name: 'planes', inputs: ['frame'], attributes: { perm: ints(0, 3, 1, 2) } });
  const levels = graph.node('Cast', { name: 'levels', inputs: [planes], attributes: { to: int(elementTypes.float32) } });
  let values = graph.node('Mul', { name: 'values', inputs: [levels, graph.constant('level', scalar(1 / 255))] });
  if (rows.length === height && columns.length === width && rows.kept <= height && columns.kept <= width) {
    const [starts, ends] = [
      [rows.first, columns.first],
      [rows.first + rows.kept, columns.first + columns.kept],
    ];
    const bounds = [graph.constant('starts', int64s(starts)), graph.constant('ends', int64s(ends)), graph.constant('axes', int64s([2, 3]))];
    graph.append({ name: 'picture', op: 'Slice', inputs: [values, ...bounds], outputs: ['picture'], attributes: {} });
  } else {
    const high = graph.constant('rows', floats(resizing(height, rows), [rows.kept, height]));
    values = graph.node('MatMul', { name: 'lower', inputs: [high, values] });
    const wide = graph.constant('columns', floats(transposed(resizing(width, columns), columns.kept, width), [width, columns.kept]));
    values = graph.node('MatMul', { name: 'resized', inputs: [values, wide] });
    const limits = [graph.constant('black', scalar(0)), graph.constant('white', scalar(1))];
    graph.append({ name: 'picture', op: 'Clip', inputs: [values, ...limits], outputs: ['picture'], attributes: {} });
  }
  const model = encodeNamedGraph({
    ...{ name: 'metric-input', nodes: graph.nodes, initializers: graph.initializers },
    inputs: [{ name: 'frame', type: 'uint8', shape: [1, height, width, 3] }],
    outputs: [{ name: 'picture', type: 'float32', shape: [1, 3, rows.kept, columns.kept] }],
  });
  const key = createHash('sha256').update(model).digest('hex');
  return { graph: { model, key }, width: columns.kept, height: rows.kept };
}

function filled(length: number, multipleOf: number): Side {
  return { length, first: 0, kept: Math.ceil(length / multipleOf) * multipleOf };
}

function sideOf(side: number, { width, height }: { readonly width: number; readonly height: number }, size: MetricSize): Side {
  switch (size.type) {
    case 'native': {
      const kept = Math.max(size.multipleOf, side - (side % size.multipleOf));
      // Too small for one multiple: enlarged to it.
      return kept > side ? { length: kept, first: 0, kept } : { length: side, first: (side - kept) >> 1, kept };
    }
    case 'fit': {
      const length = Math.max(1, Math.round(side * Math.min(1, size.longestSide / Math.max(width, height))));
      return { length, first: 0, kept: length };
    }
    case 'square': {
      const length = Math.max(size.side, Math.round((side * size.side) / Math.min(width, height)));
      return { length, first: (length - size.side) >> 1, kept: size.side };
    }
  }
}

/** Weights of the kept pixels, one row for each: Keys' bicubic with a = -0.5, widened where the side gets smaller, as Pillow does it. */
function resizing(from: number, { length, first, kept }: Side): Float32Array {
  const matrix = new Float32Array(kept * from);
  const step = from / length;
  const reach = Math.max(1, step);
  for (let row = 0; row < kept; row += 1) {
    const middle = (Math.min(first + row, length - 1) + 0.5) * step;
    const [low, high] = [Math.max(0, Math.floor(middle - 2 * reach + 0.5)), Math.min(from, Math.floor(middle + 2 * reach + 0.5))];
    const weights = Array.from({ length: high - low }, (_, index) => bicubic((low + index - middle + 0.5) / reach));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (const [index, weight] of weights.entries()) matrix[row * from + low + index] = weight / sum;
  }
  return matrix;
}

function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: matrix.length }, (_, index) => matrix[(index % rows) * columns + Math.floor(index / rows)] ?? 0);
}
