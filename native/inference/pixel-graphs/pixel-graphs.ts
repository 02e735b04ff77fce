import { createHash } from 'node:crypto';
import type { ColorFix } from '../../contract/index.ts';
import { int, int64s, ints, openGraph, scalar } from '../import/graph-builder.ts';
import type { GraphBuilder } from '../import/graph-builder.ts';
import { elementTypes, encodeNamedGraph } from '../import/onnx-graph.ts';
import type { GraphEdge, NamedGraph } from '../import/onnx-graph.ts';
import { addAdain, addBicubic, addWavelet } from './color-fix.ts';

/** A small graph that a session runs from its bytes, so that no pixel goes through JavaScript one by one. */
export interface PixelGraph {
  readonly model: Uint8Array;
  /** What makes two graphs the same. */
  readonly key: string;
}

/**
 * The frames that a denoiser sees: `frames` uint8 or uint16 [F,h,w,3], `noise` float32 [1,3,F,h,w], `signal` and `sigma` float32 [1]
 * -> `low_res` float32 [1,3,F,h,w] = signal * x + sigma * noise, x being the frames from -1 to 1 (specification 1.2, steps 2 and 6).
 */
export function conditionGraph({ bitDepth }: { readonly bitDepth: 8 | 16 }): PixelGraph {
  const graph = openGraph(['frames', 'noise', 'signal', 'sigma', 'low_res']);
  const planes = graph.node('Transpose', { name: 'planes', inputs: ['frames'], attributes: { perm: ints(3, 0, 1, 2) } });
  const video = graph.node('Unsqueeze', { name: 'video', inputs: [planes, graph.constant('first', int64s([0]))] });
  const shown = graph.node('Mul', { name: 'shown', inputs: [addValues(graph, video, bitDepth), 'signal'] });
  const grain = graph.node('Mul', { name: 'grain', inputs: ['noise', 'sigma'] });
  graph.append({ name: 'low_res', op: 'Add', inputs: [shown, grain], outputs: ['low_res'], attributes: {} });
  const video5d = [1, 3, 'F', 'h', 'w'];
  return finished(graph, {
    name: 'condition',
    inputs: [
      framesEdge('frames', { bitDepth, shape: ['F', 'h', 'w', 3] }),
      { name: 'noise', type: 'float32', shape: video5d },
      { name: 'signal', type: 'float32', shape: [1] },
      { name: 'sigma', type: 'float32', shape: [1] },
    ],
    outputs: [{ name: 'low_res', type: 'float32', shape: video5d }],
  });
}

/**
 * Decoded pictures as frames: `decoded` float32 [D,3,H,W], limited to -1 to 1, and for a color fix `frames` uint8 or uint16 [D,h,w,3] of
 * the source -> `output` uint8 or uint16 [D,H,W,3], rounded to the nearest level, halves to the even one. H = scale * h, W = scale * w.
 */
export function finishGraph({
  bitDepth,
  scale,
  colorFix,
}: {
  readonly bitDepth: 8 | 16;
  readonly scale: number;
  readonly colorFix: ColorFix;
}): PixelGraph {
  const graph = openGraph(['decoded', 'frames', 'output']);
  const limits = [graph.constant('low', scalar(-1)), graph.constant('high', scalar(1))];
  const limited = graph.node('Clip', { name: 'limited', inputs: ['decoded', ...limits] });
  const fixed = colorFix === 'none' ? limited : addColorFix(graph, limited, { bitDepth, scale, colorFix });
  const levels = addLevels(graph, fixed, bitDepth);
  graph.append({ name: 'output', op: 'Transpose', inputs: [levels], outputs: ['output'], attributes: { perm: ints(0, 2, 3, 1) } });
  // In words that a proof of the provider can put numbers to.
  const [height, width] = [`${scale}*h`, `${scale}*w`];
  return finished(graph, {
    name: `finish-${colorFix}`,
    inputs: [
      { name: 'decoded', type: 'float32', shape: ['D', 3, height, width] },
      ...(colorFix === 'none' ? [] : [framesEdge('frames', { bitDepth, shape: ['D', 'h', 'w', 3] })]),
    ],
    outputs: [framesEdge('output', { bitDepth, shape: ['D', height, width, 3] })],
  });
}

function addColorFix(
  graph: GraphBuilder,
  picture: string,
  { bitDepth, scale, colorFix }: { readonly bitDepth: 8 | 16; readonly scale: number; readonly colorFix: 'adain' | 'wavelet' },
): string {
  const planes = graph.node('Transpose', { name: 'planes', inputs: ['frames'], attributes: { perm: ints(0, 3, 1, 2) } });
  const source = addBicubic(graph, addValues(graph, planes, bitDepth), scale);
  return colorFix === 'adain' ? addAdain(graph, picture, source) : addWavelet(graph, picture, source);
}

/** Samples as values from -1 to 1. */
function addValues(graph: GraphBuilder, samples: string, bitDepth: 8 | 16): string {
  const levels = graph.node('Cast', { name: 'levels', inputs: [samples], attributes: { to: int(elementTypes.float32) } });
  const scaled = graph.node('Mul', { name: 'scaled', inputs: [levels, graph.constant('step', scalar(2 / (2 ** bitDepth - 1)))] });
  return graph.node('Sub', { name: 'values', inputs: [scaled, graph.constant('middle', scalar(1))] });
}

/** Values from -1 to 1 as samples. QuantizeLinear rounds and limits at once, but takes 16 bits from opset 21 only, which DirectML has not. */
function addLevels(graph: GraphBuilder, values: string, bitDepth: 8 | 16): string {
  const raised = graph.node('Add', { name: 'raised', inputs: [values, graph.constant('half', scalar(1))] });
  const stretch = graph.constant('stretch', scalar((2 ** bitDepth - 1) / 2));
  const levels = graph.node('Mul', { name: 'stretched', inputs: [raised, stretch] });
  if (bitDepth === 8) {
    const zero = graph.constant('zero', { type: 'uint8', dims: [], data: Uint8Array.of(0) });
    return graph.node('QuantizeLinear', { name: 'samples', inputs: [levels, graph.constant('one.level', scalar(1)), zero] });
  }
  const limits = [graph.constant('black', scalar(0)), graph.constant('white', scalar(65535))];
  const limited = graph.node('Clip', { name: 'within', inputs: [levels, ...limits] });
  const rounded = graph.node('Round', { name: 'rounded', inputs: [limited] });
  return graph.node('Cast', { name: 'samples', inputs: [rounded], attributes: { to: int(elementTypes.uint16) } });
}

function framesEdge(name: string, { bitDepth, shape }: { readonly bitDepth: 8 | 16; readonly shape: GraphEdge['shape'] }): GraphEdge {
  return { name, type: `uint${bitDepth}`, shape };
}

function finished({ nodes, initializers }: GraphBuilder, edges: Pick<NamedGraph, 'name' | 'inputs' | 'outputs'>): PixelGraph {
  const model = encodeNamedGraph({ ...edges, nodes, initializers });
  return { model, key: createHash('sha256').update(model).digest('hex') };
}
