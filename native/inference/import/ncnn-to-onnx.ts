import { AppError } from '../../contract/index.ts';
import { alignmentOf, haloOf, inputAxis } from './blob.ts';
import type { Blob } from './blob.ts';
import { convolutionLayers } from './convolution-layers.ts';
import { openGraph } from './graph-builder.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { openWeights } from './ncnn-bin.ts';
import type { WeightReader } from './ncnn-bin.ts';
import { corrupt, refuse } from './ncnn-layer.ts';
import type { LayerConverter } from './ncnn-layer.ts';
import { numberParam, parseNcnnParam } from './ncnn-param.ts';
import type { NcnnLayer } from './ncnn-param.ts';
import { encodeGraph } from './onnx-graph.ts';
import type { Graph } from './onnx-graph.ts';
import { activationLayers, arithmeticLayers } from './pointwise-layers.ts';
import { shapeLayers } from './shape-layers.ts';

/** An ncnn model as ONNX, with what its graph tells about it. */
export interface ImportedModel {
  /** `input` float32 [1,3,h,w], 0..1, RGB; `output` float32 [1,3,h*scale,w*scale]. */
  readonly model: Uint8Array;
  readonly scale: number;
  /** Source pixels beyond a tile's edge that its output depends on: the radius of the receptive field, rounded up where it is not even. */
  readonly haloPx: number;
  /** With that halo a tile equals the same part of the whole picture byte for byte, wherever it begins. */
  readonly haloExact: boolean;
  /** Weights, biases and slopes. */
  readonly parameterCount: number;
}

const layerConverters: Readonly<Record<string, LayerConverter>> = {
  ...convolutionLayers,
  ...activationLayers,
  ...arithmeticLayers,
  ...shapeLayers,
};

/**
 * Converts an upscaler from ncnn's text graph and weights. Refuses what it does not know by name ('model-contract') and
 * damaged files ('model-corrupt'); never guesses.
 */
export function ncnnToOnnx({ param, bin }: { readonly param: string; readonly bin: Uint8Array }): ImportedModel {
  const layers = parseNcnnParam(param);
  const weights = openWeights(bin);
  const builder = openGraph(['input', 'output']);
  const blobs = new Map<string, Blob>();
  for (const layer of layers) convertLayer(layer, { blobs, builder, weights });
  weights.finish();

  const output = outputBlob(layers, blobs);
  const scale = pictureScale(output);
  return {
    model: encodeGraph(pictureGraph(builder, output.name)),
    scale,
    haloPx: Math.max(haloOf(output.y), haloOf(output.x)),
    haloExact: true,
    parameterCount: weights.count(),
  };
}

interface Conversion {
  readonly blobs: Map<string, Blob>;
  readonly builder: GraphBuilder;
  readonly weights: WeightReader;
}

function convertLayer(layer: NcnnLayer, { blobs, builder, weights }: Conversion): void {
  const blob = layer.type === 'Input' ? inputBlob(layer, blobs) : convert();
  for (const axis of [blob.y, blob.x]) {
    if (alignmentOf(axis) !== 1) throw refuse(layer, 'it works on a smaller picture, which is supported for no size of frame yet');
  }
  for (const top of layer.tops) blobs.set(top, blob);

  function convert(): Blob {
    const converter = Object.hasOwn(layerConverters, layer.type) ? layerConverters[layer.type] : undefined;
    if (!converter) throw refuse(layer, `layers of type ${layer.type} are not known here`);
    const [first, ...rest] = layer.bottoms.map((bottom) => blobs.get(bottom)!);
    if (!first) throw corrupt(layer, 'it has no input');
    if (layer.tops.length !== 1 && layer.type !== 'Split') throw corrupt(layer, `it has ${layer.tops.length} outputs`);
    return converter({ layer, bottoms: [first, ...rest], graph: builder, weights });
  }
}

function inputBlob(layer: NcnnLayer, blobs: ReadonlyMap<string, Blob>): Blob {
  if (blobs.size > 0) throw refuse(layer, 'the model has more than one input');
  const channels = numberParam(layer, 2, 0);
  if (channels !== 0 && channels !== 3) throw refuse(layer, `the model takes ${channels} channels; an upscaler takes three (RGB)`);
  return { name: 'input', channels: 3, y: inputAxis, x: inputAxis };
}

/** The one blob that no layer reads. */
function outputBlob(layers: readonly NcnnLayer[], blobs: ReadonlyMap<string, Blob>): Blob {
  const read = new Set(layers.flatMap((layer) => layer.bottoms));
  const ends = layers.flatMap((layer) => layer.tops).filter((top) => !read.has(top));
  if (ends.length !== 1) throw contract(`it has ${ends.length} outputs (${ends.join(', ')}); an upscaler has one`);
  return blobs.get(ends[0]!)!;
}

function pictureScale({ channels, x, y }: Blob): number {
  if (channels !== 3) throw contract(`its output has ${channels} channels; an upscaler gives three (RGB)`);
  if (x.scale !== y.scale) throw contract(`it scales the width by ${x.scale} and the height by ${y.scale}`);
  if (x.offset !== 0 || y.offset !== 0) {
    throw contract(
      `its output is ${Math.abs(x.offset || y.offset)} pixels ${(x.offset || y.offset) < 0 ? 'smaller' : 'larger'} than ${x.scale} times its input`,
    );
  }
  const scale = Math.round(x.scale);
  if (scale < 1 || scale > 8 || Math.abs(x.scale - scale) > 1e-9)
    throw contract(`it scales by ${x.scale}; whole numbers from 1 to 8 are possible`);
  return scale;
}

/** The whole graph; the value called `last` becomes its output. */
function pictureGraph({ nodes, initializers }: GraphBuilder, last: string): Graph {
  if (last === 'input') throw contract('it has no layers between input and output');
  const rename = (name: string) => (name === last ? 'output' : name);
  return {
    input: { name: 'input', type: 'float32', shape: [1, 3, 'height', 'width'] },
    output: { name: 'output', type: 'float32', shape: [1, 3, 'outputHeight', 'outputWidth'] },
    nodes: nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
    initializers,
  };
}

function contract(what: string): AppError {
  return new AppError('model-contract', `The ncnn model cannot be used as an upscaler: ${what}. Choose another model.`);
}
