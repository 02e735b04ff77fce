import type { MetricName } from '../contract/index.ts';
import { openKernels } from './kernels/open-kernels.ts';
import type { Meter, Moment, Pictures } from './metric.ts';
import { LONGEST_FLOW_SIDE, openFarneback } from './optical-flow.ts';
import type { OpticalFlow } from './optical-flow.ts';
import { fitted, openPicture } from './picture.ts';
import type { Size } from './picture.ts';
import { builtInMetric } from './registry.ts';

export interface MeterSetup {
  readonly metrics: readonly MetricName[];
  readonly size: Size;
  /** Null where there is none; a reference is as large as the clip. */
  readonly sourceSize: Size | null;
  readonly hasReference: boolean;
}

/** Samples of one moment: RGB, 8 bit, interleaved. Null where the clip is not given. */
export interface MomentFrames {
  readonly restored: Uint8Array;
  readonly reference: Uint8Array | null;
  readonly source: Uint8Array | null;
}

/** Several metrics at work on the same frames. Holds two moments, whatever the length of the clip. */
export interface Meters {
  /** How each metric measures this time, in the order in which they were asked for. */
  readonly details: readonly string[];
  /** Takes the next moment. One number for each metric, NaN where there is none. Takes as long as the computing takes. */
  readonly measure: (frames: MomentFrames) => number[];
}

export async function openMeters({ metrics, size, sourceSize, hasReference }: MeterSetup): Promise<Meters> {
  const kernels = await openKernels();
  const open = (): Pictures => ({
    restored: openPicture(kernels, size),
    reference: hasReference ? openPicture(kernels, size) : null,
    source: sourceSize === null ? null : openPicture(kernels, sourceSize),
  });
  const both = [open(), open()] as const;
  const flowSize = fitted(size, LONGEST_FLOW_SIDE);
  let flow: OpticalFlow | null = null;
  const room = { kernels, size, sourceSize, flow: async () => (flow ??= await openFarneback(kernels, flowSize)) };
  const meters: Meter[] = [];
  for (const name of metrics) {
    const metric = builtInMetric(name);
    if (metric === null) throw new Error(`${name} does not come with Interweave: its package measures it`);
    meters.push(await metric.open(room));
  }

  const motions = new Map<string, number>();
  const found = new Set<string>();
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
      const motion: Moment['motion'] = (of, direction) => {
        const [from, to] = direction === 'forward' ? [before?.[of], now[of]] : [now[of], before?.[of]];
        // A meter that asks for motion has asked for the flow when it was opened, and has looked whether there is a moment before.
        if (flow === null || !from || !to) throw new Error(`there is no ${direction} motion of the ${of}`);
        const key = `${of} ${direction}`;
        const place = motions.get(key) ?? kernels.allocate(flowSize.width * flowSize.height * 8);
        motions.set(key, place);
        if (!found.has(key)) flow.find(from, to, place);
        found.add(key);
        return place;
      };
      const moment: Moment = { ...now, before, motion };
      return meters.map((meter) => meter.measure(moment) ?? NaN);
    },
  };
}
