import { createHash } from 'node:crypto';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MetricName, MetricResult, Run } from '../contract/index.ts';

/**
 * Numbers of single frames, float64, one file for each metric. They can be measured again at any time, so they lie in the cache and not in
 * the project. A file is known by the bits of the run and the metric's version: a stale one is never read.
 */
export async function keepSeries(
  cacheDir: string,
  {
    run,
    results,
    series,
  }: { readonly run: Run; readonly results: readonly MetricResult[]; readonly series: ReadonlyMap<MetricName, Float64Array> },
): Promise<void> {
  for (const { name, version } of results) {
    const path = placeOf(cacheDir, { run, name, version });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, series.get(name) ?? new Float64Array(0));
  }
}

/** Null when it was not measured, or not with this version, or the cache was cleared. */
export async function keptSeries(cacheDir: string, key: SeriesKey): Promise<Float64Array | null> {
  const path = placeOf(cacheDir, key);
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const now = new Date();
  // What is looked at stays when the cache is swept.
  await utimes(path, now, now).catch(() => undefined);
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

interface SeriesKey {
  readonly run: Run;
  readonly name: MetricName;
  readonly version: number;
}

function placeOf(cacheDir: string, { run, name, version }: SeriesKey): string {
  const folder = createHash('sha256').update(`${run.id} ${run.framesSha256}`).digest('hex').slice(0, 32);
  return join(cacheDir, 'measurements', folder, `${name}-v${version}.f64`);
}
