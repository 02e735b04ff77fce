import { AppError } from '../contract/index.ts';
import type { EdgeTensor } from '../inference/tensor.ts';
import type { Summary } from './metric.ts';
import type { PackagedMetric } from './metric-packages.ts';

/** The pictures of one moment as one graph sees them, float32 [1,3,h,w]; null where there is none. */
export interface SeenPictures {
  readonly frame: EdgeTensor;
  readonly reference: EdgeTensor | null;
  readonly before: EdgeTensor | null;
  readonly referenceBefore: EdgeTensor | null;
  readonly first: EdgeTensor;
}

/** A number of the frames from one to another. */
export interface MeasuredSpan {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly value: number;
}

/** A package at work on one clip. */
export interface PackagedMeter {
  /** Takes the next moment; null: no number came of it. Holds no more than the windows that are open. */
  readonly measure: (pictures: SeenPictures, options: { readonly signal: AbortSignal }) => Promise<MeasuredSpan | null>;
  readonly summary: () => Summary;
}

/** `run` answers what the graph makes of its inputs by their names. */
export type RunGraph = (inputs: Readonly<Record<string, EdgeTensor>>, options: { readonly signal: AbortSignal }) => Promise<EdgeTensor>;

export function openPackagedMeter(metric: PackagedMetric, run: RunGraph): PackagedMeter {
  const { manifest } = metric;
  let [frame, sum, count] = [0, 0, 0];
  const numberOf = async (inputs: Readonly<Record<string, EdgeTensor>>, options: { readonly signal: AbortSignal }): Promise<number> => {
    const { data } = await run(inputs, options);
    const value = Number(data[0]);
    if (data.length !== 1 || !Number.isFinite(value)) {
      throw new AppError(
        'model-failed',
        `${manifest.name} (${manifest.id}) answered ${data.length === 1 ? String(value) : `${data.length} numbers`} instead of a number. Leave it out, or put its package right.`,
      );
    }
    return value;
  };
  const counted = (span: MeasuredSpan): MeasuredSpan => {
    sum += span.value;
    count += 1;
    return span;
  };
  const summary = (none: string): Summary => (count === 0 ? { value: null, note: none } : { value: sum / count, note: null });

  const noPairs = (): Summary => summary(frame < 2 ? 'A clip of one frame has no pairs of frames.' : 'No frame has a number.');

  const { clip } = manifest;
  if (clip !== null) {
    const name = manifest.inputs[0]?.tensor.name ?? '';
    const span = (clip.frames - 1) * clip.step + 1;
    const open: { readonly startFrame: number; readonly data: Float32Array<ArrayBuffer> }[] = [];
    return {
      measure: async ({ frame: picture }, options) => {
        const samples = picture.data.length;
        const now = frame++;
        if (now % clip.stride === 0) open.push({ startFrame: now, data: new Float32Array(clip.frames * samples) });
        for (const { startFrame, data } of open) {
          const since = now - startFrame;
          // As float32, which is what the input graph makes.
          if (since % clip.step === 0) data.set(picture.data as Float32Array, (since / clip.step) * samples);
        }
        const [oldest] = open;
        if (oldest === undefined || now - oldest.startFrame + 1 < span) return null;
        open.shift();
        const dims = [clip.frames, ...picture.dims.slice(1)];
        const value = await numberOf({ [name]: { type: 'float32', dims, data: oldest.data } }, options);
        return counted({ startFrame: oldest.startFrame, endFrame: now + 1, value });
      },
      summary: () => summary(`The clip has ${frame} frames, and ${manifest.name} looks at ${span}.`),
    };
  }
  if (metric.asks === 'changes') {
    // The graph compares a frame with its reference: here a frame with the one before it.
    const distance = (now: EdgeTensor, before: EdgeTensor, options: { readonly signal: AbortSignal }): Promise<number> =>
      numberOf(Object.fromEntries(manifest.inputs.map(({ sees, tensor }) => [tensor.name, sees === 'frame' ? now : before])), options);
    return {
      measure: async ({ frame: picture, before, reference, referenceBefore }, options) => {
        const now = frame++;
        if (before === null || reference === null || referenceBefore === null) return null;
        const apart = (await distance(picture, before, options)) - (await distance(reference, referenceBefore, options));
        return counted({ startFrame: now, endFrame: now + 1, value: Math.abs(apart) });
      },
      summary: noPairs,
    };
  }
  return {
    measure: async (pictures, options) => {
      const now = frame++;
      const inputs = manifest.inputs.map(({ sees, tensor }) => [tensor.name, sees === 'clip' ? null : pictures[sees]] as const);
      const given = inputs.filter((input): input is readonly [string, EdgeTensor] => input[1] !== null);
      if (given.length < inputs.length) return null;
      return counted({ startFrame: now, endFrame: now + 1, value: await numberOf(Object.fromEntries(given), options) });
    },
    summary: noPairs,
  };
}
