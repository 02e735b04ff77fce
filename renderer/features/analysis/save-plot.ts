import type { MetricFacts } from '../../../native/contract/index.ts';
import { METRIC_SERIES_FRAMES } from '../../../native/contract/index.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import type { Clip } from '../timeline/current-clip.ts';
import { numbersTable } from './numbers-table.ts';
import { plotPicture } from './plot-picture.ts';
import { isStale, resultOf, type NumberedRun } from './run-numbers.ts';
import { scatterTable, type Scatter } from './scatter-points.ts';

/** The plot as it is on screen, twice as large, with what it shows written over it. */
export async function savePlot(
  plot: HTMLElement | null,
  { facts, runs, name }: { readonly facts: MetricFacts; readonly runs: readonly NumberedRun[]; readonly name: string },
): Promise<void> {
  if (plot === null) return;
  const unit = facts.frameUnit === '' ? '' : `, ${said(facts.frameUnit)}`;
  const picture = await plotPicture(plot, {
    title: `${name}: ${said(facts.title)}${unit}`,
    lines: runs.map(({ number }) => t('analysis.oneRun', { number })),
  });
  download(picture, `${name} ${facts.name}.png`);
}

/** Every number of every frame: one row a frame of the source, one column for each run and measure. */
export async function saveNumbers({
  runs,
  metrics,
  clip,
  name,
}: {
  readonly runs: readonly NumberedRun[];
  readonly metrics: readonly MetricFacts[];
  readonly clip: Clip;
  readonly name: string;
}): Promise<void> {
  const open = projectNow();
  if (open === null) return;
  const columns = [];
  for (const { run, number } of runs) {
    for (const facts of metrics) {
      const result = resultOf(run, facts.name);
      if (result === null || isStale(result, facts)) continue;
      const values: (number | null)[] = [];
      for (let startFrame = 0; startFrame < run.frameCount; startFrame += METRIC_SERIES_FRAMES) {
        const input = { projectId: open.head.id, id: run.id, metric: facts.name, startFrame, frames: METRIC_SERIES_FRAMES };
        values.push(...(await callEngine('metrics.series', input)).values);
      }
      columns.push({ title: t('analysis.run3', { number, facts: facts.name }), startFrame: run.range.startFrame, values });
    }
  }
  download(new Blob([numbersTable(columns, clip.clock)], { type: 'text/csv' }), t('analysis.measurementsCsv', { name }));
}

/** The plot of all runs as it is on screen. */
export async function saveScatterPlot(
  plot: HTMLElement | null,
  {
    quality,
    warping,
    models,
    name,
  }: { readonly quality: MetricFacts; readonly warping: MetricFacts; readonly models: readonly string[]; readonly name: string },
): Promise<void> {
  if (plot === null) return;
  const picture = await plotPicture(plot, { title: `${name}: ${said(quality.title)} – ${said(warping.title)}`, lines: models });
  download(picture, `${name} ${quality.name} against ${warping.name}.png`);
}

export function saveScatterNumbers(
  scatter: Scatter,
  { name, ...facts }: Parameters<typeof scatterTable>[1] & { readonly name: string },
): void {
  const table = new Blob([scatterTable(scatter, facts)], { type: 'text/csv' });
  download(table, `${name} ${facts.quality.name} against ${facts.warping.name}.csv`);
}

/** Into the folder for downloads, or where the browser or the system asks for. */
function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name.replaceAll(/[/\\:*?"<>|]/g, '_');
  link.click();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  notify({ severity: 'success', message: t('analysis.saved', { download: link.download }) });
}
