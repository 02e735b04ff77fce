import type { MetricFacts, MetricName, MetricResult, Run, RunId } from '../../../native/contract/index.ts';
import { numberText } from '../../i18n/words.ts';

/** A run with its place among those of its segment, counted from the oldest: `Run 1`. */
export interface NumberedRun {
  readonly run: Run;
  readonly number: number;
}

/** Oldest first; `runs` newest first. */
export function numbered(runs: readonly Run[], shown: readonly Run[]): readonly NumberedRun[] {
  return shown.map((run) => ({ run, number: runs.length - runs.indexOf(run) }));
}

export function resultOf(run: Run, name: MetricName): MetricResult | null {
  return run.metrics?.find((result) => result.name === name) ?? null;
}

/** A number that an older version of its metric found. */
export function isStale(result: MetricResult, facts: MetricFacts): boolean {
  return result.version !== facts.version;
}

/** What was measured of a run by older versions, as far as it can be measured again without being told more. */
export function staleMetrics(run: Run, metrics: readonly MetricFacts[]): readonly MetricName[] {
  return metrics.filter((facts) => facts.needs !== 'reference' && isOld(run, facts)).map(({ name }) => name);
}

function isOld(run: Run, facts: MetricFacts): boolean {
  const result = resultOf(run, facts.name);
  return result !== null && isStale(result, facts);
}

/** Whether there is anything that could be measured of a run and was not. */
export function isUnmeasured(run: Run): boolean {
  return run.metrics === undefined || run.metrics.length === 0;
}

/** The runs with the best number. None where all are alike, or where there is nothing to compare with. */
export function bestRuns(runs: readonly NumberedRun[], facts: MetricFacts): ReadonlySet<RunId> {
  const found = runs.flatMap(({ run }) => {
    const result = resultOf(run, facts.name);
    return result === null || result.value === null || isStale(result, facts) ? [] : [{ id: run.id, value: result.value }];
  });
  if (facts.better === 'neither' || found.length < 2) return new Set();
  const values = found.map(({ value }) => value);
  const best = facts.better === 'higher' ? Math.max(...values) : Math.min(...values);
  const winners = found.filter(({ value }) => value === best);
  return new Set(winners.length === found.length ? [] : winners.map(({ id }) => id));
}

/** Which way the numbers of frames are better. */
export function frameBetter(facts: MetricFacts): MetricFacts['better'] {
  return facts.frameBetter ?? facts.better;
}

/** About four digits: `31.42`, `0.9712`. */
export function metricText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return numberText(value, 1);
  if (size >= 10) return numberText(value, 2);
  if (size >= 1) return numberText(value, 3);
  return size >= 0.001 || size === 0 ? numberText(value, 4) : value.toExponential(2);
}
