import type { MetricName } from '../../../native/contract/index.ts';
import { openMeters } from '../../../native/metrics/meters.ts';
import type { MomentFrames } from '../../../native/metrics/meters.ts';
import type { Size } from '../../../native/metrics/picture.ts';
import { builtInMetric } from '../../../native/metrics/registry.ts';

/** The numbers of every frame, by metric. */
export async function measureFrames(
  names: readonly MetricName[],
  moments: readonly MomentFrames[],
  { size, sourceSize = null }: { readonly size: Size; readonly sourceSize?: Size | null },
): Promise<Map<MetricName, number[]>> {
  const hasReference = (moments[0]?.reference ?? null) !== null;
  const meters = await openMeters({ metrics: names, size, sourceSize, hasReference });
  const rows = moments.map((moment) => meters.measure(moment));
  return new Map(names.map((name, index) => [name, rows.map((row) => row[index] ?? NaN)]));
}

/** The number of the clip. */
export async function measureClipOf(name: MetricName, frames: readonly Uint8Array[], size: Size): Promise<number | null> {
  const series = await measureFrames([name], frames.map(alone), { size });
  const values = Float64Array.from(series.get(name) ?? []);
  return builtInMetric(name)?.summarize({ values, seams: new Set(), cuts: new Set() }).value ?? null;
}

export function alone(restored: Uint8Array): MomentFrames {
  return { restored, reference: null, source: null };
}

/** A picture of soft waves, moved by so many pixels. `level` is added to every sample. */
export function waves({ width, height }: Size, { dx = 0, dy = 0, level = 0 }: { dx?: number; dy?: number; level?: number }): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [x - dx, y - dy];
      const value = 120 + 40 * Math.sin(u / 9 + v / 13) + 40 * Math.cos(u / 17 - v / 7);
      for (let channel = 0; channel < 3; channel += 1) data[(y * width + x) * 3 + channel] = Math.round(value + level + 5 * channel);
    }
  }
  return data;
}
