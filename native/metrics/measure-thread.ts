import { Worker } from 'node:worker_threads';
import { AppError } from '../contract/index.ts';
import type { MeterSetup, MomentFrames } from './meters.ts';

export type ToMeasuring =
  { readonly kind: 'open'; readonly setup: MeterSetup } | { readonly kind: 'measure'; readonly frames: MomentFrames };

export type FromMeasuring =
  | { readonly kind: 'opened'; readonly details: readonly string[] }
  | { readonly kind: 'measured'; readonly measured: MeasuredMoment }
  | { readonly kind: 'failed'; readonly detail: string };

export interface MeasuredMoment {
  /** One for each metric, NaN where there is none. */
  readonly values: readonly number[];
  /** The buffers of its frames, which come back. */
  readonly spent: readonly ArrayBuffer[];
}

/** Meters in a thread of their own. Whoever opens it closes it. */
export interface MeasuringThread {
  readonly details: readonly string[];
  /** Takes the frames' buffers over, and gives them back with the answer. Answers in the order of the calls. */
  readonly measure: (frames: MomentFrames) => Promise<MeasuredMoment>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (message: FromMeasuring) => void;
  readonly reject: (error: AppError) => void;
}

export async function openMeasuringThread(setup: MeterSetup): Promise<MeasuringThread> {
  const worker = new Worker(workerUrl(), { execArgv: [] });
  const waiting: Waiting[] = [];
  let failure: AppError | null = null;
  const fail = (detail: string): void => {
    failure = new AppError('internal', `The measuring stopped: ${detail}. Try again, with fewer metrics if memory is short.`);
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on('message', (message: FromMeasuring) => {
    if (message.kind === 'failed') fail(message.detail);
    else waiting.shift()?.resolve(message);
  });
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => fail('its thread ended'));
  const ask = (message: ToMeasuring, transfer: readonly ArrayBuffer[]): Promise<FromMeasuring> =>
    new Promise((resolve, reject) => {
      if (failure !== null) return reject(failure);
      waiting.push({ resolve, reject });
      worker.postMessage(message, transfer);
    });
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  try {
    const opened = await ask({ kind: 'open', setup }, []);
    return {
      details: opened.kind === 'opened' ? opened.details : [],
      measure: async (frames) => {
        const reply = await ask({ kind: 'measure', frames }, [...buffersOf(frames), ...motionsOf(frames)]);
        return reply.kind === 'measured' ? reply.measured : { values: [], spent: [] };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of frames of the reader, each in a buffer of its own. */
export function buffersOf({ restored, reference, source }: MomentFrames): readonly ArrayBuffer[] {
  const samples = [restored, reference, source].filter((one) => one !== null);
  return [...new Set(samples.map(({ buffer }) => buffer as ArrayBuffer))];
}

function motionsOf({ motions }: MomentFrames): readonly ArrayBuffer[] {
  return [...(motions?.values() ?? [])].map(({ buffer }) => buffer);
}

/** `measure-worker.ts` beside this source, or `measure-worker.js` beside the bundle that holds this code. */
function workerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './measure-worker.ts' : './measure-worker.js';
  return new URL(name, import.meta.url);
}
