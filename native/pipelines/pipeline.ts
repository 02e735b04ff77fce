import type { FrameRange, Recipe } from '../contract/index.ts';
import type { ModelStore } from '../inference/model-store.ts';
import type { SessionPool } from '../inference/session-pool.ts';
import type { Frame } from '../media/frame.ts';

/** What every pipeline takes its models and sessions from. */
export interface PipelineServices {
  readonly models: ModelStore;
  readonly pool: SessionPool;
}

/** What a pipeline is told, and whom it tells, besides its frames. */
export interface PipelineContext {
  /** Checked once per frame or step. */
  readonly signal: AbortSignal;
  /** A sentence for the user: a fallback taken, a limit met. */
  readonly note: (message: string) => void;
  /** What is being done now, in words. */
  readonly stage: (text: string) => void;
  /** So much of the work on the range is done, in frames (also parts of one). `measured` false: it was read back, which says nothing about the speed. */
  readonly worked: (framesDone: number, how: { readonly measured: boolean }) => void;
  /** Waits while the job is paused. */
  readonly pausePoint: () => Promise<void>;
  /** First frames of the shots of the whole clip but the first, ascending. */
  readonly sceneCuts: () => Promise<readonly number[]>;
  /** Where finished work may be kept, by what makes its bits. */
  readonly cacheDir: string;
  /** False: what an earlier run kept is not used. */
  readonly resume: boolean;
}

export interface PipelineSource {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  /** Absolute range that is to be restored, half-open. */
  readonly startFrame: number;
  readonly endFrame: number;
  /** Of the whole clip. */
  readonly frameCount: number;
  /** What makes the source's pixels: the same file decoded in the same way has the same key. */
  readonly key: string;
}

/** A pipeline opened for one source: sizes are known. Must be closed. */
export interface OpenPipeline<R extends Recipe = Recipe> {
  readonly outputWidth: number;
  readonly outputHeight: number;
  /** The frames that `run` has to be fed: those of the range, and what it needs around them. */
  readonly inputRange: FrameRange;
  /** True: finished work is kept by the pipeline itself, `worked` tells the progress, and `run` always begins at the start of the range. */
  readonly keepsOwnWork: boolean;
  /** Streams: yields the restored frames of the range in order, reading ahead by no more than its window. Takes the input frames over. */
  readonly run: (frames: AsyncIterable<Frame>) => AsyncIterable<Frame>;
  /** What was really done: every choice that was left open is filled in. */
  readonly recipe: () => R;
  /** What went through the model so far, in megapixels of the source, counted as the estimate counts. */
  readonly workMegapixels: () => number;
  /** Milliseconds spent inside session.run so far. */
  readonly inferenceMs: () => number;
  readonly model: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly device: { readonly provider: 'cpu' | 'cuda' | 'tensorrt' | 'directml' | 'coreml' | 'webgpu'; readonly name: string };
  /** Version of the runtime that computes (ONNX Runtime). */
  readonly runtimeVersion: () => string;
  readonly close: () => Promise<void>;
}

/** One way to restore, chosen by `recipe.pipeline`. */
export interface Pipeline<R extends Recipe = Recipe> {
  readonly open: (recipe: R, source: PipelineSource, context: PipelineContext) => Promise<OpenPipeline<R>>;
}
