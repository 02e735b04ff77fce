import { floats, int, int64s, ints, scalar, string } from '../import/graph-builder.ts';
import type { GraphBuilder } from '../import/graph-builder.ts';
import { elementTypes } from '../import/onnx-graph.ts';

/** As PyTorch has it. */
const CUBIC_COEFFICIENT = -0.75;
/** Added to a variance before it divides. */
const EPSILON = 1e-5;
/** Levels of the wavelet: level i sees 2^i pixels to each side. */
const LEVELS = 5;

/**
 * Enlarges [D,3,h,w] by bicubic interpolation between pixel centres; past the edge its pixels repeat. As a convolution with one channel
 * per place inside an enlarged pixel: ONNX Runtime's Resize took three quarters of the time of the whole wavelet graph.
 */
export function addBicubic(graph: GraphBuilder, picture: string, scale: number): string {
  if (scale === 1) return picture;
  const taps = [-2, -1, 0, 1, 2];
  // From a pixel's centre to the centres of the pixels that it becomes.
  const offsets = Array.from({ length: scale }, (_, place) => (place + 0.5) / scale - 0.5);
  const kernels = offsets.flatMap((y) =>
    offsets.flatMap((x) => taps.flatMap((row) => taps.map((column) => cubic(y - row) * cubic(x - column)))),
  );
  const weights = graph.constant('cubic', floats([...kernels, ...kernels, ...kernels], [3 * scale ** 2, 1, taps.length, taps.length]));
  const margins = graph.constant('margins', int64s([0, 0, 2, 2, 0, 0, 2, 2]));
  const padded = graph.node('Pad', { name: 'padded', inputs: [picture, margins], attributes: { mode: string('edge') } });
  const places = graph.node('Conv', { name: 'places', inputs: [padded, weights], attributes: { group: int(3) } });
  return graph.node('DepthToSpace', { name: 'enlarged', inputs: [places], attributes: { blocksize: int(scale), mode: string('CRD') } });
}

/** Keys' cubic kernel. */
function cubic(distance: number): number {
  const [a, t] = [CUBIC_COEFFICIENT, Math.abs(distance)];
  if (t <= 1) return (a + 2) * t ** 3 - (a + 3) * t ** 2 + 1;
  return t < 2 ? a * (t ** 3 - 5 * t ** 2 + 8 * t - 4) : 0;
}

/** Gives every channel of every picture the mean and the spread of the same channel of the source (specification 1.8). */
export function addAdain(graph: GraphBuilder, picture: string, source: string): string {
  // Of n pixels the unbiased variance divides by n - 1.
  const shape = graph.node('Shape', { name: 'sides', inputs: [picture], attributes: { start: int(2), end: int(4) } });
  const count = graph.node('ReduceProd', { name: 'count', inputs: [shape], attributes: { keepdims: int(0) } });
  const pixels = graph.node('Cast', { name: 'pixels', inputs: [count], attributes: { to: int(elementTypes.float32) } });
  const divisor = graph.node('Sub', { name: 'divisor', inputs: [pixels, graph.constant('one', scalar(1))] });
  const epsilon = graph.constant('epsilon', scalar(EPSILON));

  const statistics = (value: string, of: string): { readonly mean: string; readonly centered: string; readonly spread: string } => {
    // First along rows, then over them: one float32 sum of eight million pixels was off by 4 levels of 16 bits.
    const alongRows = { axes: ints(3), keepdims: int(1) };
    const rowMeans = graph.node('ReduceMean', { name: `${of}.rows`, inputs: [value], attributes: alongRows });
    const mean = graph.node('ReduceMean', { name: `${of}.mean`, inputs: [rowMeans], attributes: { axes: ints(2), keepdims: int(1) } });
    const centered = graph.node('Sub', { name: `${of}.centered`, inputs: [value, mean] });
    const rowSquares = graph.node('ReduceSumSquare', { name: `${of}.squares`, inputs: [centered], attributes: alongRows });
    const squares = graph.node('ReduceSum', { name: `${of}.sum`, inputs: [rowSquares, graph.constant('down', int64s([2]))] });
    const variance = graph.node('Div', { name: `${of}.variance`, inputs: [squares, divisor] });
    const above = graph.node('Add', { name: `${of}.above`, inputs: [variance, epsilon] });
    return { mean, centered, spread: graph.node('Sqrt', { name: `${of}.spread`, inputs: [above] }) };
  };
  const own = statistics(picture, 'picture');
  const wanted = statistics(source, 'source');
  const gain = graph.node('Div', { name: 'gain', inputs: [wanted.spread, own.spread] });
  const spread = graph.node('Mul', { name: 'spread', inputs: [own.centered, gain] });
  return graph.node('Add', { name: 'matched', inputs: [spread, wanted.mean] });
}

/**
 * The fine part of the picture on the coarse part of the source (specification 1.8). What the levels take away from a picture sums to
 * it less its coarse part, and all of it is linear: picture - coarse(picture) + coarse(source) = picture + coarse(source - picture).
 */
export function addWavelet(graph: GraphBuilder, picture: string, source: string): string {
  let coarse = graph.node('Sub', { name: 'difference', inputs: [source, picture] });
  for (let level = 0; level < LEVELS; level += 1) coarse = addBlur(graph, coarse, 2 ** level);
  return graph.node('Add', { name: 'matched', inputs: [picture, coarse] });
}

/** [1 2 1] / 4 down and across, `reach` pixels apart; past the edge its pixels repeat. */
function addBlur(graph: GraphBuilder, picture: string, reach: number): string {
  const margins = graph.constant(`margins.${reach}`, int64s([0, 0, reach, reach, 0, 0, reach, reach]));
  const padded = graph.node('Pad', { name: `padded.${reach}`, inputs: [picture, margins], attributes: { mode: string('edge') } });
  const kernel = [0.25, 0.5, 0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.25];
  const blur = (input: string, axis: 'down' | 'across'): string => {
    const weights = graph.constant(`${axis}.${reach}`, floats(kernel, axis === 'down' ? [3, 1, 3, 1] : [3, 1, 1, 3]));
    const dilations = axis === 'down' ? ints(reach, 1) : ints(1, reach);
    return graph.node('Conv', { name: `${axis}.blur.${reach}`, inputs: [input, weights], attributes: { group: int(3), dilations } });
  };
  return blur(blur(padded, 'down'), 'across');
}
