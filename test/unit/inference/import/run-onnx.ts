import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Runs a model on the CPU, as plainly as the runtime can, and releases it. */
export async function runOnnx(model: Uint8Array, input: Tensor): Promise<Tensor> {
  const session = await InferenceSession.create(model, { executionProviders: ['cpu'], intraOpNumThreads: 1, logSeverityLevel: 3 });
  try {
    const { output } = await session.run({ input });
    return output!;
  } finally {
    await session.release();
  }
}

export const pictureTensor = (data: Float32Array, height: number, width: number) => new Tensor('float32', data, [1, 3, height, width]);

/** The largest difference of two arrays of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i += 1) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
