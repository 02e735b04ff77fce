import { Worker } from 'node:worker_threads';
import { AppError } from '../contract/index.ts';
import type { ErrorCode } from '../contract/index.ts';
import { abortable } from './abortable.ts';
import type { ImportedModel } from './import/ncnn-to-onnx.ts';
import type { NcnnWeights } from './weights-tarball.ts';

export interface ConversionRequest {
  readonly weights: NcnnWeights;
  /** JSON of the activation scales for an int8 form; null: the model as it is. */
  readonly calibration: string | null;
}

export interface Conversion extends ImportedModel {
  /** Of an int8 form: the model it was made of. */
  readonly full: Uint8Array | null;
}

export type ConversionReply =
  ({ readonly kind: 'converted' } & Conversion) | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };

/** Converts ncnn weights to ONNX beside the event loop. An abort ends the thread. */
export async function convertInThread(request: ConversionRequest, signal: AbortSignal): Promise<Conversion> {
  const worker = new Worker(workerUrl(), { execArgv: [] });
  try {
    const reply = await abortable<ConversionReply>(signal, (resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', () => reject(new AppError('model-failed', 'Converting the model ended unexpectedly. Try again.')));
      worker.postMessage(request);
    });
    if (reply.kind === 'refused') throw new AppError(reply.code, reply.message);
    return reply;
  } finally {
    await worker.terminate();
  }
}

/** `convert-worker.ts` beside this source, or `convert-worker.js` beside the bundle that holds this code. */
function workerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './convert-worker.ts' : './convert-worker.js';
  return new URL(name, import.meta.url);
}
