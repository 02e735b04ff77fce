import type { MetricName } from '../../contract/index.ts';
import type { ClipResult, DoneResult } from './clip-result.ts';
import type { Dataset } from './dataset.ts';
import { TRUTH } from './evaluate.ts';
import { clipMetrics } from './paper-tables.ts';
import type { PaperTable, TableMetric } from './paper-tables.ts';
import type { ReportInput } from './report-input.ts';

export interface Cell {
  readonly model: string;
  /** Mean over clips of the means over frames; null where there is none. */
  readonly value: number | null;
  readonly text: string;
  readonly mark: 'best' | 'second' | null;
}

export interface TableRow {
  readonly dataset: string;
  readonly metric: TableMetric;
  /** In the order of the models. */
  readonly cells: readonly Cell[];
  readonly truth: string | null;
  /** Clips that the means are over: those that every model finished. */
  readonly clips: number;
}

export interface Summarized {
  readonly results: readonly ClipResult[];
  readonly datasets: readonly Dataset[];
  /** Ids of what restored, in the order of the columns. */
  readonly models: readonly string[];
}

/** The rows of a table. Metrics that need a reference have none in a set without one. */
export function tableRows({ metrics }: PaperTable, summarized: Summarized): readonly TableRow[] {
  return summarized.datasets.flatMap((dataset) =>
    metrics.map((metric) => rowOf(dataset, metric, summarized)).filter((row) => row !== null),
  );
}

export function doneResults(results: readonly ClipResult[], dataset: string): readonly DoneResult[] {
  return results.filter((result) => result.status === 'done' && result.dataset === dataset) as readonly DoneResult[];
}

export function valueOf({ metrics }: DoneResult, name: MetricName): number | null {
  return metrics.find((metric) => metric.name === name)?.value ?? null;
}

function rowOf(dataset: Dataset, metric: TableMetric, { results, models }: Summarized): TableRow | null {
  const { name } = metric;
  if (name === null) {
    const cells = models.map((model) => ({ model, value: null, text: '', mark: null }));
    return { dataset: dataset.title, metric, cells, truth: null, clips: 0 };
  }
  const done = doneResults(results, dataset.title);
  const measured = done.filter((result) => valueOf(result, name) !== null);
  const of = (model: string): ReadonlyMap<string, number> =>
    new Map(measured.filter((result) => result.model === model).map((result) => [result.clip, valueOf(result, name) ?? NaN]));
  const byModel = models.map(of);
  // A model that finished nothing has no column of numbers; it must not empty those of the others.
  const counted = byModel.filter(({ size }) => size > 0);
  if (counted.length === 0) return null;
  const shared = dataset.clips.map(({ name: clip }) => clip).filter((clip) => counted.every((values) => values.has(clip)));
  const mean = (values: ReadonlyMap<string, number>): number | null => {
    if (shared.length === 0 || values.size === 0) return null;
    return shared.reduce((sum, clip) => sum + (values.get(clip) ?? NaN), 0) / shared.length;
  };
  const truths = of(TRUTH.id);
  const truth = shared.every((clip) => truths.has(clip)) ? mean(truths) : null;
  const means = byModel.map(mean);
  const marks = marksOf(means, metric);
  const cells = models.map((model, column) => {
    const value = means[column] ?? null;
    return { model, value, text: value === null ? '' : value.toFixed(metric.digits), mark: marks[column] ?? null };
  });
  return { dataset: dataset.title, metric, cells, truth: truth?.toFixed(metric.digits) ?? null, clips: shared.length };
}

/** Best and second best by what is shown: numbers that look the same share their mark. One that is alone has none to beat. */
export function marksOf(
  values: readonly (number | null)[],
  { better, digits }: Pick<TableMetric, 'better' | 'digits'>,
): readonly Cell['mark'][] {
  const shown = values.map((value) => (value === null ? null : Number(value.toFixed(digits))));
  const ranked = [...new Set(shown.filter((value) => value !== null))].sort((a, b) => (better === 'lower' ? a - b : b - a));
  const count = shown.filter((value) => value !== null).length;
  return shown.map((value) => {
    if (value === null || better === 'neither' || count < 2) return null;
    if (value === ranked[0]) return 'best';
    return value === ranked[1] && count > 2 ? 'second' : null;
  });
}

export const arrows = { higher: '↑', lower: '↓', neither: '' } as const;

export interface ClipRow {
  readonly clip: string;
  readonly model: string;
  readonly title: string;
  /** In the order of `clipMetrics`; a dash where there is no number. */
  readonly texts: readonly string[];
  readonly failed: boolean;
}

type ClipRowInput = Pick<ReportInput, 'results' | 'restorers' | 'packages'>;

/** Every clip of a set by every model, the truth last. */
export function clipRows({ results, restorers, packages }: ClipRowInput, dataset: string): readonly ClipRow[] {
  const columns = clipMetrics(packages.facts);
  const titles = new Map([...restorers, TRUTH].map(({ id, title }) => [id, title]));
  return results
    .filter((result) => result.dataset === dataset)
    .map((result) => ({
      ...{ clip: result.clip, model: result.model, title: titles.get(result.model) ?? result.model, failed: result.status === 'failed' },
      texts: columns.map(({ name, digits }) => {
        if (result.status !== 'done' || name === null) return result.status === 'failed' ? 'failed' : '–';
        return valueOf(result, name)?.toFixed(digits) ?? '–';
      }),
    }));
}
