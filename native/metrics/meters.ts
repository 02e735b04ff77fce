import type { MetricName } from '../contract/index.ts';
import { openKernels } from './kernels/open-kernels.ts';
import { partsOf } from './metric.ts';
import type { MeasuringRoom, Meter, Moment, Motion, Pictures } from './metric.ts';
import { flowSizeOf, openFarneback } from './optical-flow.ts';
import type { OpticalFlow } from './optical-flow.ts';
import { openPicture } from './picture.ts';
import type { Size } from './picture.ts';
import { builtInMetric } from './registry.ts';

export interface MeterSetup {
  readonly metrics: readonly MetricName[];
  readonly size: Size;
  /** Null where there is none; a reference is as large as the clip. */
  readonly sourceSize: Size | null;
  readonly hasReference: boolean;
  /** What finds the motion, in words, where a package does: it comes with the frames then. */
  readonly flowName?: string | undefined;
}

/** Samples of one moment: RGB, 8 bit, interleaved. Null where the clip is not given. */
export interface MomentFrames {
  readonly restored: Uint8Array;
  readonly reference: Uint8Array | null;
  readonly source: Uint8Array | null;
  /** By a package: float32 x, y per pixel of `flowSizeOf` the clip. Empty at the first moment, left out without a package. */
  readonly motions?: ReadonlyMap<Motion, Float32Array<ArrayBuffer>> | undefined;
}

/** Several metrics at work on the same frames. Holds two moments, whatever the length of the clip. */
export interface Meters {
  /** How each metric measures this time, in the order in which they were asked for. */
  readonly details: readonly string[];
  /** Takes the next moment. One number for each metric, NaN where there is none. Takes as long as the computing takes. */
  readonly measure: (frames: MomentFrames) => number[];
}

export async function openMeters({ metrics, size, sourceSize, hasReference, flowName }: MeterSetup): Promise<Meters> {
  const kernels = await openKernels();
  const open = (): Pictures => ({
    restored: openPicture(kernels, size),
    reference: hasReference ? openPicture(kernels, size) : null,
    source: sourceSize === null ? null : openPicture(kernels, sourceSize),
  });
  const both = [open(), open()] as const;
  const flowSize = flowSizeOf(size);
  let flow: OpticalFlow | null = null;
  const room: MeasuringRoom = {
    ...{ kernels, size, sourceSize },
    flow: async () => (flowName === undefined ? (flow ??= await openFarneback(kernels, flowSize)) : { name: flowName, size: flowSize }),
  };
  const meters: Meter[] = [];
  for (const name of metrics) {
    const openMeter = builtInMetric(name)?.open ?? null;
    if (openMeter === null) throw new Error(`${name} is not measured frame by frame: its package or ffmpeg measures it`);
    meters.push(await openMeter(room));
  }

  const motions = new Map<Motion, number>();
  const found = new Set<Motion>();
  let count = 0;
  return {
    details: meters.map(({ detail }) => detail),
    measure: (frames) => {
      const [now, last] = count % 2 === 0 ? both : [both[1], both[0]];
      now.restored.fill(frames.restored);
      if (frames.reference !== null) now.reference?.fill(frames.reference);
      if (frames.source !== null) now.source?.fill(frames.source);
      const before = count === 0 ? null : last;
      count += 1;
      found.clear();
      const motion: Moment['motion'] = (key) => {
        const place = motions.get(key) ?? kernels.allocate(flowSize.width * flowSize.height * 8);
        motions.set(key, place);
        if (found.has(key)) return place;
        found.add(key);
        const given = frames.motions?.get(key);
        if (given !== undefined) {
          kernels.floats(place, given.length).set(given);
          return place;
        }
        const { of, forward } = partsOf(key);
        const [from, to] = forward ? [before?.[of], now[of]] : [now[of], before?.[of]];
        // A meter that asks for motion has asked for the flow when it was opened, and has looked whether there is a moment before.
        if (flow === null || !from || !to) throw new Error(`there is no motion: ${key}`);
        flow.find(from, to, place);
        return place;
      };
      const moment: Moment = { ...now, before, motion };
      return meters.map((meter) => meter.measure(moment) ?? NaN);
    },
  };
}
