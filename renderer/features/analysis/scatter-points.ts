import type { MetricFacts, Run, RunId, Segment } from '../../../native/contract/index.ts';
import { isStale, numbered, resultOf } from './run-numbers.ts';

/** A run in the plot of quality against warping. */
export interface ScatterPoint {
  readonly runId: RunId;
  readonly modelId: string;
  readonly segmentName: string;
  /** Among the runs of its segment. */
  readonly number: number;
  readonly quality: number;
  readonly warping: number;
}

export interface Scatter {
  readonly points: readonly ScatterPoint[];
  /** Runs that lack one of the two numbers, or whose numbers an older version found. */
  readonly without: readonly Run[];
}

/** All runs of the project that have both numbers. `runs` newest first. */
export function scatterPoints(
  runs: readonly Run[],
  { quality, warping, segments }: { readonly quality: MetricFacts; readonly warping: MetricFacts; readonly segments: readonly Segment[] },
): Scatter {
  const points: ScatterPoint[] = [];
  const without: Run[] = [];
  for (const segment of segments) {
    const own = runs.filter(({ segmentId }) => segmentId === segment.id);
    for (const { run, number } of numbered(own, own)) {
      const [x, y] = [numberOf(run, quality), numberOf(run, warping)];
      if (x === null || y === null) without.push(run);
      else points.push({ runId: run.id, modelId: run.model.id, segmentName: segment.name, number, quality: x, warping: y });
    }
  }
  return { points, without };
}

/** Measures that say how good a picture is, best known first: those that any run has a number of. */
export function qualityChoices(runs: readonly Run[], metrics: readonly MetricFacts[]): readonly MetricFacts[] {
  const overTime = new Set(['flicker', 'flicker-luma', 'e-warp', 'tof-reference', 'tof-source', 'seam']);
  const measured = metrics.filter((facts) => !overTime.has(facts.name) && runs.some((run) => numberOf(run, facts) !== null));
  // Of trained measures first, as the paper has it; of the others those against a true clip.
  const rank = ({ packageVersion, needs }: MetricFacts) => (packageVersion !== undefined ? 0 : needs === 'reference' ? 1 : 2);
  return [...measured].sort((a, b) => rank(a) - rank(b));
}

function numberOf(run: Run, facts: MetricFacts): number | null {
  const result = resultOf(run, facts.name);
  return result === null || isStale(result, facts) ? null : result.value;
}

/** As CSV: a line for each run, with the names of the measures over their columns. */
export function scatterTable(
  { points }: Scatter,
  {
    quality,
    warping,
    modelName,
  }: { readonly quality: MetricFacts; readonly warping: MetricFacts; readonly modelName: (id: string) => string },
): string {
  const rows = points.map((point) =>
    [point.segmentName, point.number, modelName(point.modelId), point.quality, point.warping].map(csvCell).join(','),
  );
  return `${[['segment', 'run', 'model', quality.name, warping.name].join(','), ...rows].join('\n')}\n`;
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
