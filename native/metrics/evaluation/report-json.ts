import { metricFacts } from '../registry.ts';
import { paperTables } from './paper-tables.ts';
import type { ReportInput } from './report-input.ts';
import { tableRows } from './summary.ts';

/** The whole evaluation for programs: what was done, the tables, and every clip with its frames. */
export function reportJson({ datasets, restorers, results, packages, startedAt, command, versions, note }: ReportInput): string {
  const models = restorers.map(({ id }) => id);
  const report = {
    reportVersion: 1,
    startedAt: startedAt.toISOString(),
    command,
    note,
    versions,
    models: restorers.map(({ id, title }) => ({ id, title })),
    datasets: datasets.map(({ title, layout, clips }) => ({
      ...{ title, layout },
      clips: clips.map(({ name, truthPath }) => ({ name, hasReference: truthPath !== null })),
    })),
    metrics: metricFacts(packages.facts),
    tables: paperTables(packages.facts).map((table) => ({
      title: table.title,
      rows: tableRows(table, { datasets, results, models }).map(({ dataset, metric, clips, truth, cells }) => ({
        ...{ dataset, metric: metric.name ?? metric.title, better: metric.better, clips, measured: metric.name !== null },
        truth: truth === null ? null : Number(truth),
        models: Object.fromEntries(cells.map(({ model, value, mark }) => [model, { value, mark }])),
      })),
    })),
    unmeasured: packages.missing,
    results,
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}
