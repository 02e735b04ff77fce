import type { Recipe } from '../contract/index.ts';
import type { ModelStore } from '../inference/model-store.ts';
import type { SessionPool } from '../inference/session-pool.ts';
import type { Frame } from '../media/frame.ts';

/** What every pipeline takes its models and sessions from. */
export interface PipelineServices {
  readonly models: ModelStore;
  readonly pool: SessionPool;
}

/** What a pipeline is told besides its frames. */
export interface PipelineContext {
  /** Checked once per frame or step. */
  readonly signal: AbortSignal;
  /** A sentence for the user: a fallback taken, a limit met. */
  readonly note: (message: string) => void;
}

export interface PipelineSource {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  /** Absolute range that `frames` will yield, half-open. */
  readonly startFrame: number;
  readonly endFrame: number;
}

/** A pipeline opened for one source: sessions are lent, sizes are known. Must be closed. */
export interface OpenPipeline {
  readonly outputWidth: number;
  readonly outputHeight: number;
  /** Streams: yields restored frames in order, reading ahead by no more than its window. Takes the input frames over. */
  readonly run: (frames: AsyncIterable<Frame>) => AsyncIterable<Frame>;
  /** Milliseconds spent inside session.run so far. */
  readonly inferenceMs: () => number;
  readonly model: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly device: { readonly provider: 'cpu' | 'cuda' | 'tensorrt' | 'directml' | 'coreml' | 'webgpu'; readonly name: string };
  /** Version of the runtime that computes (ONNX Runtime). */
  readonly runtimeVersion: string;
  readonly close: () => Promise<void>;
}

/** One way to restore, chosen by `recipe.pipeline`. */
export interface Pipeline<R extends Recipe = Recipe> {
  readonly id: R['pipeline'];
  readonly open: (recipe: R, source: PipelineSource, context: PipelineContext) => Promise<OpenPipeline>;
}
