import { AppError } from '../../contract/index.ts';
import type { Blob } from './blob.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { WeightReader } from './ncnn-bin.ts';
import type { NcnnLayer } from './ncnn-param.ts';

/** What a layer's converter works with. It reads exactly the weights that ncnn would read, in ncnn's order. */
export interface LayerTask {
  readonly layer: NcnnLayer;
  /** One or more. */
  readonly bottoms: readonly [Blob, ...Blob[]];
  readonly graph: GraphBuilder;
  readonly weights: WeightReader;
}

/** Appends the layer to the graph; gives its one top, or all of them where every top is the same blob. */
export type LayerConverter = (task: LayerTask) => Blob;

export function refuse(layer: NcnnLayer, why: string): AppError {
  return new AppError(
    'model-contract',
    `Layer "${layer.name}" (${layer.type}) of the ncnn model cannot be converted: ${why}. ` +
      'Use another form of the model, or one of the models that come with Interweave.',
  );
}

export function corrupt(layer: NcnnLayer, what: string): AppError {
  return new AppError('model-corrupt', `Layer "${layer.name}" (${layer.type}) of the ncnn model is damaged: ${what}.`);
}
