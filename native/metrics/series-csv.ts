import type { MetricName } from '../contract/index.ts';

/** A table of every frame: `frame`, then one column for each metric; empty where there is no number. */
export function seriesCsv(series: ReadonlyMap<MetricName, Float64Array>): string {
  const names = [...series.keys()];
  const frames = Math.max(0, ...[...series.values()].map(({ length }) => length));
  const rows = Array.from({ length: frames }, (_, frame) => {
    const numbers = names.map((name) => series.get(name)?.[frame] ?? NaN);
    return [frame, ...numbers.map((value) => (Number.isNaN(value) ? '' : value))].join(',');
  });
  return `${[['frame', ...names].join(','), ...rows].join('\n')}\n`;
}
