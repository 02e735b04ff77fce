import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DiffVsrRecipe } from '../../../../native/contract/index.ts';
import type { FrameRange } from '../../../../native/contract/index.ts';
import { openModelStore } from '../../../../native/inference/model-store.ts';
import { createSessionPool } from '../../../../native/inference/session-pool.ts';
import type { Frame } from '../../../../native/media/frame.ts';
import { diffVsrPipeline } from '../../../../native/pipelines/diffvsr/pipeline-diffvsr.ts';
import type { OpenPipeline, PipelineContext } from '../../../../native/pipelines/pipeline.ts';
import { toyId } from '../../../fixtures/toy-package.ts';

export interface ToyClip {
  readonly width: number;
  readonly height: number;
  readonly frameCount: number;
  readonly bitDepth?: 8 | 16;
  /** Other seeds make other pictures; a static clip shows one picture. */
  readonly still?: boolean;
}

/** A smooth pattern that moves: the same pixels at every call. */
export function toyFrame({ width, height, bitDepth = 8, still = false }: ToyClip, index: number): Frame {
  const max = bitDepth === 8 ? 255 : 65_535;
  const data = bitDepth === 8 ? new Uint8Array(width * height * 3) : new Uint16Array(width * height * 3);
  const t = still ? 0 : index;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < 3; c += 1) {
        const wave = Math.sin((x + t) * 0.4 + c) + Math.cos((y - 0.5 * t) * 0.3 - c) + 0.3 * Math.sin(x * y * 0.05);
        data[(y * width + x) * 3 + c] = Math.round(((wave + 2.3) / 4.6) * max);
      }
    }
  }
  return { index, width, height, bitDepth, data };
}

export interface ToyRun {
  readonly frames: readonly Frame[];
  /** SHA-256 of each frame's bytes. */
  readonly hashes: readonly string[];
  readonly notes: readonly string[];
  readonly stages: readonly string[];
  readonly inferenceMs: number;
  readonly wallMs: number;
  readonly pipeline: OpenPipeline<DiffVsrRecipe>;
}

export interface ToyOptions {
  readonly clip: ToyClip;
  readonly cacheDir: string;
  readonly recipe?: Partial<DiffVsrRecipe>;
  readonly range?: FrameRange;
  readonly resume?: boolean;
  /** Ends the run after so many frames, as a kill would. */
  readonly stopAfter?: number;
  readonly cuts?: readonly number[];
  readonly context?: Partial<PipelineContext>;
  /** Where the frames come from; else the moving pattern. */
  readonly frameAt?: (index: number) => Frame;
}

/** The real pipeline on the toy package, fed from memory. Sessions are kept between the runs of one restorer. */
export function openToyRestorer(packagesDir: string): {
  readonly run: (options: ToyOptions) => Promise<ToyRun>;
  readonly close: () => Promise<void>;
} {
  const pool = createSessionPool({});
  return {
    run: async ({
      clip,
      cacheDir,
      recipe,
      range,
      resume = true,
      stopAfter,
      cuts = [],
      context,
      frameAt = (index) => toyFrame(clip, index),
    }) => {
      const notes: string[] = [];
      const stages: string[] = [];
      const models = openModelStore({ packagesDir, weightsDir: join(cacheDir, 'no-weights') });
      const source = {
        ...{ width: clip.width, height: clip.height, bitDepth: clip.bitDepth ?? 8, frameCount: clip.frameCount },
        ...(range ?? { startFrame: 0, endFrame: clip.frameCount }),
        key: JSON.stringify(clip),
      };
      const parsed = DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: toyId, device: 'cpu', steps: 2, ...recipe });
      const pipeline = await diffVsrPipeline({ pool, models }).open(parsed, source, {
        ...{ signal: new AbortController().signal, cacheDir, resume },
        ...{ note: (message) => notes.push(message), stage: (text) => stages.push(text), worked: () => undefined },
        ...{ pausePoint: () => Promise.resolve(), sceneCuts: () => Promise.resolve(cuts) },
        ...context,
      });
      const frames: Frame[] = [];
      const startedMs = performance.now();
      try {
        for await (const frame of pipeline.run(decoded(frameAt, pipeline.inputRange))) {
          frames.push(frame);
          if (frames.length === stopAfter) break;
        }
      } finally {
        await pipeline.close();
      }
      const wallMs = performance.now() - startedMs;
      return { frames, hashes: frames.map(hashOf), notes, stages, inferenceMs: pipeline.inferenceMs(), wallMs, pipeline };
    },
    close: () => pool.close(),
  };
}

async function* decoded(frameAt: (index: number) => Frame, { startFrame, endFrame }: FrameRange): AsyncGenerator<Frame> {
  for (let index = startFrame; index < endFrame; index += 1) yield frameAt(index);
}

export function hashOf({ data }: Frame): string {
  return createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
}
