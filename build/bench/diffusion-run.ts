import { DiffVsrRecipe } from '../../native/contract/index.ts';
import { openModelStore } from '../../native/inference/model-store.ts';
import type { SessionPool } from '../../native/inference/session-pool.ts';
import type { NamedTensors } from '../../native/inference/tensor.ts';
import type { ComputePlaces } from '../../native/jobs/compute-port.ts';
import type { Frame } from '../../native/media/frame.ts';
import { openPipeline } from '../../native/pipelines/registry.ts';

/** What several runs share. */
export interface DiffusionBench {
  readonly pool: SessionPool;
  readonly packagesDir: string;
  readonly cacheDir: string;
  readonly places: ComputePlaces;
}

export interface DiffusionRun {
  readonly frames: readonly Frame[];
  /** What the decoder was given for each frame, as far as the picture is decoded in one tile. */
  readonly latents: readonly Float32Array[];
  /** Decodes as many latents as the decoder takes at once. */
  readonly decode: (group: readonly Float32Array[]) => Promise<Float32Array>;
  readonly wallMs: number;
  readonly inferenceMs: number;
  /** Processor time of this thread, and of the whole process. */
  readonly outsideCpuMs: number;
  readonly processCpuMs: number;
  /** Of the denoiser's session, one for each prompt of a call. */
  readonly denoiserCalls: number;
}

/** Restores a clip that lies in memory, as one shot. */
export async function runDiffusion(
  { pool, packagesDir, cacheDir, places }: DiffusionBench,
  { clip, modelId, recipe }: { readonly clip: readonly Frame[]; readonly modelId: string; readonly recipe: Partial<DiffVsrRecipe> },
): Promise<DiffusionRun> {
  const { width, height } = clip[0]!;
  const models = openModelStore({ packagesDir, weightsDir: places.weightsDir });
  const full = DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId, device: 'cpu', shots: 'off', ...recipe });
  const counted = watchSessions(pool);
  const source = {
    width,
    height,
    bitDepth: 8,
    startFrame: 0,
    endFrame: clip.length,
    frameCount: clip.length,
    key: `bench ${modelId} ${width}x${height}`,
  } as const;
  const pipeline = await openPipeline({ pool: counted.pool, models }, full, source, {
    ...{ signal: new AbortController().signal, note: () => undefined, worked: () => undefined, pausePoint: () => Promise.resolve() },
    ...{ stage: () => undefined, sceneCuts: () => Promise.resolve([]), cacheDir, resume: false },
  });
  const startedMs = performance.now();
  const [threadBefore, processBefore] = [process.threadCpuUsage(), process.cpuUsage()];
  const frames: Frame[] = [];
  for await (const frame of pipeline.run(inOrder(clip))) frames.push(frame);
  const wallMs = performance.now() - startedMs;
  const outsideCpuMs = milliseconds(process.threadCpuUsage(threadBefore));
  const processCpuMs = milliseconds(process.cpuUsage(processBefore));
  await pipeline.close();
  const { latents, denoiserCalls } = counted.seen();
  return {
    frames,
    latents,
    decode: counted.decode,
    wallMs,
    inferenceMs: pipeline.inferenceMs(),
    outsideCpuMs,
    processCpuMs,
    denoiserCalls,
  };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** A pool that lends the same sessions, and looks at what they are given: the denoiser's first dimension is one for each prompt. */
function watchSessions(pool: SessionPool): Pick<DiffusionRun, 'decode'> & {
  readonly pool: SessionPool;
  readonly seen: () => Pick<DiffusionRun, 'latents' | 'denoiserCalls'>;
} {
  const latents: Float32Array[] = [];
  let denoiserCalls = 0;
  let decoder: { readonly request: Parameters<SessionPool['borrow']>[0]; readonly dims: readonly number[] } | null = null;
  return {
    seen: () => ({ latents, denoiserCalls }),
    decode: async (group) => {
      if (decoder === null) throw new Error('Nothing was decoded yet.');
      const { signal } = new AbortController();
      const lent = await pool.borrow(decoder.request, { signal });
      try {
        const data = Float32Array.from(group.flatMap((frame) => [...frame]));
        const inputs = { latents: { type: 'float32' as const, dims: decoder.dims, data } };
        const { outputs } = await lent.session.runNamed(inputs, { signal, outputs: ['frames'] });
        return outputs['frames']?.data as Float32Array;
      } finally {
        lent.giveBack();
      }
    },
    pool: {
      ...pool,
      borrow: async (request, options) => {
        const lent = await pool.borrow(request, options);
        const runNamed: typeof lent.session.runNamed = (inputs, how) => {
          denoiserCalls += inputs['sample']?.dims[0] ?? 0;
          if (inputs['latents'] !== undefined) {
            latents.push(...eachFrame(inputs['latents']));
            decoder = { request, dims: inputs['latents'].dims };
          }
          return lent.session.runNamed(inputs, how);
        };
        return { ...lent, session: { ...lent.session, runNamed } };
      },
    },
  };
}

/** Copies: what a session is given may be handed over to its thread. */
function eachFrame({ data, dims }: NamedTensors[string]): Float32Array[] {
  const [count = 0] = dims;
  return Array.from({ length: count }, (_, i) =>
    Float32Array.from((data as Float32Array).subarray((i * data.length) / count, ((i + 1) * data.length) / count)),
  );
}

async function* inOrder(frames: readonly Frame[]): AsyncGenerator<Frame> {
  for (const frame of frames) yield await Promise.resolve(frame);
}
